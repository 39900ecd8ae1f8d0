package io.orderflow.console.setup;

import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.FindingTexts;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What the doctor found: each with its severity, why it matters and the fix. */
final class DoctorCard {
    private record Appearance(Feather icon, Tone tone) {}

    private final DoctorViewModel model;
    private final Texts texts;
    private final Card card;
    private final Label summary = new Label();
    private final VBox list = new VBox();

    DoctorCard(DoctorViewModel model, Texts texts, FaultTexts faults) {
        this.model = model;
        this.texts = texts;
        this.card = new Card(texts.get("setup.doctor"));
        summary.setId("doctor-summary");
        summary.getStyleClass().add("muted");
        card.right(summary);
        var banner = new ErrorBanner();
        model.loader().faultProperty().subscribe(banner.faults(texts, faults));
        card.edgeToEdge(new VBox(banner, list));
        InvalidationListener changed = observable -> show();
        model.findingsProperty().addListener(changed);
        model.loader().loadingProperty().addListener(changed);
        show();
    }

    Node node() {
        return card;
    }

    private void show() {
        List<Finding> findings = model.findingsProperty().get();
        list.getChildren().clear();
        if (findings == null) {
            summary.setText(model.loader().loadingProperty().get() ? texts.get("setup.doctor.examining") : "");
            return;
        }
        summary.setText(
                model.loader().loadingProperty().get()
                        ? texts.get("setup.doctor.examining")
                        : texts.get("setup.doctor.found", findings.size()));
        findings.forEach(each -> list.getChildren().add(row(each)));
        if (findings.isEmpty()) {
            var fine = new HBox(8, Icons.small(Feather.CHECK), new Label(texts.get("setup.doctor.fine")));
            fine.getStyleClass().addAll("finding", Tone.SUCCESS.styleClass());
            list.getChildren().add(fine);
        }
    }

    private Node row(Finding finding) {
        var findings = new FindingTexts(texts);
        Appearance appearance =
                switch (finding.severity()) {
                    case ERROR -> new Appearance(Feather.ALERT_OCTAGON, Tone.DANGER);
                    case WARNING -> new Appearance(Feather.ALERT_TRIANGLE, Tone.WARNING);
                    case INFO -> new Appearance(Feather.INFO, Tone.NEUTRAL);
                };
        Label what = Labels.wrapped(texts.get(
                "setup.doctor.what",
                texts.get("setup.severity." + finding.severity()),
                finding.resource().name(),
                findings.what(finding)));
        what.getStyleClass().add("finding-title");
        Label why = Labels.wrapped(findings.why(finding));
        why.getStyleClass().add("muted");
        Label fix = Labels.wrapped(texts.get("setup.doctor.fix", findings.fix(finding)));
        fix.getStyleClass().add("muted");
        var words = new VBox(3, what, why, fix);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(8, Icons.small(appearance.icon()), words);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().addAll("finding", appearance.tone().styleClass());
        return line;
    }
}
