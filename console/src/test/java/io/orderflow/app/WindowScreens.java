package io.orderflow.app;

import io.orderflow.console.ScreenProcess;
import io.orderflow.operations.session.EnvironmentsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Writes pictures of every tab, card and state of the window, light and dark and of each size, to target/screens, and fails where one is cut. On demand,
 * with those of the dialogs and of more of the tabs' states:
 *
 * <pre>mvn -q -pl console -am test -Dtest='*Screens' -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class WindowScreens {
    /** 3840×2160 at 200 % is laid out as 1920×1080 and drawn with twice the pixels. */
    @ParameterizedTest
    @ValueSource(strings = {"1000x640@1", "1280x800@1", "1920x1080@1", "1920x1080@2"})
    void everyState(String screen) throws Exception {
        ScreenProcess.draw(WindowScreens.class, screen);
    }

    public static void main(String[] args) {
        try {
            draw(args);
            System.exit(0); // threads may be left
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void draw(String... args) throws Exception {
        String[] size = args[1].split("[x@]", 3);
        int scale = Integer.parseInt(size[2]);
        Path folder = Path.of(args[0]);
        Path home = Files.createTempDirectory("screens");
        Platform.startup(() -> Platform.setImplicitExit(false));
        for (boolean dark : new boolean[] {false, true}) {
            for (WindowState state : WindowState.values()) {
                String name = "window-" + state + "-" + args[1] + (dark ? "-dark" : "");
                try (var window =
                        new SampleWindow(home, state, Integer.parseInt(size[0]), Integer.parseInt(size[1]), dark)) {
                    WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
                        CutTexts.of(window.scene().getRoot())
                                .forEach(fault -> System.out.println("✕ " + name + " " + fault));
                        write(window.scene(), scale, folder.resolve(name + ".png"));
                    });
                }
            }
        }
        Files.deleteIfExists(home.resolve(EnvironmentsFile.NAME));
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
