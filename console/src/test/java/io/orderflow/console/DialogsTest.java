package io.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.AllDialogs.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class DialogsTest {
    private AllDialogs dialogs;

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(AllDialogs::closeAll);
    }

    @ParameterizedTest
    @EnumSource
    void fitsItsContentIsOnTheScreenOverItsOwnerAndStartsWhereItIsSafe(Kind kind, FxRobot robot) throws Exception {
        for (int width : List.of(1000, 1280)) {
            Stage dialog = open(kind, width, robot);

            var faults = new CompletableFuture<List<String>>();
            robot.interact(() -> faults.complete(dialogs.faults()));
            assertThat(faults.get()).as("%s over %s", kind, width).isEmpty();

            robot.type(KeyCode.ESCAPE);
            if (kind == Kind.EDIT) { // its text was changed: it asks
                assertThat(dialog.isShowing()).isTrue();
                robot.clickOn("#edit-discard");
            }
            assertThat(dialog.isShowing()).isFalse();
            close(robot);
        }
    }

    private Stage open(Kind kind, int width, FxRobot robot) {
        robot.interact(() -> dialogs = AllDialogs.owner(kind, width, width * 0.64, false));
        Platform.runLater(dialogs::open);
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(dialogs::dialog);
        WaitForAsyncUtils.waitForFxEvents();
        return dialogs.dialog();
    }
}
