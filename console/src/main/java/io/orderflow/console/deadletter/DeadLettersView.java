package io.orderflow.console.deadletter;

import io.orderflow.console.table.DataTable;
import io.orderflow.console.table.FilterLine;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Sides;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetterRow;
import io.orderflow.operations.deadletter.DeadLetterSample;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The Dead letters tab: what the last look found, the details of the selected message, and the redrive of all. */
public final class DeadLettersView {
    private static final double LEAST_WIDTH = 480;

    private final DeadLettersViewModel viewModel;
    private final Runnable openSetup;
    private final Texts texts;
    private final DeadLetterActions actions;
    private final Node node;
    private final TableView<DeadLetterRow> table;

    /**
     * @param destination what OrderQueue is called in this environment
     * @param openSetup brings the Setup tab to the front
     * @param memory of columns
     */
    public DeadLettersView(
            DeadLettersViewModel viewModel,
            DeadLetterActions actions,
            String destination,
            Runnable openSetup,
            Memory memory,
            Texts texts,
            FaultTexts faultTexts,
            Formats formats) {
        this.viewModel = viewModel;
        this.actions = actions;
        this.openSetup = openSetup;
        this.texts = texts;
        var words = new DeadLetterCells(texts, faultTexts, formats);
        var data = new DataTable<>(
                "dead-letters-table",
                viewModel.table(),
                words.columns(viewModel.nowProperty()),
                DeadLetterRow::fields,
                memory,
                texts);
        table = data.node();
        table.setAccessibleText(texts.get("shell.tab.dead_letters"));
        var filter = new FilterLine(
                "dead-letters-filter",
                viewModel.table(),
                texts,
                texts.get("deadletter.filter"),
                table,
                data.columnsMenu());
        viewModel.sampleProperty().subscribe(this::showPlaceholder);
        viewModel.faultProperty().subscribe(this::showPlaceholder);
        viewModel.table().shownProperty().subscribe(this::showPlaceholder);
        showPlaceholder();
        var banner = new ErrorBanner().action(texts.get("ui.retry"), viewModel::load);
        viewModel.faultProperty().subscribe(banner.faults(texts, faultTexts));
        var panel = new VBox(table);
        panel.getStyleClass().add("panel");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(panel, Priority.ALWAYS);
        var left = new VBox(
                filter, toolbar(), banner, panel, new RedriveCard(viewModel, destination, texts, faultTexts).node());
        left.getStyleClass().add("tab-pad");
        left.setMinWidth(LEAST_WIDTH);
        var details = new DeadLetterDetailsView(viewModel, words, texts, faultTexts, formats);
        node = new Sides("dead-letters-sides", left, details.node()).node();
    }

    public Node node() {
        return node;
    }

    private HBox toolbar() {
        var load = new ActionButton(actions.load(), texts).graphic(Icons.small(Feather.REFRESH_CW));
        var seen = new Label();
        seen.setId("dead-letters-seen");
        seen.getStyleClass().add("muted");
        seen.setTooltip(new Tooltip(texts.get("deadletter.seen.tooltip")));
        seen.textProperty()
                .bind(Bindings.createStringBinding(
                        this::seen,
                        viewModel.sampleProperty(),
                        viewModel.loadingProperty(),
                        viewModel.table().shownProperty(),
                        viewModel.table().filterProperty()));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var redrive = new ActionButton(actions.redrive(), texts, "accent");
        redrive.visibleProperty()
                .bind(Bindings.isNotEmpty(viewModel.rows())
                        .or(viewModel.redriveProperty().isNotNull()));
        var toolbar = new HBox(10, load, seen, gap, redrive);
        toolbar.setAlignment(Pos.CENTER_LEFT);
        return toolbar;
    }

    private String seen() {
        DeadLetterSample sample = viewModel.sampleProperty().get();
        if (sample == null) {
            return viewModel.loadingProperty().get() ? texts.get("deadletter.loading") : "";
        }
        if (sample.approximateTotal() == 0) {
            return "";
        }
        String seen = sample.stillHidden() == 0
                ? texts.get("deadletter.seen", sample.letters().size(), sample.approximateTotal())
                : texts.get(
                        "deadletter.seen.hidden",
                        sample.letters().size(),
                        sample.approximateTotal(),
                        sample.stillHidden());
        return viewModel.table().filterProperty().get().isEmpty()
                ? seen
                : texts.get(
                        "deadletter.filtered",
                        viewModel.table().shownProperty().get().size(),
                        seen);
    }

    private void showPlaceholder() {
        table.setPlaceholder(placeholder());
    }

    private Node placeholder() {
        Throwable fault = viewModel.faultProperty().get();
        if (fault instanceof PortException port && port.kind() == PortException.Kind.MISSING) {
            return new EmptyState(Feather.TOOL, texts.get("deadletter.missing"), texts.get("deadletter.missing.hint"))
                    .action(texts.get("deadletter.missing.action"), openSetup);
        }
        if (fault != null) {
            return new EmptyState(
                    Feather.CLOUD_OFF, texts.get("deadletter.failed"), texts.get("deadletter.failed.hint"));
        }
        if (viewModel.sampleProperty().get() == null) {
            var spinner = new ProgressIndicator();
            spinner.setMaxSize(28, 28);
            var box = new VBox(12, spinner, new Label(texts.get("deadletter.loading")));
            box.setAlignment(Pos.CENTER);
            return box;
        }
        if (!viewModel.rows().isEmpty()) {
            return new EmptyState(
                    Feather.FILTER,
                    texts.get("table.none"),
                    texts.get("table.none.hint", viewModel.rows().size()));
        }
        return new EmptyState(Feather.CHECK_CIRCLE, texts.get("deadletter.empty"), texts.get("deadletter.empty.hint"));
    }
}
