package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.table.DataTable;
import io.orderflow.console.table.FilterLine;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Sides;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The Dead letters tab: the causes of the snapshot, its letters, and the details of the selected one. */
public final class DeadLettersView {
    private static final double LEAST_WIDTH = 430;
    private static final double CAUSES = 236;
    private static final double LEAST_CAUSES = 180;

    private final DeadLettersViewModel viewModel;
    private final SnapshotViewModel snapshots;
    private final UserAction openSetup;
    private final Texts texts;
    private final DeadLetterActions actions;
    private final UnaryOperator<String> queueNames;
    private final Node node;
    private final TableView<LetterRow> table;

    /**
     * @param receipts of what was redriven and moved
     * @param destination what OrderQueue is called in this environment
     * @param queueNames what a queue is called in this environment, by its plain name
     * @param openSetup brings the Setup tab to the front
     * @param memory of columns
     */
    public DeadLettersView(
            DeadLetterModels models,
            ReceiptsDialog receipts,
            DeadLetterActions actions,
            String destination,
            UnaryOperator<String> queueNames,
            UserAction openSetup,
            Memory memory,
            Texts texts,
            FaultTexts faultTexts,
            Formats formats) {
        this.viewModel = models.letters();
        this.snapshots = viewModel.snapshots();
        this.actions = actions;
        this.queueNames = queueNames;
        this.openSetup = openSetup;
        this.texts = texts;
        var words = new LetterWords(texts, faultTexts, formats);
        var data = new DataTable<>(
                "dead-letters-table",
                viewModel.table(),
                new DeadLetterCells(texts, words, formats).columns(viewModel.nowProperty()),
                LetterRow::fields,
                memory,
                texts);
        table = data.node();
        table.setAccessibleText(texts.get("shell.tab.dead_letters"));
        viewModel.pick(
                () -> List.copyOf(table.getSelectionModel().getSelectedItems()),
                Bindings.size(table.getSelectionModel().getSelectedIndices()));
        var filter = new FilterLine(
                "dead-letters-filter",
                viewModel.table(),
                texts,
                texts.get("deadletter.filter"),
                table,
                data.columnsMenu());
        var banner = new ErrorBanner();
        snapshots.faultProperty().subscribe(banner.faults(texts, faultTexts));
        var filesBanner = new ErrorBanner();
        models.files().faultProperty().subscribe(filesBanner.faults(texts, faultTexts));
        var importBanner = new ErrorBanner();
        models.imports().faultProperty().subscribe(importBanner.faults(texts, faultTexts));
        var keptBanner = new ErrorBanner();
        models.kept().faultProperty().subscribe(keptBanner.faults(texts, faultTexts));
        var notes = new SnapshotNotes(viewModel.log(), texts, faultTexts);
        var causes = new CausesView(viewModel.causes(), words, texts, formats);
        snapshots.loadedProperty().subscribe(loaded -> {
            notes.show(loaded);
            causes.show(
                    viewModel.causes().causesProperty().get(),
                    viewModel.rows().size(),
                    viewModel.nowProperty().get());
            showPlaceholder();
        });
        snapshots.faultProperty().subscribe(this::showPlaceholder);
        snapshots.readingProperty().subscribe(this::showPlaceholder);
        snapshots.progressProperty().subscribe(this::showPlaceholder);
        viewModel.table().shownProperty().subscribe(this::showPlaceholder);
        var panel = new VBox(table);
        panel.getStyleClass().add("panel");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(panel, Priority.ALWAYS);
        var letters = new VBox(
                toolbar(),
                filter,
                new SnapshotBar(viewModel, texts, formats),
                banner,
                filesBanner,
                importBanner,
                keptBanner,
                said(models.kept()),
                new ExpiringBanner(viewModel, actions.keeping().saveExpiring(), words, texts),
                notes,
                new UndeliveredNotes(models.undelivered(), texts, faultTexts),
                panel,
                new FollowCard(
                                models.redrives(),
                                actions.pause(),
                                texts,
                                faultTexts,
                                formats,
                                id -> receipts.show(window(), id))
                        .node(),
                new MoveCard(models.moves(), actions.cancelMove(), destination, texts, faultTexts).node());
        letters.getStyleClass().add("tab-pad");
        letters.setMinWidth(LEAST_WIDTH);
        letters.setPrefWidth(LEAST_WIDTH);
        HBox.setHgrow(letters, Priority.ALWAYS);
        Region left = causes.node();
        left.setMinWidth(LEAST_CAUSES);
        left.setPrefWidth(CAUSES);
        var main = new HBox(left, letters);
        main.setMinWidth(LEAST_CAUSES + LEAST_WIDTH);
        var details = new DeadLetterDetailsView(
                viewModel, actions.edit(), words, texts, faultTexts, formats, id -> receipts.show(window(), id));
        node = new Sides("dead-letters-sides", main, details.node()).node();
    }

