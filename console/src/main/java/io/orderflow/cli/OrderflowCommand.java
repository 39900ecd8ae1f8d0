package io.orderflow.cli;

import io.orderflow.operations.filter.FilterException;
import io.orderflow.text.UserPath;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow}: the window; with a command, that command. */
@Command(
        name = "orderflow",
        mixinStandardHelpOptions = true,
        versionProvider = OrderflowCommand.Version.class,
        description = "Places, inspects and redrives orders on AWS. Without a command it opens the window.",
        footer = {
            "",
            "Exit codes: 0 done, 1 the job failed, 2 wrong options; setup plan, status and doctor have their own.",
            "The options that name the target, and --json, may stand in front of a command too.",
            "With --target aws, --profile or --endpoint-url the AWS settings of this machine are used",
            "(AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, the credential chain); else none of them is read.",
            "With --env NAME the environment says which profile, region and endpoint, whatever they say."
        })
public final class OrderflowCommand implements Callable<Integer> {
    private final ConsoleServices services;
    private final Answer answer;

    @Spec
    CommandSpec spec;

    @Mixin
    CommonOptions common;

    @Mixin
    StackFlags flags;

    private OrderflowCommand(ConsoleServices services, Answer answer) {
        this.services = services;
        this.answer = answer;
        this.common = new CommonOptions();
        this.flags = new StackFlags();
    }

    /** The whole command line over {@code services}; answers go to {@code answer}. */
    public static CommandLine commandLine(ConsoleServices services, Answer answer) {
        CommandLine line = new CommandLine(new OrderflowCommand(services, answer))
                .addSubcommand(new CheckCommand(services, answer))
                .addSubcommand(new LocalCommand(services, answer))
                .addSubcommand(new CommandLine(new OrdersCommand())
                        .addSubcommand(OrderFilterOption.line(new OrdersFindCommand(services, answer)))
                        .addSubcommand(new OrdersShowCommand(services, answer))
                        .addSubcommand(new OrdersStatusCommand(services, answer))
                        .addSubcommand(new OrdersExportCommand(services, answer))
                        .addSubcommand(OrderFilterOption.line(new OrdersWatchCommand(services, answer))))
                .addSubcommand(new CommandLine(new DeadLettersCommand())
                        .addSubcommand(new DeadLettersListCommand(services, answer))
                        .addSubcommand(new DeadLettersShowCommand(services, answer))
                        .addSubcommand(new DeadLettersMoveCommand(services, answer))
                        .addSubcommand(new DeadLettersExportCommand(services, answer))
                        .addSubcommand(new DeadLettersImportCommand(services, answer))
                        .addSubcommand(new DeadLettersRepairCommand(services, answer))
                        .addSubcommand(new DeadLettersRedriveCommand(services, answer))
                        .addSubcommand(new DeadLettersResumeCommand(services, answer))
                        .addSubcommand(new DeadLettersReceiptsCommand(services, answer))
                        .addSubcommand(new DeadLettersDeleteCommand(services, answer))
                        .addSubcommand(recipes(services, answer)))
                .addSubcommand(new PlaceCommand(services, answer))
                .addSubcommand(new QueuesCommand(services, answer))
                .addSubcommand(setup(services, answer))
                .addSubcommand(env(services, answer));
        line.getCommandSpec().preprocessor(new LeadingOptions());
        return line.registerConverter(Path.class, OrderflowCommand::path)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(answer.out())
                .setErr(answer.err())
                .setExecutionStrategy(parsed -> run(parsed, answer, new CommandLine.RunLast()))
                .setParameterExceptionHandler((fault, args) -> wrongOptions(fault, args, answer))
                .setExecutionExceptionHandler((fault, command, parsed) -> answer.failed(fault));
    }

