package io.orderflow.console.setup;

import io.orderflow.operations.stack.StackPolicies;

/**
 * What the tab is made of.
 *
 * @param command the tab's apply as a command line; empty where no command reaches the target
 */
public record SetupParts(
        SetupViewModel setup,
        DoctorViewModel doctor,
        SubscribersViewModel subscribers,
        StackPolicies policies,
        String command) {

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
