package io.orderflow.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Writes pictures of every tab, card and state of the window, light and dark and of each size, to target/screens. On demand,
 * with those of the dialogs and of more of the tabs' states:
 *
 * <pre>mvn -q -pl console -am test -Dtest='*Screens' -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class WindowScreens {
    @TempDir
    static Path home;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    /** 3840×2160 at 200 % is laid out as 1920×1080 and drawn with twice the pixels. */
    @ParameterizedTest
    @CsvSource({"1000,640,1", "1280,800,1", "1920,1080,1", "1920,1080,2"})
    void everyState(int width, int height, int scale) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/screens"));
        for (boolean dark : new boolean[] {false, true}) {
            for (WindowState state : WindowState.values()) {
                String name = "window-" + state + "-" + width * scale + (dark ? "-dark" : "") + ".png";
                try (var window = new SampleWindow(home, state, width, height, dark)) {
                    WaitForAsyncUtils.waitForAsyncFx(10_000, () -> write(window.scene(), scale, folder.resolve(name)));
                }
            }
        }
    }

    private static void write(Scene scene, int scale, Path file) {
        var parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        var image = scene.getRoot().snapshot(parameters, null);
        try {
            ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
