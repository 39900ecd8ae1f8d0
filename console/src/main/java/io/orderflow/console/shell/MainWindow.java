package io.orderflow.console.shell;

import atlantafx.base.controls.ModalPane;
import io.orderflow.console.action.UserAction;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Sides;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Header, tab strip, the tab in front, status bar. FX thread only. */
public final class MainWindow {
    private final MainViewModel model;
    private final @Nullable EnvironmentsViewModel environments;
    private final Texts texts;
    private final Formats formats;
    private final BorderPane frame = new BorderPane();
    private final ModalPane modal = new ModalPane();
    private final StackPane root = new StackPane(frame, modal);
    private final StackPane center = new StackPane();
    private final StartingView starting;
    private final TabStrip tabs;
    private final WindowActions actions;
    private final List<KeyCombination> keysOfTheFront = new ArrayList<>();
    private final Map<Tab, Node> contents = new EnumMap<>(Tab.class);

    /** A window that stays where it is. */
    public MainWindow(MainViewModel model, Texts texts, Formats formats) {
        this(model, null, texts, formats);
    }

    /** @param environments where else it could work */
    public MainWindow(MainViewModel model, @Nullable EnvironmentsViewModel environments, Texts texts, Formats formats) {
        this.model = model;
        this.environments = environments;
        this.texts = texts;
        this.formats = formats;
        starting = new StartingView(model, texts);
        center.getStyleClass().add("tab-content");
        modal.setInTransitionFactory(null); // it leaves a ghost where the card was before it was laid out
        modal.setOutTransitionFactory(null);
        modal.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) { // lists and fields would keep it for themselves
                modal.hide(true);
                event.consume();
            }
        });
        root.getStyleClass().add("main-window");
        var notice = new ErrorBanner().action(texts.get("shell.dismiss"), () -> model.notice(""));
        notice.getStyleClass().add("notice");
        notice.messageProperty().bind(model.noticeProperty());
        WelcomeActions welcome = environments == null ? null : WelcomeActions.of(environments, this::chooser, texts);
        actions = new WindowActions(
                model, texts, this::chooseEnvironment, welcome, this::find, this::showActivity, this::showShortcuts);
        tabs = new TabStrip(model, actions, texts);
        var top = new VBox(new HeaderView(model, actions, texts).node(), tabs.node(), notice);
        if (environments != null && welcome != null) {
            top.getChildren().add(new WelcomeCard(environments, welcome, texts).node());
        }
        frame.setTop(top);
        frame.setCenter(center);
        frame.setBottom(new StatusBarView(model, actions, texts, formats).node());
        model.selectedTabProperty().addListener((property, before, now) -> showFront());
        model.features().addListener((MapChangeListener<Tab, Feature>) change -> {
            if (change.wasRemoved()) {
                contents.remove(change.getKey()); // made anew for each session
            }
            showFront();
        });
        model.connectionProperty().addListener((property, before, now) -> showFront());
        showFront();
    }

    public Parent root() {
        return root;
    }

    /** Puts the window's keys on the scene, and the focus on the tab in front. */
    public void installKeys(Scene scene) {
        actions.all().stream().filter(action -> !action.shortcut().isEmpty()).forEach(action -> install(scene, action));
        installKeysOfTheFront();
        tabs.focus();
    }

    private KeyCombination install(Scene scene, UserAction action) {
        KeyCombination keys = KeyCombination.valueOf(action.shortcut());
        scene.getAccelerators().put(keys, () -> {
            if (!modal.isDisplay()) {
                action.run(scene.getWindow());
            }
        });
        return keys;
    }

    /** The keys of a tab's acts are those of the tab in front. */
    private void installKeysOfTheFront() {
        Scene scene = root.getScene();
        Feature feature = model.features().get(model.selectedTabProperty().get());
        if (scene != null) {
            keysOfTheFront.forEach(scene.getAccelerators()::remove);
            keysOfTheFront.clear();
            if (feature != null) {
                feature.actions().stream()
                        .filter(action -> !action.shortcut().isEmpty())
                        .forEach(action -> keysOfTheFront.add(install(scene, action)));
            }
        }
    }

    /** Asks for an order, or for what to do. */
    private void find() {
        var entries = new PaletteEntries(
                model, texts, root.getScene().getWindow(), place -> chooser(chooser -> chooser.open(place)));
        var palette = new Palette(
                new PaletteViewModel(entries.all(actions.all()), entries::order), texts, () -> modal.hide(true));
        modal.show(palette.node());
        palette.focus();
    }

    private void showShortcuts() {
        var card = new ShortcutsCard(model, actions.all(), texts, () -> modal.hide(true));
        modal.show(card.node());
        card.focus();
    }

    /** Lists the work that was started. */
    private void showActivity() {
        var card = new ActivityCard(model, texts, formats, () -> modal.hide(true));
        modal.show(card.node());
        card.focus();
        whenHidden(card::closed);
    }

    private void whenHidden(Runnable action) {
        modal.displayProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Boolean> property, Boolean before, Boolean shown) {
                if (!shown) {
                    property.removeListener(this);
                    action.run();
                }
            }
        });
    }

    /** Asks where to work. */
    private void chooseEnvironment() {
        chooser(EnvironmentChooser::choose);
    }

    private void chooser(Consumer<EnvironmentChooser> page) {
        if (!modal.isDisplay() && environments != null) {
            var chooser = new EnvironmentChooser(
                    model, environments, texts, formats, actions.environments().keys(), () -> modal.hide(true));
            whenHidden(chooser::closed);
            modal.show(chooser.node());
            page.accept(chooser);
        }
    }

    /**
     * Somebody wants to close the window: it asks first while work runs.
     *
     * @param close closes it
     * @return whether it may be closed at once
     */
    public boolean mayClose(Runnable close) {
        if (model.runningJobs().isEmpty()) {
            return mayLoseText(close);
        }
        var card = new ModalCard("closing");
        String work = model.runningJobs().stream()
                .map(job -> texts.get("shell.close.job", job.title(), job.environment(), job.ifStopped()))
                .collect(Collectors.joining("\n"));
        Button stop = ModalCard.button("close-stop", texts.get("shell.close.stop"), () -> {
            modal.hide(true);
            model.activities().stopAll(() -> {
                if (mayLoseText(close)) {
                    close.run();
                }
            });
        });
        stop.getStyleClass().add("danger");
        modal.show(card.node());
        card.ask(
                texts.get("shell.leave.title"),
                texts.get("shell.close.question", work),
                ModalCard.button("close-stay", texts.get("shell.close.stay"), () -> modal.hide(true)),
                stop);
        return false;
    }

    private boolean mayLoseText(Runnable close) {
        if (!model.losesText()) {
            return true;
        }
        var card = new ModalCard("closing-unsent");
        Button lose = ModalCard.button("close-lose", texts.get("shell.unsent.lose"), close);
        lose.getStyleClass().add("danger");
        modal.show(card.node());
        card.ask(
                texts.get("shell.unsent.title"),
                texts.get("shell.unsent.question"),
                ModalCard.button("close-stay", texts.get("shell.close.stay"), () -> modal.hide(true)),
                lose);
        return false;
    }

    private void showFront() {
        installKeysOfTheFront();
        Node front = front();
        if (!center.getChildren().contains(front) || center.getChildren().size() != 1) {
            boolean focusGoes = focusIsInside();
            center.getChildren().setAll(front);
            if (focusGoes) {
                tabs.focus(); // else it would jump to the first control of the window
            }
        }
    }

    private boolean focusIsInside() {
        Node owner = root.getScene() == null ? null : root.getScene().getFocusOwner();
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node == center) {
                return true;
            }
        }
        return false;
    }

    private Node front() {
        Connection connection = model.connectionProperty().get();
        if (connection instanceof Connection.Starting || connection instanceof Connection.Failed) {
            return starting.node();
        }
        Tab tab = model.selectedTabProperty().get();
        Feature feature = model.features().get(tab);
        if (feature == null) {
            return new EmptyState(Feather.INBOX, texts.get(tab.titleKey()), texts.get("shell.tab.absent"));
        }
        return contents.computeIfAbsent(tab, key -> {
            Node content = feature.content();
            Sides.restore(content, model.memory());
            return content;
        });
    }
}
