package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Locale;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The JDK's own lines in the program's log, where the machine's locale has other digits. */
class JdkLogTest {
    private final Locale before = Locale.getDefault();
    private final Logger log = (Logger) LoggerFactory.getLogger("sun.example");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        log.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void forget() {
        Locale.setDefault(before);
        log.detachAppender(lines);
        log.setAdditive(true);
        log.setLevel(null);
    }

    private void publish(java.util.logging.Level level, String message, Object... parameters) {
        LogRecord line = new LogRecord(level, message);
        line.setLoggerName("sun.example");
        line.setParameters(parameters);
        line.setThrown(new IllegalStateException("why"));
        new JdkLog().publish(line);
    }

    @Test
    void areWrittenInTheSameWayEverywhere() {
        publish(java.util.logging.Level.SEVERE, "{0} of {1} failed", 1234, "x");
        publish(java.util.logging.Level.WARNING, "as it is: {0", 1);
        publish(java.util.logging.Level.INFO, "braces {} stay");
        publish(java.util.logging.Level.FINE, "too fine");

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("1,234 of x failed", "as it is: {0", "braces {} stay");
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.WARN, Level.INFO);
        assertThat(lines.list)
                .allSatisfy(line ->
                        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("why"));
    }
}
