package io.orderflow.console.setup;

import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.Labels;
import io.orderflow.infra.stack.PolicyRole;
import io.orderflow.operations.stack.StackPolicies;
import io.orderflow.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** The least IAM policy of each role, to be copied. */
final class PoliciesDialog {
    private static final double HEIGHT = 420;
    private static final double WIDTH = 680;

    private final Texts texts;
    private final StackPolicies policies;

    PoliciesDialog(Texts texts, StackPolicies policies) {
        this.texts = texts;
        this.policies = policies;
    }

    void show(Window owner) {
        var dialog = new DialogWindow(owner, texts.get("setup.policies.title"), content(), texts.get("setup.close"));
        boolean unused = dialog.ask();
    }

    private VBox content() {
        var text = new TextArea();
        text.setId("setup-policy");
        text.setEditable(false);
        text.getStyleClass().add("mono");
        text.setAccessibleText(texts.get("setup.policies.title"));
        text.setPrefHeight(HEIGHT);
        VBox.setVgrow(text, Priority.ALWAYS);
        Label what = Labels.wrapped("");
        what.getStyleClass().add("muted");
        var roles = new HBox();
        var group = new ToggleGroup();
        for (PolicyRole role : PolicyRole.values()) {
            var choice = new ToggleButton(texts.get("setup.policies." + role));
            choice.setId("setup-policy-" + role);
            choice.setToggleGroup(group);
            choice.getStyleClass()
                    .add(
                            role == PolicyRole.BOOTSTRAP
                                    ? "left-pill"
                                    : role == PolicyRole.FUNCTION ? "right-pill" : "center-pill");
            choice.setOnAction(event -> {
                choice.setSelected(true); // one role is always chosen
                text.setText(policies.text(role));
                what.setText(texts.get("setup.policies.what." + role));
            });
            roles.getChildren().add(choice);
        }
        ((ToggleButton) roles.getChildren().get(0)).fire();
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var line = new HBox(10, roles, gap, copy(text));
        line.setAlignment(Pos.CENTER_LEFT);
        var content = new VBox(10, line, what, text);
        content.setPrefWidth(WIDTH);
        return content;
    }

    private Button copy(TextArea text) {
        Button copy = Copy.button(texts.get("ui.copy.button"), texts, text::getText);
        copy.setId("setup-policy-copy");
        return copy;
    }
}
