package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.console.orderentry.OrderImportViewModel.Stage;
import io.orderflow.console.ui.FileChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A file of orders in the window: opened, its faults saved, corrected and imported again; left, and taken up again. */
class ImportWindowTest extends WindowFixture {
    @TempDir
    Path folder;

    private Path opened;
    private Path saved;

    @Start
    void start(javafx.stage.Stage stage) {
        show(stage);
        mayOpen.countDown();
    }

    private void openPlaceOrder(FxRobot robot) {
        await().until(() -> workspace != null && workspace.entry != null);
        workspace.files = new FileChoice() {
            @Override
            public @Nullable Path open(Window owner) {
                return opened;
            }

            @Override
            public @Nullable Path save(Window owner, String name) {
                return saved;
            }
        };
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await().until(() -> robot.lookup("#import-open").tryQuery().isPresent());
    }

    @Test
    void aFileWithFaultsIsSentButForThemWhichAreCorrectedAndSentToo(FxRobot robot) throws Exception {
        openPlaceOrder(robot);
        opened = Files.writeString(
                folder.resolve("orders.csv"),
                """
                orderId,userId,itemName,quantity,status,timestamp
                O1,U1,Lamp,1,new,2026-11-01T10:00:00Z
                O2,U1,Lamp,many,new,2026-02-30T10:00:00Z
                """);
        saved = folder.resolve("faults.csv");
        robot.clickOn("#import-open");
        reached(robot, Stage.CHECKED);
        await().until(() -> text(robot, "#import-ready").equals("1"));
        assertThat(text(robot, "#import-faulty")).isEqualTo("1");
        assertThat(robot.lookup(this::tellsTheForm).tryQuery()).isPresent();
        TableView<?> faults = robot.lookup("#import-faults").queryAs(TableView.class);
        assertThat(faults.getItems()).hasSize(2);

        robot.clickOn("#import-save");
        await().until(() -> robot.lookup("faulty, saved aside").tryQuery().isPresent());
        robot.clickOn("#import-send");
        reached(robot, Stage.ENDED);
        assertThat(text(robot, "#import-end-STORED")).isEqualTo("1");
        assertThat(published()).containsExactly("O1");

        opened = folder.resolve("corrected.csv");
        Files.writeString(opened, Files.readString(saved).replace("many", "3").replace("2026-02-30T", "2026-02-28T"));
        robot.clickOn("#import-open");
        reached(robot, Stage.CHECKED);
        robot.clickOn("#import-send");
        reached(robot, Stage.ENDED);
        assertThat(published()).containsExactly("O1", "O2");
    }

    @Test
    void anImportThatWasCancelledIsTakenUpAgainWithoutSendingAnythingTwice(FxRobot robot) throws Exception {
        openPlaceOrder(robot);
        List<String> rows = IntStream.range(0, 300)
                .mapToObj(n -> "O" + n + ",U1,Lamp,1,new,2026-11-01T10:00:00Z")
                .toList();
        opened = Files.writeString(
                folder.resolve("orders.csv"),
                "orderId,userId,itemName,quantity,status,timestamp\n" + String.join("\n", rows) + "\n");
        robot.clickOn("#import-open");
        reached(robot, Stage.CHECKED);
        workspace.pipeline.instead = orders -> {
            var unused = WaitForAsyncUtils.asyncFx(workspace.imports::cancel); // before any answer comes
            WaitForAsyncUtils.waitForFxEvents();
            return null;
        };
        robot.clickOn("#import-send");
        reached(robot, Stage.ENDED);
        workspace.pipeline.instead = null;
        int sent = published().size();
        assertThat(sent).isBetween(1, 299);

        await().until(() -> robot.lookup("#import-left").query().isVisible());
        robot.clickOn("#import-resume");
        await().until(() -> published().size() == 300);
        reached(robot, Stage.ENDED);
        assertThat(published()).doesNotHaveDuplicates();
        assertThat(robot.lookup("#import-left").query().isVisible()).isFalse();
        assertThat(robot.lookup("#import-open").queryAs(Button.class).isDisabled())
                .isFalse();
    }

    private boolean tellsTheForm(Node node) {
        return node instanceof Labeled label
                && label.getText() != null
                && label.getText().contains("CSV, UTF-8, comma between fields, with a header");
    }

    private List<String> published() {
        return workspace.pipeline.orderIds();
    }

    private void reached(FxRobot robot, Stage stage) {
        await().until(() -> workspace.imports.stageProperty().get() == stage);
        robot.interact(() -> {}); // and the card shows it
    }
}
