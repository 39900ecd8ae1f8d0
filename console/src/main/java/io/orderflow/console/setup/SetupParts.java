package io.orderflow.console.setup;

import io.orderflow.operations.stack.StackPolicies;

/** What the tab is made of. */
public record SetupParts(
        SetupViewModel setup, DoctorViewModel doctor, SubscribersViewModel subscribers, StackPolicies policies) {

    public void shown() {
        setup.shown();
        doctor.loader().shown();
        subscribers.shown();
    }

    public void hidden() {
        setup.hidden();
        doctor.loader().hidden();
        subscribers.hidden();
    }

    /** Reads everything again. */
    public void refresh() {
        setup.load();
        doctor.loader().load();
        subscribers.load();
    }
}
