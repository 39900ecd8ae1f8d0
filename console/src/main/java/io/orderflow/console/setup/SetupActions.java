package io.orderflow.console.setup;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.setup.SetupViewModel.Activity;
import io.orderflow.infra.plan.Plan;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

/** What can be done with the stack. */
public record SetupActions(
        UserAction load,
        UserAction apply,
        UserAction policies,
        UserAction destroy,
        UserAction subscribe,
        Protection protection) {

    /**
     * @param protection of the environment
     * @param command the shell's line for what follows {@code setup}, e.g. {@code apply}; empty where no shell reaches the target
     */
    public static SetupActions of(
            SetupParts parts, Protection protection, Function<String, String> command, Texts texts, FaultTexts faults) {
        SetupViewModel model = parts.setup();
        String readOnly = new FaultTexts(texts).whyNot(protection);
        var confirm = new SetupConfirm(texts);
        String unopened = texts.get("setup.unopened");
        StringBinding loading = Bindings.createStringBinding(
                () -> model.loadingProperty().get() ? texts.get("setup.reading") : "", model.loadingProperty());
        StringBinding busy = Bindings.createStringBinding(
                () -> !readOnly.isEmpty()
                        ? readOnly
                        : model.activityProperty().get() == Activity.NONE ? "" : texts.get("setup.busy"),
                model.activityProperty());
        StringBinding nothing = Bindings.createStringBinding(
                () -> {
                    if (!busy.get().isEmpty()) {
                        return busy.get();
                    }
                    Plan report = model.reportProperty().get();
                    if (report != null) {
                        return report.isEmpty() ? texts.get("setup.nothing") : "";
                    }
                    boolean failed = model.faultProperty().get() != null;
                    return failed ? texts.get("setup.unread") : loading.get().isEmpty() ? unopened : loading.get();
                },
                busy,
                loading,
                model.reportProperty(),
                model.faultProperty());
        return new SetupActions(
                UserAction.of(
                                "setup-load",
                                texts.get("setup.load"),
                                texts.get("setup.load.tooltip"),
                                window -> parts.refresh())
                        .unless(loading)
                        .command(() -> command.apply("status")),
                UserAction.of("setup-apply", texts.get("setup.apply"), texts.get("setup.apply.tooltip"), window -> {
                            Plan report = model.reportProperty().get();
                            if (report != null && confirm.ask(window, model.location(), report, protection)) {
                                model.apply();
                            }
                        })
                        .unless(nothing)
                        .command(() -> command.apply("apply")),
                UserAction.of(
                                "setup-policies",
                                texts.get("setup.policies"),
                                texts.get("setup.policies.title"),
                                window -> new PoliciesDialog(texts, parts.policies()).show(window))
                        .command(() -> command.apply("policy support")),
                UserAction.of(
                                "setup-destroy",
                                texts.get("setup.destroy"),
                                texts.get("setup.destroy.tooltip"),
                                window -> new DestroyDialog(model.destroying(), model.location(), texts, faults)
                                        .show(window, protection))
                        .unless(busy)
                        .command(() -> command.apply("destroy")),
                subscribe(parts.subscribers(), protection, texts),
                protection);
    }

    private static UserAction subscribe(SubscribersViewModel model, Protection protection, Texts texts) {
        String readOnly = new FaultTexts(texts).whyNot(protection);
        StringBinding cannot = Bindings.createStringBinding(
                () -> {
                    if (!readOnly.isEmpty()) {
                        return readOnly;
                    }
                    if (model.missingProperty().get()) {
                        return texts.get("setup.subscribers.no_topic");
                    }
                    return model.busyProperty().get() || !model.readProperty().get() ? texts.get("setup.reading") : "";
                },
                model.missingProperty(),
                model.busyProperty(),
                model.readProperty());
        return UserAction.of(
                        "subscriber-add",
                        texts.get("setup.subscribers.add"),
                        texts.get("setup.subscribers.add.hint"),
                        window -> new SubscriberDialog(texts, model).show(window, protection))
                .unless(cannot);
    }

    public List<UserAction> all() {
        return List.of(load, apply, policies, destroy, subscribe);
    }
}