    public Node node() {
        return node;
    }

    private Window window() {
        return node.getScene().getWindow();
    }

    private static Label said(KeptViewModel kept) {
        Label said = Labels.wrapped("");
        said.setId("dead-letters-said");
        said.setGraphic(Icons.small(Feather.CHECK));
        said.getStyleClass().addAll("result", Tone.SUCCESS.styleClass());
        said.textProperty().bind(kept.saidProperty());
        said.visibleProperty().bind(kept.saidProperty().isNotEmpty());
        said.managedProperty().bind(said.visibleProperty());
        return said;
    }

    private HBox toolbar() {
        var load = new ActionButton(actions.load(), texts).graphic(Icons.small(Feather.REFRESH_CW));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var toolbar = new HBox(10, queues(), load, gap, new ActionButton(actions.redrive(), texts, "accent"), more());
        toolbar.setAlignment(Pos.CENTER_LEFT);
        return toolbar;
    }

    /** What is done seldom. */
    private MenuButton more() {
        var more = new MenuButton("", Icons.small(Feather.MORE_HORIZONTAL));
        more.setId("dead-letters-more");
        more.setAccessibleText(texts.get("deadletter.more"));
        more.setTooltip(new Tooltip(texts.get("deadletter.more")));
        more.setMinWidth(Region.USE_PREF_SIZE);
        KeepingActions keeping = actions.keeping();
        more.getItems()
                .setAll(
                        item(actions.edit()),
                        item(actions.recipe()),
                        new SeparatorMenuItem(),
                        item(actions.receipts()),
                        item(keeping.copyState()),
                        new SeparatorMenuItem(),
                        item(actions.export()),
                        item(keeping.saveExpiring()),
                        item(keeping.importing()),
                        new SeparatorMenuItem(),
                        item(actions.move()),
                        item(actions.delete()),
                        item(keeping.forget()));
        return more;
    }

    /** With why it cannot be done: an item has no tooltip. */
    private MenuItem item(UserAction action) {
        var item = new MenuItem();
        item.setId(action.id());
        item.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> action.enabled()
                                ? action.text().getValue()
                                : texts.get(
                                        "deadletter.why_not",
                                        action.text().getValue(),
                                        action.whyNot().getValue()),
                        action.text(),
                        action.whyNot()));
        action.whyNot().subscribe(reason -> item.setDisable(!reason.isEmpty()));
        item.setOnAction(event -> action.run(window()));
        return item;
    }

    private ComboBox<LetterPlace> queues() {
        var queues = new ComboBox<LetterPlace>();
        queues.setId("dead-letters-queue");
        queues.setAccessibleText(texts.get("deadletter.queue"));
        queues.getItems().setAll(LetterPlace.values());
        queues.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable LetterPlace place) {
                return place == null ? "" : queueNames.apply(place.queue());
            }

            @Override
            public @Nullable LetterPlace fromString(String text) {
                return null; // nothing is typed
            }
        });
        queues.setMinWidth(100);
        snapshots.placeProperty().subscribe(queues::setValue);
        queues.valueProperty().addListener((property, before, place) -> snapshots.choose(place));
        queues.disableProperty().bind(snapshots.progressProperty().isNotNull());
        return queues;
    }

    private void showPlaceholder() {
        table.setPlaceholder(placeholder());
    }

    private Node placeholder() {
        Throwable fault = snapshots.faultProperty().get();
        if (fault instanceof PortException port && port.kind() == PortException.Kind.MISSING) {
            return new EmptyState(Feather.TOOL, texts.get("deadletter.missing"), texts.get("deadletter.missing.hint"))
                    .action(openSetup, texts);
        }
        if (snapshots.progressProperty().get() != null
                || snapshots.readingProperty().get()) {
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
        if (snapshots.loadedProperty().get() != null) {
            return new EmptyState(
                    Feather.CHECK_CIRCLE, texts.get("deadletter.empty"), texts.get("deadletter.empty.hint"));
        }
        return fault == null
                ? new EmptyState(
                        Feather.DOWNLOAD, texts.get("deadletter.not_loaded"), texts.get("deadletter.not_loaded.hint"))
                : new EmptyState(
                        Feather.CLOUD_OFF, texts.get("deadletter.failed"), texts.get("deadletter.failed.hint"));
    }
}