    static Path path(String text) {
        try {
            return UserPath.of(text, System.getProperty("user.home", ""));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    private static CommandLine recipes(ConsoleServices services, Answer answer) {
        return new CommandLine(new RecipesCommand())
                .addSubcommand(new RecipesListCommand(services, answer))
                .addSubcommand(new RecipesShowCommand(services, answer))
                .addSubcommand(new RecipesAddCommand(services, answer))
                .addSubcommand(new RecipesRemoveCommand(services, answer));
    }

    private static CommandLine env(ConsoleServices services, Answer answer) {
        return new CommandLine(new EnvCommand())
                .addSubcommand(new EnvListCommand(services, answer))
                .addSubcommand(new EnvAddCommand(services, answer))
                .addSubcommand(new EnvEditCommand(services, answer))
                .addSubcommand(new EnvRemoveCommand(services, answer));
    }

    private static CommandLine setup(ConsoleServices services, Answer answer) {
        CommandLine subscribers = new CommandLine(new SetupSubscribersCommand())
                .addSubcommand(new SubscribersListCommand(services, answer))
                .addSubcommand(new SubscribersAddCommand(services, answer))
                .addSubcommand(new SubscribersRemoveCommand(services, answer));
        return new CommandLine(new SetupCommand())
                .addSubcommand(new SetupPlanCommand(services, answer))
                .addSubcommand(new SetupApplyCommand(services, answer))
                .addSubcommand(new SetupStatusCommand(services, answer))
                .addSubcommand(new SetupDoctorCommand(services, answer))
                .addSubcommand(new SetupPolicyCommand(services, answer))
                .addSubcommand(new SetupDestroyCommand(services, answer))
                .addSubcommand(new SetupImportCommand(services, answer))
                .addSubcommand(subscribers);
    }

    private static int run(CommandLine.ParseResult parsed, Answer answer, CommandLine.IExecutionStrategy last) {
        CommandLine.ParseResult deepest = parsed;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        answer.asJson(deepest.hasMatchedOption("--json"));
        return last.execute(parsed);
    }

    /** Where they cannot be parsed, JSON was asked for if the word stands among them; the window answers none. */
    private static int wrongOptions(ParameterException fault, String[] args, Answer answer) {
        CommandSpec command = fault.getCommandLine().getCommandSpec();
        answer.asJson(command.parent() != null && List.of(args).contains("--json"));
        String see = " (see " + command.qualifiedName() + " --help)";
        if (fault.getCause() instanceof FilterException filter) {
            answer.faulty(filter, see);
        } else {
            answer.failure(oneLine(fault.getMessage()) + see);
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static String oneLine(@Nullable String message) {
        return message == null
                ? "wrong options"
                : message.strip().replaceFirst("^Error: ", "").replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }

    @Override
    public Integer call() throws Exception {
        if (common.json) {
            throw new ParameterException(
                    spec.commandLine(), "the window has no --json answer: add a command such as check");
        }
        TargetOptions options = common.target(false, services, 0);
        try {
            boolean plain = flags.arguments().isEmpty(); // how a stack is to be was meant for one
            return services.window(
                    plain ? common.last(options, services) : options, flags.settings(), flags.arguments());
        } catch (ConsoleServices.NoDisplayException noDisplay) {
            if (options.cloud()) {
                answer.say("orderflow: " + noDisplay.getMessage() + ": run it on a desktop, or use a command such as"
                        + " `check --target aws`");
                return CommandLine.ExitCode.SOFTWARE;
            }
            answer.say("orderflow: " + noDisplay.getMessage() + ", so the check runs instead of the window");
            return new CheckCommand(services, answer).run(headless(options), false);
        }
    }

    /** The check that stands in for the window leaves no trace, as `check` itself, unless a folder or an environment was named. */
    private TargetOptions headless(TargetOptions options) {
        return common.dataDir != null || common.env != null
                ? options
                : new TargetOptions(false, null, options.region(), null, options.prefix(), false, null, 0);
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = OrderflowCommand.class.getPackage().getImplementationVersion();
            return new String[] {"orderflow " + (version == null ? "(not packaged)" : version)};
        }
    }
}
