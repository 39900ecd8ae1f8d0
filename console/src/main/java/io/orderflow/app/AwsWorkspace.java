package io.orderflow.app;

import io.orderflow.console.orderentry.ImportActions;
import io.orderflow.console.orderentry.ImportJobs;
import io.orderflow.console.orderentry.OrderEntryActions;
import io.orderflow.console.orderentry.OrderEntryView;
import io.orderflow.console.orderentry.OrderEntryViewModel;
import io.orderflow.console.orderentry.OrderImportViewModel;
import io.orderflow.console.orderentry.PlaceQuestions;
import io.orderflow.console.queues.ConsumerSampler;
import io.orderflow.console.queues.QueueSampler;
import io.orderflow.console.queues.QueuesActions;
import io.orderflow.console.queues.QueuesView;
import io.orderflow.console.queues.QueuesViewModel;
import io.orderflow.console.setup.DoctorViewModel;
import io.orderflow.console.setup.SetupActions;
import io.orderflow.console.setup.SetupJobs;
import io.orderflow.console.setup.SetupParts;
import io.orderflow.console.setup.SetupView;
import io.orderflow.console.setup.SetupViewModel;
import io.orderflow.console.setup.StackHealth;
import io.orderflow.console.setup.SubscribersViewModel;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.ShellServices;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.TabLink;
import io.orderflow.console.shell.Workspace;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.deadletter.files.RecipeFiles;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderIds;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.ExportFile;
import io.orderflow.operations.stack.StackTools;
import io.orderflow.order.OrderValidator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tabs over the SDK clients of an open target. */
final class AwsWorkspace implements Workspace {
    private static final Duration NEAR = Duration.ofSeconds(1);
    private static final Duration FAR = Duration.ofSeconds(5);
    private static final Duration SAMPLES = Duration.ofSeconds(2);

    private final TargetConnection connection;
    private final EnvironmentLabel environment;
    private final ConsoleTools tools;
    private final AwsClients clients;
    private final AwsTarget target;
    private final ResourceNames names;
    private final StackTools stackTools;
    private final OrderValidator validator;
    private final Lanes lanes;
    private final Memory memory;
    private final OpenTools open;
    private Runnable stopSampling = () -> {};
    private Runnable leaveLetters = () -> {};

    private final ShellCommands commands;
    private final Path home;
    private final boolean firstRun;

    /**
     * @param commands that reach the target
     * @param open what its tabs work with
     * @param memory what is remembered of it, read already
     * @param home the data folder
     * @param firstRun whether the stack is not there yet
     */
    AwsWorkspace(
            TargetConnection connection,
            Bootstrapper stack,
            EnvironmentLabel environment,
            ConsoleTools tools,
            ShellCommands commands,
            OpenTools open,
            Memory memory,
            Path home,
            boolean firstRun) {
        this.connection = connection;
        this.environment = environment;
        this.tools = tools;
        this.commands = commands;
        this.open = open;
        this.memory = memory;
        this.home = home;
        this.firstRun = firstRun;
        this.clients = connection.clients();
        this.target = clients.target();
        this.names = stack.spec().names();
        this.stackTools = connection.tools(stack);
        this.validator = new OrderValidator(tools.clock());
        this.lanes = new Lanes(tools.unexpected(), clients::abort);
    }

    TargetConnection connection() {
        return connection;
    }

