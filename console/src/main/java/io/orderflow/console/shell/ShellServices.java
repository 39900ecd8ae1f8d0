package io.orderflow.console.shell;

import io.orderflow.console.task.Jobs;

/** What the window offers its tabs. */
public record ShellServices(Navigator navigator, ConnectionMonitor monitor, Jobs jobs) {}
