package io.orderflow.console.shell;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Jobs;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;

/**
 * What the window offers its tabs.
 *
 * @param memory of the environment that is open
 * @param protection what the environment allows
 */
public record ShellServices(
        Navigator navigator, ConnectionMonitor monitor, Jobs jobs, Memory memory, Protection protection) {}
