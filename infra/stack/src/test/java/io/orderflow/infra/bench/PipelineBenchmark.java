package io.orderflow.infra.bench;

import java.util.List;

/** Prints the figures of the whole pipeline that docs/benchmarks.md keeps: {@code java -cp … PipelineBenchmark [ceiling] [memory]}. */
final class PipelineBenchmark {

    private static final List<String> ALL = List.of("ceiling", "memory");

    private PipelineBenchmark() {}

    public static void main(String[] args) throws Exception {
        for (String name : args.length == 0 ? ALL : List.of(args)) {
            switch (name) {
                case "ceiling" -> Ceiling.run();
                case "memory" -> Memory.run();
                default -> throw new IllegalArgumentException("No benchmark " + name + "; there are " + ALL);
            }
        }
    }
}
