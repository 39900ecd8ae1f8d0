package io.orderflow.console.setup;

import io.orderflow.console.setup.SetupViewModel.Activity;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The Setup tab: a summary with the one button, every resource with its state, the doctor and the subscribers. */
public final class SetupView {
    private static final double SIDE_WIDTH = 400;

    private final SetupParts parts;
    private final SetupActions actions;
    private final SetupViewModel viewModel;
    private final Texts texts;
    private final FaultTexts faultTexts;
    private final ResourceRowView rowView;
    private final HBox node = new HBox();
    private final VBox list = new VBox();
    private final StackPane body = new StackPane();
    private final ScrollPane scroll;

    public SetupView(SetupParts parts, SetupActions actions, Texts texts, FaultTexts faultTexts, Formats formats) {
        this.parts = parts;
        this.actions = actions;
        this.viewModel = parts.setup();
        this.texts = texts;
        this.faultTexts = faultTexts;
        this.rowView = new ResourceRowView(texts);
        this.scroll = plainScroll(list);
        var banner = new ErrorBanner().action(texts.get("ui.retry"), parts::refresh);
        viewModel.faultProperty().subscribe(banner.faults(texts, faultTexts));
        body.getStyleClass().add("panel");
        body.setAlignment(Pos.TOP_LEFT);
        VBox.setVgrow(body, Priority.ALWAYS);
        var main = new VBox(new SetupSummary(viewModel, actions, texts, formats).node(), banner, body, bottom());
        main.getStyleClass().add("tab-pad");
        main.setMinWidth(0);
        HBox.setHgrow(main, Priority.ALWAYS);
        node.getChildren().setAll(main, side());
        InvalidationListener changed = observable -> show();
        viewModel.rows().addListener(changed);
        viewModel.reportProperty().addListener(changed);
        viewModel.faultProperty().addListener(changed);
        viewModel.activityProperty().addListener(changed);
        viewModel.loadingProperty().addListener(changed);
        show();
    }

    public Node node() {
        return node;
    }

    private Node side() {
        var cards = new VBox(
                new DoctorCard(parts.doctor(), texts, faultTexts).node(),
                new SubscribersCard(
                                parts.subscribers(),
                                actions,
                                viewModel.location().name(),
                                texts,
                                faultTexts)
                        .node());
        cards.getStyleClass().add("side-cards");
        ScrollPane side = plainScroll(cards);
        side.getStyleClass().add("side-scroll");
        side.setPrefWidth(SIDE_WIDTH);
        side.setMinWidth(SIDE_WIDTH);
        return side;
    }

    private static ScrollPane plainScroll(Node content) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        return scroll;
    }

    private HBox bottom() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var box = new HBox(8, new ActionButton(actions.policies(), texts));
        if (!actions.apply().command().get().isEmpty()) {
            box.getChildren().add(copyCommand());
        }
        box.getChildren().addAll(gap, new ActionButton(actions.destroy(), texts, "danger", "button-outlined"));
        return box;
    }

    private Button copyCommand() {
        Supplier<String> command = actions.apply().command();
        Button copy = Copy.button(texts.get("ui.command"), texts, command);
        copy.setId("setup-command");
        copy.setTooltip(new Tooltip(command.get()));
        return copy;
    }

    private void show() {
        boolean destroying = viewModel.activityProperty().get() == Activity.DESTROYING;
        list.getChildren()
                .setAll(viewModel.rows().stream()
                        .map(row -> rowView.node(row, destroying))
                        .toList());
        body.getChildren().setAll(viewModel.rows().isEmpty() ? placeholder() : scroll);
    }

    private Node placeholder() {
        if (viewModel.faultProperty().get() != null) {
            return new EmptyState(Feather.CLOUD_OFF, texts.get("setup.unread"), texts.get("setup.unread.hint"));
        }
        var spinner = new ProgressIndicator();
        spinner.setMaxSize(28, 28);
        var box = new VBox(12, spinner, new Label(texts.get("setup.reading")));
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
