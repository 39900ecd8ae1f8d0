package io.orderflow.console.shell;

import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import java.util.List;

/** An open target without tabs. */
public record BareWorkspace(EnvironmentLabel environment, Protection protection) implements Workspace {
    @Override
    public Memory memory() {
        return Memory.ofThisProcess();
    }

    @Override
    public List<Feature> features(ShellServices services) {
        return List.of();
    }

    @Override
    public void close() {}
}
