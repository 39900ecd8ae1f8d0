package io.orderflow.operations.entry.imports;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.RowsReport;
import io.orderflow.operations.entry.rows.TextEncoding;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Imports over a pipeline of fakes and real files. */
abstract class ImportFixture {
    static final Instant NOW = Instant.parse("2026-11-22T14:06:02Z");
    static final Duration FOLLOW = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    final MutableClock clock = new MutableClock(NOW);
    final FakePipeline pipeline = new FakePipeline(clock);
    final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    ImportStore store() {
        return new ImportFolders(folder.resolve("imports"), clock);
    }

    Imports imports(ImportStore store) {
        return new Imports(pipeline.ports(), store, threads, clock, clock::advance, Duration.ofSeconds(12));
    }

    static Order order(int number) {
        return new Order("O" + number, "U1", "Lamp", 1, OrderStatus.NEW, NOW.minusSeconds(60));
    }

    static List<Order> orders(int count) {
        return IntStream.range(0, count).mapToObj(ImportsTest::order).toList();
    }

    static ImportHead head(ImportDraft.Sum sum, ImportPace pace) {
        return new ImportHead(
                "orders.csv", NOW, sum.valid(), 0, sum.valid(), sum.duplicates(), sum.hash(), null, pace, "place");
    }

    static ImportPace pace(Duration follow) {
        return new ImportPace(0, follow, Double.POSITIVE_INFINITY);
    }

    ImportReport run(List<Order> orders, ImportPace pace, ImportWatcher watcher, ImportStore store) throws Exception {
        ImportDraft draft = store.draft(clock.instant());
        for (int i = 0; i < orders.size(); i++) {
            draft.order(i + 2, orders.get(i), false);
        }
        var report = new RowsReport(orders.size(), 0, List.of());
        var encoding = new TextEncoding(StandardCharsets.UTF_8, 0, TextEncoding.How.FITS);
        var form = new FileForm(FileForm.Kind.CSV, encoding, ',', true, List.of(), 0);
        try (CheckedFile checked = new CheckedFile(Path.of("orders.csv"), form, report, draft.sum(), draft)) {
            return imports(store).run(checked, checked.head(pace, null, "place", NOW), watcher);
        }
    }

    ImportReport run(int orders, Duration follow) throws Exception {
        return run(orders(orders), pace(follow), ImportWatcher.NONE, store());
    }

    static Map<PlacedEnd, Integer> known(ImportReport report) {
        Map<PlacedEnd, Integer> known = new TreeMap<>(report.ends());
        known.values().removeIf(count -> count == 0);
        return known;
    }
}
