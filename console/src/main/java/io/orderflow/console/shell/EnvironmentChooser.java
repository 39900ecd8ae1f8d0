package io.orderflow.console.shell;

import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Where do you want to work? Also adds, changes and removes environments, and asks, where work runs that going elsewhere would
 * concern, what becomes of it.
 */
final class EnvironmentChooser {
    private final MainViewModel window;
    private final EnvironmentsViewModel model;
    private final Texts texts;
    private final Runnable close;
    private final EnvironmentWords words;
    private final FaultTexts faults;
    private final ModalCard card = new ModalCard("environments");
    private final String keys;
    private final ListView<Place> places = new ListView<>();
    private Subscription shown = Subscription.EMPTY;

    /** @param keys that open it */
    EnvironmentChooser(
            MainViewModel window,
            EnvironmentsViewModel model,
            Texts texts,
            Formats formats,
            String keys,
            Runnable close) {
        this.keys = keys;
        this.window = window;
        this.model = model;
        this.texts = texts;
        this.words =
                new EnvironmentWords(texts, formats, () -> window.nowProperty().get(), model::profiles);
        this.faults = new FaultTexts(texts);
        this.close = close;
    }

    /** It is gone, however: the model outlives it. */
    void closed() {
        shown.unsubscribe();
    }

    Node node() {
        return card.node();
    }

    /** The environments. */
    void choose() {
        ChoiceList.prepare(places, "places", this::row, this::open);
        places.setAccessibleText(texts.get("shell.environment.choose"));
        follow();
        var banner = new ErrorBanner();
        banner.setId("places-fault");
        shown = shown.and(model.faultProperty().subscribe(banner.faults(texts, faults)));
        Button open = button("open-place", "open", this::open);
        open.getStyleClass().add("accent");
        Button edit = button("edit-place", "edit", () -> chosen().ifPresent(this::edit));
        Button remove = button("remove-place", "remove", () -> chosen().ifPresent(this::askToRemove));
        for (Button button : new Button[] {edit, remove}) {
            button.disableProperty()
                    .bind(Bindings.createBooleanBinding(
                            () -> chosen().isEmpty(), places.getSelectionModel().selectedItemProperty()));
        }
        var add = new HBox(
                8,
                button("add-profile", "profiles", this::chooseProfile),
                button("add-endpoint", "endpoint", this::addEndpoint));
        card.keys(keys);
        card.show(texts.get("shell.environment.choose"), new VBox(banner, places), add, remove, edit, open);
        places.requestFocus();
        model.load();
        model.loadSignIns();
    }

    private void follow() {
        ListChangeListener<Place> follow = change -> {
            Place before = places.getSelectionModel().getSelectedItem();
            places.getItems().setAll(model.places());
            select(before == null ? window.place() : before);
        };
        shown.unsubscribe();
        model.places().addListener(follow);
        ListChangeListener<AwsProfile> signIns = change -> places.refresh();
        model.profiles().addListener(signIns);
        shown = () -> {
            model.places().removeListener(follow);
            model.profiles().removeListener(signIns);
        };
    }

    private void select(Place wanted) {
        ChoiceList.size(places);
        places.getSelectionModel().select(places.getItems().contains(wanted) ? wanted : window.place());
    }

    private Optional<Environment> chosen() {
        Place place = places.getSelectionModel().getSelectedItem();
        return Optional.ofNullable(place == null ? null : place.registered());
    }

    private Node row(Place place) {
        return ChoiceList.row(
                place.environment().tone(),
                place.environment().name(),
                words.detail(place),
                model.isHere(place) ? texts.get("shell.environment.here") : "");
    }

    private Button button(String id, String key, Runnable action) {
        return ModalCard.button(id, texts.get("shell.environment." + key), action);
    }

