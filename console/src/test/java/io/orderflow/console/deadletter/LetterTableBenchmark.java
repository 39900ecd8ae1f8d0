package io.orderflow.console.deadletter;

import io.orderflow.console.MutableClock;
import io.orderflow.console.table.PulseWatch;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.GeneratedLetters;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.LetterStore;
import io.orderflow.operations.deadletter.SnapshotHead;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/** The whole Dead letters tab with 100,000 letters of twelve causes: how long its window stands still at most. */
public final class LetterTableBenchmark {
    private static final int LETTERS = 100_000;
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

    private final PulseWatch watch;
    private final LetterFixture letters;
    private TableView<LetterRow> table;

    private LetterTableBenchmark(PulseWatch watch) {
        this.watch = watch;
        letters = new LetterFixture(watch.runner(), new MutableClock(NOW), SampleJobs.jobs(), Memory.ofThisProcess());
    }

    public static void main(String[] args) throws Exception {
        try (PulseWatch watch = new PulseWatch("letters", LETTERS)) {
            var benchmark = new LetterTableBenchmark(watch);
            benchmark.fill();
            watch.onFx(benchmark::open);
            benchmark.run();
        }
    }

    private void fill() throws Exception {
        GeneratedLetters generated = GeneratedLetters.of(1, LETTERS, NOW);
        List<DeadLetter> all = new ArrayList<>();
        for (int i = 0; i < LETTERS; i++) {
            all.add(new DeadLetter(
                    String.format(Locale.ROOT, "%08x-5c6a-4f3c-9c0d-0b1e8f6e0000", i),
                    generated.letters().get(i).body(),
                    3,
                    NOW.minusSeconds(60 + i),
                    List.of(),
                    Map.of()));
        }
        LetterStore.Draft draft = letters.dead.store.draft();
        var unused = draft.add(all, "OrderDLQ");
        draft.keep(new SnapshotHead(
                "OrderDLQ",
                "OrderQueue",
                NOW,
                LETTERS,
                true,
                SnapshotHead.Stopped.NOT,
                0,
                Duration.ofDays(4),
                Map.of(),
                true,
                null));
    }

    private void open() {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        DeadLetterActions actions = letters.actions(Protection.NONE, texts, formats);
        DeadLettersView view = letters.view(actions, () -> {}, texts, new FaultTexts(texts), formats);
        var scene = new Scene(new BorderPane(view.node()), 1200, 800);
        Themes.style(scene);
        Themes.apply(scene, false);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        @SuppressWarnings("unchecked")
        var found = (TableView<LetterRow>) scene.lookup("#dead-letters-table");
        table = found;
        watch.start();
    }

    private void run() throws Exception {
        watch.measure(true, "load", () -> watch.onFx(letters.model::shown));
        if (letters.model.rows().size() != LETTERS) {
            throw new IllegalStateException("shown: " + letters.model.rows().size());
        }
        for (int round = 0; round < 2; round++) { // the first one warms up
            boolean told = round == 1;
            watch.measure(told, "idle", () -> PulseWatch.pause(3000));
            watch.measure(told, "sort", () -> sort(1, SortType.ASCENDING));
            watch.measure(
                    told, "unsort", () -> watch.onFx(() -> table.getSortOrder().clear()));
            watch.measure(told, "filter_by_rule", () -> type("rule:pattern,blank left<4d"));
            watch.measure(told, "filter_in_bodies", () -> type("gen-0012"));
            watch.measure(told, "filter_cleared", () -> filter(""));
            watch.measure(
                    told,
                    "cause_chosen",
                    () -> watch.onFx(() -> letters.model
                            .causes()
                            .choose(letters.model.rows().get(0).judgement().group())));
            watch.measure(
                    told,
                    "all_causes",
                    () -> watch.onFx(() -> letters.model.causes().choose(null)));
            watch.measure(told, "scroll", this::scroll);
            watch.measure(told, "select_one", () -> select(500));
            watch.measure(
                    told,
                    "select_all",
                    () -> watch.onFx(() -> table.getSelectionModel().selectAll()));
            watch.measure(told, "select_one_of_all", () -> select(700));
            watch.measure(
                    told,
                    "select_all_again",
                    () -> watch.onFx(() -> table.getSelectionModel().selectAll()));
            watch.measure(told, "filter_while_all_are_selected", () -> filter("rule:blank"));
            watch.measure(
                    told,
                    "deselect",
                    () -> watch.onFx(() -> table.getSelectionModel().clearSelection()));
            watch.measure(told, "filter_cleared_again", () -> filter(""));
        }
    }

    private void select(int row) throws Exception {
        watch.onFx(() -> table.getSelectionModel().clearAndSelect(row));
    }

    private void sort(int column, SortType type) throws Exception {
        watch.onFx(() -> {
            table.getColumns().get(column).setSortType(type);
            table.getSortOrder().setAll(List.of(table.getColumns().get(column)));
        });
    }

    private void type(String line) throws Exception {
        for (int end = 1; end <= line.length(); end++) {
            filter(line.substring(0, end));
            PulseWatch.pause(60);
        }
    }

    private void filter(String line) throws Exception {
        watch.onFx(() -> letters.model.table().filterTextProperty().set(line));
    }

    private void scroll() throws Exception {
        for (int i = 0; i < 120; i++) {
            int to = i < 60 ? i * 3 : i * 800;
            watch.onFx(() -> table.scrollTo(to));
            PulseWatch.pause(16);
        }
    }
}
