package io.orderflow.console.setup;

import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Tone;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.text.StackTexts;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** One resource as a line: an icon, what it is, its name with what differs, and its state in words. */
final class ResourceRowView {
    private record Appearance(Feather icon, Tone tone, String text) {}

    private final Texts texts;
    private final StackTexts words;

    ResourceRowView(Texts texts) {
        this.texts = texts;
        this.words = new StackTexts(texts);
    }

    /** @param destroying whether what is under way takes resources away */
    Node node(SetupRow row, boolean destroying) {
        Change change = row.change();
        ResourceId resource = change.resource();
        Appearance appearance = appearance(row, destroying);
        var kind = new Label(words.kind(resource.kind()));
        kind.getStyleClass().add("resource-kind");
        var name = new Label(resource.name());
        name.getStyleClass().add("resource-name");
        var middle = new VBox(2, name);
        middle.setAlignment(Pos.CENTER_LEFT);
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        differences(change).forEach(middle.getChildren()::add);
        change.unsupported().forEach(each -> middle.getChildren().add(detail(texts.get("setup.lacking", each))));
        String note = row.message().isEmpty() ? change.note() : row.message();
        if (note != null && !note.isEmpty()) {
            middle.getChildren().add(detail(note));
        }
        var state = new Label(appearance.text());
        state.getStyleClass().add("resource-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        var line = new HBox(Icons.small(appearance.icon()), kind, middle, state);
        line.getStyleClass().addAll("resource-row", appearance.tone().styleClass());
        line.setAccessibleText(kind.getText() + " " + resource.name() + ": " + appearance.text());
        return line;
    }

    private static Label detail(String text) {
        var label = new Label(text);
        label.getStyleClass().add("mono");
        label.setWrapText(true);
        return label;
    }

    /** What is missing altogether is not listed property by property: creating it sets them all. */
    private List<Label> differences(Change change) {
        if (change.action() == Action.CREATE) {
            return List.of();
        }
        return change.diffs().stream()
                .map(each -> detail(words.difference(each)))
                .toList();
    }

    private Appearance appearance(SetupRow row, boolean destroying) {
        return switch (row.step()) {
            case NONE -> standing(row.change());
            case WAITING -> new Appearance(Feather.MORE_HORIZONTAL, Tone.NEUTRAL, texts.get("setup.step.WAITING"));
            case RUNNING ->
                new Appearance(
                        Feather.LOADER,
                        Tone.ACCENT,
                        texts.get(
                                destroying
                                        ? "setup.step.DELETING"
                                        : "setup.step.RUNNING." + row.change().action()));
            case DONE ->
                destroying
                        ? new Appearance(Feather.MINUS_CIRCLE, Tone.NEUTRAL, texts.get("setup.step.DELETED"))
                        : new Appearance(Feather.CHECK, Tone.SUCCESS, texts.get("setup.step.DONE"));
            case KEPT -> new Appearance(Feather.SHIELD, Tone.NEUTRAL, texts.get("setup.step.KEPT"));
        };
    }

    private Appearance standing(Change change) {
        String state = words.state(change);
        if (change.action() == Action.ADOPT) {
            return new Appearance(Feather.LINK, Tone.WARNING, state);
        }
        if (change.action() == Action.REPLACE) {
            return new Appearance(Feather.ALERT_OCTAGON, Tone.DANGER, state);
        }
        return switch (change.state()) {
            case IN_STEP -> new Appearance(Feather.CHECK, Tone.SUCCESS, state);
            case MISSING -> new Appearance(Feather.PLUS_CIRCLE, Tone.DANGER, state);
            case DRIFTED -> new Appearance(Feather.ALERT_CIRCLE, Tone.WARNING, state);
            case UNSUPPORTED -> new Appearance(Feather.SLASH, Tone.NEUTRAL, state);
            case UNREADABLE -> new Appearance(Feather.EYE_OFF, Tone.DANGER, state);
        };
    }
}
