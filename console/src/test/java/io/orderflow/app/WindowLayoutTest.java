package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The smallest window, in an environment whose name and place take much room. */
@Timeout(60)
class WindowLayoutTest {
    @TempDir
    static Path home;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource
    void cutsNoTextOfItsOwn(WindowState state) throws Exception {
        try (var window =
                new SampleWindow(home, state, ConsoleApplication.MIN_WIDTH, ConsoleApplication.MIN_HEIGHT, false)) {
            await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertThat(WaitForAsyncUtils.waitForAsyncFx(
                            5_000, () -> CutTexts.of(window.scene().getRoot())))
                    .isEmpty());
        }
    }

    /** {@code ORD-1M3K9T7Q4X2Z-12345}: 22 letters of 7.25, and 20 beside them. */
    @Test
    void anIdThatAnImportMadeHasRoomInAWindowOfAMiddlingWidth() throws Exception {
        try (var window = new SampleWindow(home, WindowState.ORDERS, 1280, 800, false)) {
            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
                                TableView<?> table =
                                        (TableView<?>) window.scene().lookup(".table-view");
                                return table.getColumns().get(0).getWidth();
                            }))
                            .isGreaterThanOrEqualTo(180));
        }
    }
}
