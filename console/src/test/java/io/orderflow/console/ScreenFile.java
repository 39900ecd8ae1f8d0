package io.orderflow.console;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** The headless screen as a picture in target/screens. */
public final class ScreenFile {
    private ScreenFile() {}

    /** As large as the scene of a window at its upper left corner; FX thread only. */
    public static void write(Stage stage, String name) {
        // One line less: Monocle cannot capture the whole of its screen.
        var image = new Robot()
                .getScreenCapture(
                        null,
                        0,
                        0,
                        stage.getScene().getWidth(),
                        stage.getScene().getHeight() - 1);
        var file = new File("target/screens/" + name + ".png");
        file.getParentFile().mkdirs();
        try {
            ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
