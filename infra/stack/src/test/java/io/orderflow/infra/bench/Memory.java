package io.orderflow.infra.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 12,000 orders with a small heap and without a limit, in turn: the rate, the process's memory, what lives in its heap. */
final class Memory {

    private static final int ORDERS = 12_000;
    private static final int ROUNDS = 7;

    private Memory() {}

    static void run() throws Exception {
        Figures figures = new Figures();
        for (int round = 0; round < ROUNDS; round++) {
            measure(figures, "xmx160m", List.of("-Xmx160m"));
            measure(figures, "no_limit", List.of());
        }
        figures.print("pipeline_no_limit", "orders/s", "");
        figures.print("pipeline_xmx160m", "orders/s", "pipeline_no_limit");
        for (String name : List.of("rss_xmx160m", "live_heap_xmx160m", "rss_no_limit", "live_heap_no_limit")) {
            figures.print(name, "MB", "");
        }
    }

    private static void measure(Figures figures, String kind, List<String> options) throws Exception {
        Path folder = Files.createTempDirectory("orderflow-bench");
        try (Pipeline pipeline = Pipeline.start(Optional.of(folder), options)) {
            figures.add("pipeline_" + kind, pipeline.publishedToStored(ORDERS));
            figures.add("rss_" + kind, rss(pipeline.pid()));
            figures.add("live_heap_" + kind, liveHeap(pipeline.pid()));
        }
    }

    private static double rss(long pid) throws IOException {
        return megabytes("VmRSS:\\s+(\\d+) kB", Files.readString(Path.of("/proc/" + pid + "/status")));
    }

    private static double liveHeap(long pid) throws Exception {
        jcmd(pid, "GC.run");
        return megabytes("used (\\d+)K", jcmd(pid, "GC.heap_info"));
    }

    private static double megabytes(String pattern, String text) {
        Matcher kilobytes = Pattern.compile(pattern).matcher(text);
        if (!kilobytes.find()) {
            throw new IllegalStateException("No " + pattern + " in " + text);
        }
        return Long.parseLong(kilobytes.group(1)) / 1e3;
    }

    private static String jcmd(long pid, String command) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