    /** The AWS profiles of this machine. */
    void chooseProfile() {
        shown.unsubscribe();
        var profiles = new ListView<AwsProfile>();
        Runnable next = () -> {
            AwsProfile chosen = profiles.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                form(EnvironmentFormViewModel.ofProfile(chosen));
            }
        };
        ChoiceList.prepare(
                profiles, "profiles", each -> ChoiceList.row(null, each.name(), words.detail(each), ""), next);
        profiles.setAccessibleText(texts.get("shell.environment.profiles.title"));
        Label none = Labels.wrapped(texts.get("shell.environment.profiles.none"));
        none.getStyleClass().addAll("muted", "chooser-none");
        profiles.setPlaceholder(none);
        ListChangeListener<AwsProfile> follow = change -> {
            profiles.getItems().setAll(model.profiles());
            ChoiceList.size(profiles);
            profiles.getSelectionModel().selectFirst();
        };
        model.profiles().addListener(follow);
        var banner = new ErrorBanner();
        banner.setId("profiles-fault");
        shown = model.profilesFaultProperty()
                .subscribe(banner.faults(texts, faults))
                .and(() -> model.profiles().removeListener(follow));
        Button go = button("next-profile", "next", next);
        go.getStyleClass().add("accent");
        go.disableProperty()
                .bind(profiles.getSelectionModel().selectedItemProperty().isNull());
        ChoiceList.size(profiles);
        card.show(
                texts.get("shell.environment.profiles.title"),
                new VBox(banner, profiles),
                button("back", "back", this::choose),
                go);
        profiles.requestFocus();
        model.loadProfiles();
    }

    void addEndpoint() {
        form(EnvironmentFormViewModel.ofEndpoint());
    }

    private void edit(Environment chosen) {
        form(EnvironmentFormViewModel.of(chosen));
    }

    private void form(EnvironmentFormViewModel typed) {
        shown.unsubscribe();
        var form = new EnvironmentForm(typed, texts);
        Button save = button(
                "save-place",
                "save",
                () -> model.save(typed, () -> choose(typed.nameProperty().get())));
        save.getStyleClass().add("accent");
        save.setDefaultButton(true);
        card.show(form.title(), form.node(), button("back", "back", this::choose), save);
        form.focus();
    }

    private void choose(String name) {
        choose();
        model.places().stream()
                .filter(each -> each.environment().name().equals(name.strip()))
                .findFirst()
                .ifPresent(this::select);
    }

    private void askToRemove(Environment chosen) {
        Button remove = button("remove-really", "remove", () -> model.remove(chosen, this::choose));
        remove.getStyleClass().add("danger");
        card.ask(
                texts.get("shell.environment.remove.title", chosen.name()),
                texts.get("shell.environment.remove.what"),
                button("back", "back", this::choose),
                remove);
    }

    private void open() {
        open(places.getSelectionModel().getSelectedItem());
    }

    /** Goes there, where nothing runs that has to be asked about first. */
    void open(@Nullable Place chosen) {
        if (chosen == null || model.isHere(chosen)) {
            close.run();
        } else if (window.busy()) {
            ask(chosen);
        } else {
            go(chosen, Leaving.LET_IT_FINISH);
        }
    }

    private void go(Place chosen, Leaving leaving) {
        close.run();
        window.switchTo(chosen, leaving);
    }

    private void ask(Place chosen) {
        Button stay = ModalCard.button("leave-stay", texts.get("shell.leave.stay"), close);
        Button stop =
                ModalCard.button("leave-stop", texts.get("shell.leave.stop"), () -> go(chosen, Leaving.STOP_WORK));
        Button finish = ModalCard.button(
                "leave-finish", texts.get("shell.leave.finish"), () -> go(chosen, Leaving.LET_IT_FINISH));
        finish.getStyleClass().add("accent");
        String question = texts.get(
                "shell.leave.question",
                window.environmentProperty().get().name(),
                chosen.environment().name());
        card.ask(texts.get("shell.leave.title"), question, stay, stop, finish);
    }
}
