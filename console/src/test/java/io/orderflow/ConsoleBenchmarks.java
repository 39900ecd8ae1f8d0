package io.orderflow;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the benchmarks named in the arguments, all of them without any, each in a JVM of its own: {@code mvn -B -Pbench -pl
 * console -am package [-Dbench.args=redrive]}.
 */
final class ConsoleBenchmarks {
    private ConsoleBenchmarks() {}

    public static void main(String[] names) throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("redrive", "io.orderflow.aws.RedriveBenchmark");
        all.put("snapshot", "io.orderflow.aws.SnapshotBenchmark");
        all.put("follow", "io.orderflow.aws.FollowBenchmark");
        all.put("replay", "io.orderflow.aws.ReplayBenchmark");
        all.put("import", "io.orderflow.aws.ImportBenchmark");
        all.put("orders", "io.orderflow.console.orders.OrdersBenchmark");
        all.put("letters", "io.orderflow.console.deadletter.LetterTableBenchmark");
        all.put("table", "io.orderflow.console.table.TableBenchmark");
        for (String name : names.length == 0 ? all.keySet() : List.of(names)) {
            String benchmark = all.get(name);
            if (benchmark == null) {
                throw new IllegalArgumentException("no benchmark " + name + ": there are " + all.keySet());
            }
            run(benchmark);
        }
    }

    private static void run(String benchmark) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), benchmark));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(benchmark + " ended with " + code);
        }
    }
}
