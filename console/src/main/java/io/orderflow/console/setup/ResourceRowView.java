package io.orderflow.console.setup;

import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.stack.StackAction;
import io.orderflow.operations.stack.StackResource;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.List;
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

    /** @param destroying whether what is under way takes resources away */
    Node node(SetupRow row, boolean destroying) {
        StackResource resource = row.resource();
        Look look = look(row, destroying);
        var kind = new Label(texts.get("setup.kind." + resource.kind()));
        kind.getStyleClass().add("resource-kind");
        var name = new Label(resource.name());
        name.getStyleClass().add("resource-name");
        var middle = new VBox(2, name);
        middle.setAlignment(Pos.CENTER_LEFT);
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        differences(resource).forEach(middle.getChildren()::add);
        resource.unsupported().forEach(each -> middle.getChildren().add(detail(texts.get("setup.lacking", each))));
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

    /** What is missing altogether is not listed property by property: creating it sets them all. */
    private List<Label> differences(StackResource resource) {
        if (resource.action() == StackAction.CREATE) {
            return List.of();
        }
        return resource.differences().stream()
                .map(each -> detail(
                        texts.get("setup.difference", each.setting(), orUnset(each.now()), orUnset(each.wanted()))))
                .toList();
    }

    private Look look(SetupRow row, boolean destroying) {
        return switch (row.step()) {
            case NONE -> standing(row.resource());
            case WAITING -> new Look(Feather.MORE_HORIZONTAL, Tone.NEUTRAL, texts.get("setup.step.WAITING"));
            case RUNNING ->
                new Look(
                        Feather.LOADER,
                        Tone.ACCENT,
                        texts.get(
                                destroying
                                        ? "setup.step.DELETING"
                                        : "setup.step.RUNNING." + row.resource().action()));
            case DONE ->
                destroying
                        ? new Look(Feather.MINUS_CIRCLE, Tone.NEUTRAL, texts.get("setup.step.DELETED"))
                        : new Look(Feather.CHECK, Tone.SUCCESS, texts.get("setup.step.DONE"));
            case KEPT -> new Look(Feather.SHIELD, Tone.NEUTRAL, texts.get("setup.step.KEPT"));
        };
    }

    private Look standing(StackResource resource) {
        if (resource.action() == StackAction.ADOPT) {
            return new Look(Feather.LINK, Tone.WARNING, texts.get("setup.state.ADOPT"));
        }
        if (resource.action() == StackAction.REPLACE) {
            return new Look(Feather.ALERT_OCTAGON, Tone.DANGER, texts.get("setup.state.REPLACE"));
        }
        String state = texts.get("setup.state." + resource.state());
        return switch (resource.state()) {
            case IN_STEP -> new Look(Feather.CHECK, Tone.SUCCESS, state);
            case MISSING -> new Look(Feather.PLUS_CIRCLE, Tone.DANGER, state);
            case DRIFTED -> new Look(Feather.ALERT_CIRCLE, Tone.WARNING, state);
            case UNSUPPORTED -> new Look(Feather.SLASH, Tone.NEUTRAL, state);
            case UNREADABLE -> new Look(Feather.EYE_OFF, Tone.DANGER, state);
        };
    }
}
