package io.orderflow.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the desktop is dark, as its own tools tell; light where they tell nothing. */
final class SystemTheme {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTheme.class);
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private SystemTheme() {}

    /** What a command prints; empty where there is none, it fails or takes too long. */
    @FunctionalInterface
    interface Tool {
        Optional<String> ask(List<String> command);
    }

    /** Blocks, shortly. */
    static boolean dark() {
        return dark(System.getProperty("os.name", ""), System.getenv(), SystemTheme::run);
    }

    static boolean dark(String osName, Map<String, String> environment, Tool tool) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            String key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
            return tool.ask(List.of("reg", "query", key, "/v", "AppsUseLightTheme"))
                    .filter(value -> value.strip().endsWith("0x0"))
                    .isPresent();
        }
        if (os.contains("mac")) {
            return tool.ask(List.of("defaults", "read", "-g", "AppleInterfaceStyle"))
                    .filter(style -> style.strip().equals("Dark"))
                    .isPresent();
        }
        String chosen = environment.getOrDefault("GTK_THEME", "");
        if (!chosen.isBlank()) {
            return namedDark(chosen);
        }
        Optional<String> scheme = tool.ask(List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme"))
                .filter(value -> value.contains("prefer-"));
        return scheme.map(value -> value.contains("prefer-dark"))
                .orElseGet(() -> tool.ask(List.of("gsettings", "get", "org.gnome.desktop.interface", "gtk-theme"))
                        .filter(SystemTheme::namedDark)
                        .isPresent());
    }

    /** E.g. 'Adwaita-dark', Adwaita:dark. */
    private static boolean namedDark(String theme) {
        return theme.toLowerCase(Locale.ROOT).matches("(?s).*[-:]dark\\W*");
    }

    private static Optional<String> run(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            LOG.debug("{} is not there", command.get(0), e);
            return Optional.empty();
        }
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return ended && process.exitValue() == 0
                    ? Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} does not answer", command.get(0), e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
