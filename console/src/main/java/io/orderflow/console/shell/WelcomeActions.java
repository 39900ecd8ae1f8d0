package io.orderflow.console.shell;

import io.orderflow.console.action.UserAction;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;

/**
 * Where one can work, as the window's first start offers it; the palette always.
 *
 * @param stay is done with once the first start is
 */
record WelcomeActions(UserAction profile, UserAction endpoint, UserAction stay) {

    /** @param chooser opens a page of it */
    static WelcomeActions of(EnvironmentsViewModel model, Consumer<Consumer<EnvironmentChooser>> chooser, Texts texts) {
        var welcome = model.welcomeProperty();
        return new WelcomeActions(
                UserAction.of(
                        "welcome-profile",
                        texts.get("shell.welcome.profile"),
                        texts.get("shell.welcome.profile.hint"),
                        window -> chooser.accept(EnvironmentChooser::chooseProfile)),
                UserAction.of(
                        "welcome-endpoint",
                        texts.get("shell.welcome.endpoint"),
                        texts.get("shell.welcome.endpoint.hint"),
                        window -> chooser.accept(EnvironmentChooser::addEndpoint)),
                UserAction.of(
                                "welcome-stay",
                                texts.get("shell.welcome.stay"),
                                texts.get("shell.welcome.stay.hint"),
                                window -> model.welcomed())
                        .unless(Bindings.createStringBinding(
                                () -> welcome.get() ? "" : texts.get("shell.welcome.over"), welcome)));
    }

    List<UserAction> all() {
        return List.of(profile, endpoint, stay);
    }
}
