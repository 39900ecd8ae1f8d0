package io.orderflow.app;

import io.orderflow.text.ShellWords;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A command of this program as a line for a shell. */
final class CommandLineText {
    private static final String FROM_CHECKOUT = "console/target/orderflow.jar";

    private CommandLineText() {}

    /** @param arguments the command and its options */
    static String of(List<String> arguments) {
        return ShellWords.line(Stream.concat(Stream.of("java", "-jar", jar(CommandLineText.class)), arguments.stream())
                .toList());
    }

    /** Where this program runs from; from a build's classes, the jar that the build makes. */
    private static String jar(Class<?> type) {
        @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
        @Nullable URL location = source == null ? null : source.getLocation();
        if (location == null || !location.getPath().endsWith(".jar")) {
            return FROM_CHECKOUT;
        }
        try {
            return Path.of(location.toURI()).toString();
        } catch (URISyntaxException e) {
            return FROM_CHECKOUT;
        }
    }
}