    @Override
    public EnvironmentLabel environment() {
        return environment;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public Protection protection() {
        return connection.protection();
    }

    @Override
    public Tab firstTab() {
        return firstRun ? Tab.SETUP : Tab.ORDERS;
    }

    @Override
    public List<Feature> features(ShellServices services) {
        var sampler = new QueueSampler(connection.depths(), lanes, services.monitor(), tools.clock(), SAMPLES);
        var consumer = new ConsumerSampler(connection.consumer(), lanes, services.monitor(), tools.texts());
        sampler.start();
        consumer.start();
        stopSampling = () -> {
            sampler.stop();
            consumer.stop();
        };
        OrdersFeature orders = orders(services);
        return List.of(
                orders,
                orderEntry(orders, services),
                queues(sampler, consumer, services),
                deadLetters(sampler, services),
                setup(consumer, services));
    }

    @Override
    public void leave() {
        stopSampling.run();
        leaveLetters.run();
    }

    @Override
    public boolean ended() {
        return connection.ended();
    }

    @Override
    public void close() {
        lanes.close();
        memory.flush();
        connection.close();
    }

    private OrdersFeature orders(ShellServices services) {
        return OrdersFeature.of(open.orders(), open.placing(), tools, services, lanes, interval(), commands::line);
    }

    private Feature orderEntry(OrdersFeature orders, ShellServices services) {
        var model = new OrderEntryViewModel(
                open.placing(),
                validator,
                new OrderIds(tools.clock(), new SecureRandom()),
                services.monitor(),
                services.navigator(),
                lanes,
                tools.faults(),
                tools.formats(),
                tools.clock(),
                interval(),
                memory);
        orders.onSeen(model::seen);
        model.groupedProperty().subscribe(open.groups()::want);
        var actions = OrderEntryActions.of(
                model, protection(), () -> commands.line(place(model)), tools.texts(), tools.formats(), tools.clock());
        var importing = new OrderImportViewModel(
                open.imports(),
                new UserTextFiles(),
                memory,
                lanes,
                services.jobs(),
                new ImportJobs(tools.texts()),
                tools.clock());
        var importActions = ImportActions.of(
                importing,
                FileChoice.SYSTEM,
                protection(),
                window -> model.mayPublish(new PlaceQuestions(window, tools.texts(), tools.formats(), tools.clock())),
                commands::line,
                tools.texts());
        return new OrderEntryFeature(
                model,
                actions,
                importing,
                importActions,
                () -> new OrderEntryView(
                        model,
                        actions,
                        importing,
                        importActions,
                        tools.texts(),
                        tools.faults(),
                        tools.formats(),
                        tools.clock()));
    }

    /** What is typed, for a shell. */
    private static List<String> place(OrderEntryViewModel model) {
        List<String> words = new ArrayList<>(List.of("place"));
        Map<OrderField, String> options = Map.of(
                OrderField.ORDER_ID, "--order-id",
                OrderField.USER_ID, "--user",
                OrderField.ITEM_NAME, "--item",
                OrderField.QUANTITY, "--quantity",
                OrderField.STATUS, "--status",
                OrderField.TIMESTAMP, "--timestamp");
        for (OrderField field : OrderField.values()) {
            String typed = model.valueProperty(field).get().strip();
            String option = options.get(field);
            if (option != null && !typed.isEmpty()) {
                words.addAll(List.of(option, typed));
            }
        }
        return words;
    }

    private Feature queues(QueueSampler sampler, ConsumerSampler consumer, ShellServices services) {
        var model = new QueuesViewModel(sampler);
        model.restore(memory);
        var actions = QueuesActions.of(
                model,
                TabLink.of(
                        "queues-look",
                        tools.texts().get("queues.look"),
                        Tab.DEAD_LETTERS,
                        services.navigator(),
                        tools.texts(),
                        () -> commands.line(List.of("dead-letters", "list"))),
                tools.texts());
        return new QueuesFeature(
                model,
                actions.all(),
                () -> new QueuesView(
                        model,
                        connection.queueNames(),
                        actions,
                        tools.texts(),
                        tools.faults(),
                        tools.formats(),
                        tools.zone()),
                consumer.healthProperty());
    }

    private Feature deadLetters(QueueSampler sampler, ShellServices services) {
        var tab = DeadLettersFeature.of(
                new DeadLettersFeature.Target(
                        open.letters(),
                        open.redrives(),
                        open.kept(),
                        stackTools.doctor(),
                        connection.where().line(),
                        new RecipeFiles(home),
                        names,
                        plain -> connection.options().prefix() + plain,
                        protection()),
                tools,
                lanes,
                sampler,
                commands,
                services);
        leaveLetters = tab::leave;
        return tab;
    }

    private Feature setup(ConsumerSampler consumer, ShellServices services) {
        var model = new SetupViewModel(
                stackTools.setup(),
                lanes,
                services.monitor(),
                services.jobs(),
                new SetupJobs(tools.texts()),
                name -> ExportFile.in(home, name, tools.clock().instant()),
                tools.clock(),
                memory);
        var parts = new SetupParts(
                model,
                new DoctorViewModel(stackTools.doctor(), lanes, services.monitor()),
                new SubscribersViewModel(stackTools.subscribers(), lanes, services.monitor()),
                stackTools.policies());
        model.onChanged(() -> {
            parts.doctor().loader().load();
            parts.subscribers().load();
            consumer.now();
        });
        var actions = SetupActions.of(parts, protection(), commands::setup, tools.texts(), tools.faults());
        return new SetupFeature(
                parts,
                actions.all(),
                () -> new SetupView(parts, actions, tools.texts(), tools.faults(), tools.formats()),
                StackHealth.of(model, tools.texts()));
    }

    /** Reading often costs nothing where the AWS is our own. */
    private Duration interval() {
        return target instanceof AwsTarget.Embedded ? NEAR : FAR;
    }
}
