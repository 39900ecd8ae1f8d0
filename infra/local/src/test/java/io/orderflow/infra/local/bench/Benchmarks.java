package io.orderflow.infra.local.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Prints the figures that docs/benchmarks.md keeps: {@code java -cp … Benchmarks [starts] [rest] [requests] [newest]}. */
final class Benchmarks {

    private static final List<String> ALL = List.of("starts", "rest", "requests", "newest");

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        for (String name : args.length == 0 ? ALL : List.of(args)) {
            switch (name) {
                case "starts" -> Starts.run();
                case "rest" -> Rest.run();
                case "requests" -> Requests.run();
                case "newest" -> Newest.run();
                default -> throw new IllegalArgumentException("No benchmark " + name + "; there are " + ALL);
            }
        }
        System.out.println(String.format(
                Locale.ROOT,
                "load average %.2f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }
}
