package io.orderflow.console.shell;

/**
 * Somewhere the window can work.
 *
 * @param environment what is known of it before it is open
 * @param opener opens it
 */
public record Place(EnvironmentLabel environment, TargetOpener opener) {}
