package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ErrorBannerTest {
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final FaultTexts words = new FaultTexts(texts);
    private ErrorBanner banner;
    private Consumer<Throwable> faults;

    @Start
    void start(Stage stage) {
        banner = new ErrorBanner();
        faults = banner.faults(texts, words);
        stage.setScene(new Scene(banner, 600, 60));
        stage.show();
    }

    @Test
    void showsAFaultAsOneLineAndCopiesWhatADeveloperNeedsOfIt(FxRobot robot) {
        var fault = new IllegalStateException("broken");
        robot.interact(() -> faults.accept(fault));
        assertThat(banner.isVisible()).isTrue();
        assertThat(banner.messageProperty().get()).isEqualTo(words.line(fault));

        Button copy = robot.lookup("#copy-details").queryButton();
        robot.interact(copy::fire);

        var copied = new AtomicReference<String>();
        robot.interact(() -> copied.set(Clipboard.getSystemClipboard().getString()));
        assertThat(copied).hasValue(words.details(fault));
        assertThat(copy.getText()).isEqualTo("Copied");

        robot.interact(() -> faults.accept(null));
        assertThat(banner.isVisible()).isFalse();
        assertThat(copy.getText()).isEqualTo("Copy details");
    }
}
