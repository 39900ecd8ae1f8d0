package io.orderflow.app;

import io.orderflow.console.orderentry.ImportActions;
import io.orderflow.console.orderentry.ImportJobs;
import io.orderflow.console.orderentry.OrderEntryActions;
import io.orderflow.console.orderentry.OrderEntryView;
import io.orderflow.console.orderentry.OrderEntryViewModel;
import io.orderflow.console.orderentry.OrderImportViewModel;
import io.orderflow.console.orders.OrdersViewModel;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.ShellServices;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.Workspace;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.entry.FakePlacing;
import io.orderflow.operations.entry.OrderIds;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.FakePipeline;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Orders and Place order over a table in memory: what is published is stored by {@code publisher}. */
public final class FakeWorkspace implements Workspace {
    private final ConsoleTools tools;
    private final FakeOrderTable table;
    private final OrderPublisher publisher;
    public ShellServices services;
    public OrdersViewModel orders;
    public OrderEntryViewModel entry;
    public OrderImportViewModel imports;
    public FakePipeline pipeline;
    public FakePlacing placing;
    public FileChoice files = FileChoice.SYSTEM;
    /** Of a Setup tab without content; there is none without it. */
    public @Nullable ObservableValue<List<HealthSign>> health;

    public FakeWorkspace(ConsoleTools tools, FakeOrderTable table, OrderPublisher publisher) {
        this.tools = tools;
        this.table = table;
        this.publisher = publisher;
    }

    public Memory memory = Memory.ofThisProcess();
    public Protection protection = Protection.NONE;
    public EnvironmentLabel environment =
            new EnvironmentLabel("Embedded", Tone.DONE, "000000000000", "us-east-1", "127.0.0.1:40213");

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public EnvironmentLabel environment() {
        return environment;
    }

    @Override
    public List<Feature> features(ShellServices services) {
        this.services = services;
        Duration often = Duration.ofMillis(200);
        placing = new FakePlacing(protection.over(publisher), table);
        var feature = OrdersFeature.of(
                new OrderTools(table, List.of(), new DirectExecutor()),
                placing.tools(),
                tools,
                services,
                tools.runner(),
                often,
                words -> "orderflow " + String.join(" ", words));
        orders = feature.model();
        entry = new OrderEntryViewModel(
                placing.tools(),
                new OrderValidator(tools.clock()),
                new OrderIds(tools.clock(), new Random(7)),
                services.monitor(),
                services.navigator(),
                tools.runner(),
                tools.faults(),
                tools.formats(),
                tools.clock(),
                often,
                memory);
        feature.onSeen(entry::seen);
        var entryActions =
                OrderEntryActions.of(entry, protection, () -> "", tools.texts(), tools.formats(), tools.clock());
        imports = imports(services);
        var importActions = ImportActions.of(
                imports,
                chosen(),
                protection,
                window -> true,
                words -> "orderflow " + String.join(" ", words),
                tools.texts());
        List<Feature> features = new ArrayList<>(List.of(
                feature,
                new OrderEntryFeature(
                        entry,
                        entryActions,
                        imports,
                        importActions,
                        () -> new OrderEntryView(
                                entry,
                                entryActions,
                                imports,
                                importActions,
                                tools.texts(),
                                tools.faults(),
                                tools.formats(),
                                tools.clock()))));
        if (health != null) {
            features.add(new HealthOnly(health));
        }
        return features;
    }

    /** As {@link #files} says by then. */
    private FileChoice chosen() {
        return new FileChoice() {
            @Override
            public @Nullable Path open(Window owner) {
                return files.open(owner);
            }

            @Override
            public @Nullable Path save(Window owner, String suggested) {
                return files.save(owner, suggested);
            }
        };
    }

    private OrderImportViewModel imports(ShellServices services) {
        try {
            pipeline = new FakePipeline(tools.clock());
            return new OrderImportViewModel(
                    new Imports(
                            pipeline.ports(),
                            new ImportFolders(Files.createTempDirectory("imports"), tools.clock()),
                            Executors.newCachedThreadPool(ConsoleThreads.named("imports")),
                            tools.clock(),
                            length -> Thread.sleep(1),
                            Duration.ofSeconds(12)),
                    new UserTextFiles(),
                    memory,
                    tools.runner(),
                    services.jobs(),
                    new ImportJobs(tools.texts()),
                    tools.clock());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record HealthOnly(ObservableValue<List<HealthSign>> health) implements Feature {
        @Override
        public Tab tab() {
            return Tab.SETUP;
        }

        @Override
        public Node content() {
            return new Label("Setup");
        }

        @Override
        public void shown() {}

        @Override
        public void hidden() {}
    }

    @Override
    public void close() {}
}
