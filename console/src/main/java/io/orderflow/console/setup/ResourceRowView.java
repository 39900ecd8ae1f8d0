package io.orderflow.console.setup;

import io.orderflow.console.text.Texts;
import io.orderflow.console.text.VisibleText;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Tone;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** One resource as a line: an icon, what it is, its name with what differs, and its state in words. */
final class ResourceRowView {
    private static final int LONGEST_VALUE = 160;

    private record Look(Feather icon, Tone tone, String text) {}

    private final Texts texts;

    ResourceRowView(Texts texts) {
        this.texts = texts;
    }

    Node node(SetupRow row) {
        StackResource resource = row.resource();
        Look look = look(row);
        var kind = new Label(texts.get("setup.kind." + resource.kind()));
        kind.getStyleClass().add("resource-kind");
        var name = new Label(resource.name());
        name.getStyleClass().add("resource-name");
        var middle = new VBox(2, name);
        middle.setAlignment(Pos.CENTER_LEFT);
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        for (Difference difference : resource.differences()) {
            middle.getChildren()
                    .add(detail(texts.get(
                            "setup.difference",
                            difference.setting(),
                            orUnset(difference.now()),
                            orUnset(difference.wanted()))));
        }
        String note = row.message().isEmpty() ? resource.note() : row.message();
        if (note != null && !note.isEmpty()) {
            middle.getChildren().add(detail(note));
        }
        var state = new Label(look.text());
        state.getStyleClass().add("resource-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        var line = new HBox(Icons.small(look.icon()), kind, middle, state);
        line.getStyleClass().addAll("resource-row", look.tone().styleClass());
        line.setAccessibleText(kind.getText() + " " + resource.name() + ": " + look.text());
        return line;
    }

    private static Label detail(String text) {
        var label = new Label(text);
        label.getStyleClass().add("mono");
        label.setWrapText(true);
        return label;
    }

    private String orUnset(@Nullable String value) {
        return value == null ? texts.get("setup.unset") : VisibleText.line(value, LONGEST_VALUE);
    }

    private Look look(SetupRow row) {
        ResourceState state = row.resource().state();
        return switch (row.step()) {
            case NONE ->
                switch (state) {
                    case IN_STEP -> new Look(Feather.CHECK, Tone.SUCCESS, stateText(state));
                    case MISSING -> new Look(Feather.PLUS_CIRCLE, Tone.DANGER, stateText(state));
                    case DRIFTED -> new Look(Feather.ALERT_CIRCLE, Tone.WARNING, stateText(state));
                    case UNSUPPORTED -> new Look(Feather.SLASH, Tone.NEUTRAL, stateText(state));
                    case UNREADABLE -> new Look(Feather.EYE_OFF, Tone.DANGER, stateText(state));
                };
            case WAITING -> new Look(Feather.MORE_HORIZONTAL, Tone.NEUTRAL, texts.get("setup.step.WAITING"));
            case RUNNING -> new Look(Feather.LOADER, Tone.ACCENT, texts.get("setup.step.RUNNING." + state));
            case DONE -> new Look(Feather.CHECK, Tone.SUCCESS, texts.get("setup.step.DONE"));
        };
    }

    private String stateText(ResourceState state) {
        return texts.get("setup.state." + state);
    }
}
