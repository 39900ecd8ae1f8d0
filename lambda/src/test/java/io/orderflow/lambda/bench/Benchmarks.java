package io.orderflow.lambda.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the benchmarks named in the arguments, all of them without any: {@code mvn -B -Pbench -pl lambda -am verify
 * [-Dbench.args=cold]}.
 */
public final class Benchmarks {
    private interface Benchmark {
        void run() throws Exception;
    }

    private Benchmarks() {}

    public static void main(String[] names) throws Exception {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("batch", BatchSpeed::run);
        all.put("parse", Parsing::run);
        all.put("throughput", Throughput::run);
        all.put("cold", ColdStarts::run);
        for (String name : names.length == 0 ? all.keySet() : List.of(names)) {
            Benchmark benchmark = all.get(name);
            if (benchmark == null) {
                throw new IllegalArgumentException("no benchmark " + name + ": there are " + all.keySet());
            }
            benchmark.run();
        }
        // The engines leave threads behind that are no daemons.
        System.exit(0);
    }
}
