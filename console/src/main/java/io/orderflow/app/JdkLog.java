package io.orderflow.app;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What the JDK and JavaFX log goes to the program's log; their own handler would write to stderr, with a date and numbers as
 * this machine's language has them.
 */
final class JdkLog extends Handler {
    private static final String UNNAMED = "jdk";

    /** From now on; no other handler stays. */
    static void install() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new JdkLog());
    }

    @Override
    public void publish(LogRecord line) {
        String name = line.getLoggerName();
        LoggerFactory.getLogger(name == null || name.isEmpty() ? UNNAMED : name)
                .atLevel(level(line.getLevel()))
                .setCause(line.getThrown())
                .log(() -> text(line));
    }

    private static org.slf4j.event.Level level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }

    /** As a formatter of java.util.logging puts it together, in the same way everywhere. */
    private static String text(LogRecord line) {
        String pattern = translated(line.getResourceBundle(), String.valueOf(line.getMessage()));
        Object[] parameters = line.getParameters();
        if (parameters == null || parameters.length == 0 || !pattern.contains("{")) {
            return pattern;
        }
        try {
            return new MessageFormat(pattern, Locale.ROOT).format(parameters);
        } catch (IllegalArgumentException e) {
            return pattern; // no such format after all
        }
    }

    private static String translated(@Nullable ResourceBundle bundle, String message) {
        try {
            return bundle == null ? message : bundle.getString(message);
        } catch (MissingResourceException e) {
            return message;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
