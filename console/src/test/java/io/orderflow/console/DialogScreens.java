package io.orderflow.console;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Writes pictures of every dialog, light and dark, on screens of these sizes to target/screens, and fails where one is
 * cut. Run on demand:
 *
 * <pre>mvn -q -pl console -am test -Dtest=DialogScreens -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class DialogScreens {
    /** 3840×2160 at 200 % is laid out as 1920×1080 and drawn with twice the pixels. */
    @ParameterizedTest
    @ValueSource(strings = {"1000x640@1", "1280x800@1", "1920x1080@1", "1920x1080@2"})
    void everyDialog(String screen) throws Exception {
        ScreenProcess.draw(DialogScreens.class, screen);
    }

    public static void main(String[] args) throws Exception {
        int at = args[1].indexOf('@');
        String[] size = args[1].substring(0, at).split("x", 2);
        Platform.startup(() -> Platform.setImplicitExit(false));
        for (AllDialogs.Kind kind : AllDialogs.Kind.values()) {
            for (boolean dark : new boolean[] {false, true}) {
                String name = "dialog-" + kind + "-" + args[1] + (dark ? "-dark" : "");
                AllDialogs dialogs =
                        onFx(() -> AllDialogs.owner(kind, Integer.parseInt(size[0]), Integer.parseInt(size[1]), dark));
                Platform.runLater(dialogs::open);
                WaitForAsyncUtils.waitForFxEvents();
                onFx(dialogs::dialog);
                WaitForAsyncUtils.waitForFxEvents();
                for (String fault : onFx(dialogs::faults)) {
                    System.out.println("✕ " + name + " " + fault);
                }
                double scale = Double.parseDouble(args[1].substring(at + 1));
                write(onFx(() -> picture(dialogs.dialog(), scale)), new File(args[0], name + ".png"));
                onFx(() -> {
                    AllDialogs.closeAll();
                    return kind;
                });
            }
        }
        Platform.exit();
    }

    private static WritableImage picture(Window dialog, double scale) {
        var parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        return dialog.getScene().getRoot().snapshot(parameters, null);
    }

    private static void write(WritableImage image, File file) throws IOException {
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file);
    }

    private static <T> T onFx(Supplier<T> action) throws Exception {
        var done = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                done.complete(action.get());
            } catch (RuntimeException | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(30, TimeUnit.SECONDS);
    }
}
