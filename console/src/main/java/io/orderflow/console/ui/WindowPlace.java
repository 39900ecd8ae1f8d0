package io.orderflow.console.ui;

import io.orderflow.operations.session.Memory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * Where a window is and how large.
 *
 * @param bounds its frame included, while it is not maximized
 */
public record WindowPlace(Rectangle2D bounds, boolean maximized) {
    private static final String KEY = "window";
    private static final Pattern FORM =
            Pattern.compile("(-?[0-9]{1,6}) (-?[0-9]{1,6}) ([0-9]{1,5}) ([0-9]{1,5})( maximized)?");
    /** Less of its title than this cannot be taken hold of. */
    private static final double GRIP = 120;

    private static final double TITLE = 24;

    static Optional<WindowPlace> of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var bounds = new Rectangle2D(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)));
        return Optional.of(new WindowPlace(bounds, parts.group(5) != null));
    }

    String text() {
        return Math.round(bounds.getMinX()) + " " + Math.round(bounds.getMinY()) + " " + Math.round(bounds.getWidth())
                + " " + Math.round(bounds.getHeight()) + (maximized ? " maximized" : "");
    }

    /** Where it can be on the screens that are there now: no larger than its screen; nowhere if its title would be on none. */
    Optional<Rectangle2D> on(List<Rectangle2D> screens) {
        return screens.stream()
                .filter(screen -> screen.getMinY() <= bounds.getMinY()
                        && bounds.getMinY() + TITLE <= screen.getMaxY()
                        && Math.min(screen.getMaxX(), bounds.getMaxX()) - Math.max(screen.getMinX(), bounds.getMinX())
                                >= GRIP)
                .findFirst()
                .map(screen -> new Rectangle2D(
                        bounds.getMinX(),
                        bounds.getMinY(),
                        Math.min(bounds.getWidth(), screen.getWidth()),
                        Math.min(bounds.getHeight(), screen.getHeight())));
    }

    /**
     * Puts a window that is not shown yet where it was last, if that is still on a screen, else in the middle of the first
     * one, and remembers where it goes.
     *
     * @param usual its size where none is remembered
     * @param memory where it is remembered now
     */
    public static void restore(Stage stage, Dimension2D usual, Supplier<Memory> memory) {
        Optional<WindowPlace> last = memory.get().get(KEY).flatMap(WindowPlace::of);
        Rectangle2D bounds = last.flatMap(place -> place.on(Screen.getScreens().stream()
                        .map(Screen::getVisualBounds)
                        .toList()))
                .orElseGet(() -> middle(usual, Screen.getPrimary().getVisualBounds()));
        put(stage, bounds);
        boolean maximized = last.map(WindowPlace::maximized).orElse(false);
        stage.setOnShown(event -> {
            put(stage, bounds); // again: on Linux a window that has a least size opens as small as that
            stage.setMaximized(maximized);
        });
        Runnable remember = () -> remember(stage, memory.get());
        stage.xProperty().subscribe(remember);
        stage.yProperty().subscribe(remember);
        stage.widthProperty().subscribe(remember);
        stage.heightProperty().subscribe(remember);
        stage.maximizedProperty().addListener((property, before, now) -> {
            if (!now) { // a window that opened maximized knows no other size
                memory.get().get(KEY).flatMap(WindowPlace::of).ifPresent(place -> put(stage, place.bounds()));
            }
            remember.run();
        });
    }

    static Rectangle2D middle(Dimension2D size, Rectangle2D screen) {
        double width = Math.min(size.getWidth(), screen.getWidth());
        double height = Math.min(size.getHeight(), screen.getHeight());
        return new Rectangle2D(
                Math.rint(screen.getMinX() + (screen.getWidth() - width) / 2),
                Math.rint(screen.getMinY() + (screen.getHeight() - height) / 2),
                width,
                height);
    }

    private static void put(Stage stage, Rectangle2D bounds) {
        stage.setX(bounds.getMinX());
        stage.setY(bounds.getMinY());
        stage.setWidth(bounds.getWidth());
        stage.setHeight(bounds.getHeight());
    }

    private static void remember(Stage stage, Memory memory) {
        if (!stage.isShowing() || stage.isIconified()) {
            return;
        }
        var now = new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        Rectangle2D bounds = stage.isMaximized()
                ? memory.get(KEY)
                        .flatMap(WindowPlace::of)
                        .map(WindowPlace::bounds)
                        .orElse(now)
                : now;
        memory.put(KEY, new WindowPlace(bounds, stage.isMaximized()).text());
    }
}
