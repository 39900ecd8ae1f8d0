package io.orderflow.console.shell;

/** One line of what happens while the target is opened; the last one is under way, those before are done. */
public record StartStep(String text, boolean done) {}
