package io.orderflow.console.setup;

import io.orderflow.operations.stack.StackPolicies;

/** What the tab is made of. */
public record SetupParts(
        SetupViewModel setup, DoctorViewModel doctor, SubscribersViewModel subscribers, StackPolicies policies) {

    /** Tells whether the tab is on screen. */
    public void setShown(boolean shown) {
        setup.setShown(shown);
        if (shown) {
            doctor.examine();
            subscribers.load();
        }
    }

    /** Reads everything again. */
    public void refresh() {
        setup.load();
        doctor.examine();
        subscribers.load();
    }
}
