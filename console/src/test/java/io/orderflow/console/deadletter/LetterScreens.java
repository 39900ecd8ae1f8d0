package io.orderflow.console.deadletter;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.ScreenFile;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.Themes;
import io.orderflow.infra.doctor.FindingCode;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Writes pictures of what the Dead letters tab tells beside the letters to target/screens, in the room that a window of that
 * size has for a tab; run on demand with -Dtest=LetterScreens.
 */
class LetterScreens {
    private static final int FRAME = 110;

    @TempDir
    Path kept;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private LetterFixture letters;
    private Stage stage;
    private String suffix;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    @ParameterizedTest
    @CsvSource({"1440,900,false", "1440,900,true", "1000,640,false", "1000,640,true"})
    void told(int width, int height, boolean dark) throws Exception {
        suffix = "-" + width + (dark ? "-dark" : "");
        letters = new LetterFixture(
                new DirectTaskRunner(),
                new MutableClock(SampleData.NOW),
                SampleJobs.jobs(),
                Memory.ofThisProcess(),
                kept);
        letters.put(List.of(SampleData.letter("first", Duration.ofMinutes(70), SampleData.order("ORD-55212", "0"))));
        FxToolkit.setupFixture(() -> open(width, height, dark));
        act(() -> {
            letters.model.shown();
            letters.undeliveredWhy.shown();
            letters.model.snapshots().load();
            letters.sendAll();
        });
        letters.put(SampleData.letters());
        letters.put(SampleData.markedLetters());
        letters.deaths.put("looped", 2);
        letters.dead.functionChangedAt = SampleData.NOW.minus(Duration.ofMinutes(31));
        letters.dead.page = 1;
        for (int i = 0; i < 30; i++) {
            letters.dead.lines.add(SampleData.failure("other" + i));
        }
        act(() -> {
            letters.redrives.dismiss();
            letters.model.snapshots().load();
            letters.kept.page(page -> {});
        });
        select("5f2c1b7e-0a1d-4f6e-9d52-7c1de00b91ab", "told");
        select("looped", "told-looped");
        select("foreign", "told-foreign");
        act(() -> ((MenuButton) stage.getScene().lookup("#dead-letters-more")).show());
        shot("told-more");
        act(() -> ((MenuButton) stage.getScene().lookup("#dead-letters-more")).hide());
        undelivered();
    }

    private void undelivered() throws Exception {
        letters.undelivered.queue.put(
                SampleData.letter("u1", Duration.ofMinutes(4), SampleData.envelope(SampleData.order("ORD-1", "1"))));
        letters.findings.add(UndeliveredViewModelTest.finding(FindingCode.TOPIC_REFUSED, "OrderQueue"));
        act(() -> {
            letters.model.snapshots().choose(LetterPlace.ORDER_UNDELIVERED);
            letters.model.snapshots().load();
        });
        shot("told-undelivered");
        letters.findings.clear();
        act(() -> letters.model.snapshots().load());
        shot("told-undelivered-none");
    }

    private void open(int width, int height, boolean dark) {
        stage = new Stage();
        var formats = new Formats(texts, ZoneOffset.UTC);
        Parent view = (Parent) letters.view(
                        letters.actions(Protection.NONE, texts, formats),
                        () -> {},
                        texts,
                        new FaultTexts(texts),
                        formats)
                .node();
        var scene = new Scene(new StackPane(view), width, height - FRAME);
        Themes.style(scene);
        Themes.apply(scene, dark);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private void select(String id, String name) throws Exception {
        act(() -> letters.model.selectedIdProperty().set(id));
        shot(name);
    }

    private static void act(Runnable action) {
        Future<Void> unused = WaitForAsyncUtils.asyncFx(action);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void shot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents(8);
        WaitForAsyncUtils.asyncFx(() -> ScreenFile.write(stage, name + suffix)).get();
    }
}
