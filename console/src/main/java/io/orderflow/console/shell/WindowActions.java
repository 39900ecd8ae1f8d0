package io.orderflow.console.shell;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.shell.Appearance.Theme;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done wherever the window is. */
final class WindowActions {
    private final MainViewModel model;
    private final Texts texts;
    private final UserAction refresh;
    private final UserAction environments;
    private final UserAction find;
    private final UserAction activity;
    private final UserAction keys;
    private final @Nullable WelcomeActions welcome;

    /**
     * @param choose asks where to work
     * @param welcome the acts of the first start; null where the window stays where it is
     * @param palette asks for an order or an act
     * @param activities lists the work that was started
     * @param shortcuts lists the keys
     */
    WindowActions(
            MainViewModel model,
            Texts texts,
            Runnable choose,
            @Nullable WelcomeActions welcome,
            Runnable palette,
            Runnable activities,
            Runnable shortcuts) {
        this.model = model;
        this.texts = texts;
        this.welcome = welcome;
        refresh = act("refresh", "shell.refresh", "F5", model::refresh);
        environments = act("environment", "shell.environment.choose", "Shortcut+E", choose);
        find = act("find", "shell.palette.prompt", "Shortcut+K", palette);
        activity = act("activity", "activity.title", "Shortcut+J", activities);
        keys = act("shortcuts", "shell.shortcuts", "F1", shortcuts);
    }

    private UserAction act(String id, String key, String shortcut, Runnable act) {
        return UserAction.of(id, texts.get(key), texts.get(key), window -> act.run())
                .shortcut(shortcut);
    }

    UserAction refresh() {
        return refresh;
    }

    UserAction environments() {
        return environments;
    }

    UserAction activity() {
        return activity;
    }

    UserAction find() {
        return find;
    }

    UserAction show(Tab tab) {
        return TabLink.show(tab, texts, () -> model.show(tab));
    }

    List<UserAction> all() {
        List<UserAction> all = new ArrayList<>();
        for (Tab tab : Tab.values()) {
            all.add(show(tab));
        }
        all.addAll(List.of(refresh, environments, find, activity, keys));
        if (welcome != null) {
            all.addAll(welcome.all());
        }
        for (Theme theme : Theme.values()) {
            String text = texts.get("shell.theme", texts.get("shell.theme." + theme));
            all.add(UserAction.of(
                    "theme-" + theme, text, text, window -> model.appearance().choose(theme)));
        }
        return all;
    }
}
