package io.orderflow.app;

import io.orderflow.cli.Cancel;
import io.orderflow.cli.ConsoleServices;
import io.orderflow.cli.TargetOptions;
import io.orderflow.console.shell.EnvironmentSource;
import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.deadletter.files.RecipeFiles;
import io.orderflow.operations.deadletter.recipe.Recipes;
import io.orderflow.operations.deadletter.rehearsal.LetterRehearsal;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environments;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.MemoryFile;
import io.orderflow.text.Texts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/**
 * What the commands need, made of the real parts. A connection that is still open when the process is told to end
 * (Ctrl-C, SIGTERM) is closed by a shutdown hook: what was acknowledged is on disk either way.
 */
final class ApplicationServices implements ConsoleServices {
    /** What changes within this time is one write. */
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private final Clock clock = Clock.systemUTC();
    private final Texts texts = new Texts(Locale.getDefault());
    private final Map<String, String> environment;
    /** By home folder: two of one folder in one process would be in each other's way. */
    private final Map<Path, EnvironmentsFile> registries = new ConcurrentHashMap<>();

    private final Map<Path, EnvironmentsFile> unkept = new ConcurrentHashMap<>();
    /** By what tells the target from others, for the same reason. */
    private final Map<String, Memory> memories = new ConcurrentHashMap<>();
    /** Which environment a target proved to be that options named. */
    private final Map<TargetOptions, Environment> proved = new ConcurrentHashMap<>();

    private final ScheduledExecutorService writes = ConsoleThreads.memory();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Cancel cancel = new Cancel(Signals::first, System::exit);
    private volatile Runnable whenEnding = () -> {};

    ApplicationServices(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, "close-connections"));
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.systemDefault();
    }

    @Override
    public TextFiles textFiles() {
        return new UserTextFiles();
    }

    @Override
    public Pause pause() {
        return length -> TimeUnit.MILLISECONDS.sleep(length.toMillis());
    }

    @Override
    public Cancel cancel() {
        return cancel;
    }

    @Override
    public Path home() {
        return DataFolder.home(environment, System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    }

    @Override
    public EnvironmentsFile environments() throws PortException {
        try {
            return registries.computeIfAbsent(home(), EnvironmentsFile::new);
        } catch (IllegalArgumentException e) {
            throw noFolder(e);
        }
    }

    @Override
    public Recipes recipes() throws PortException {
        try {
            return new RecipeFiles(home());
        } catch (IllegalArgumentException e) {
            throw noFolder(e);
        }
    }

    @Override
    public LetterRehearsal rehearsal() {
        return new EmbeddedRehearsal(clock, pause(), texts);
    }

    @Override
    public String lastEnvironment() {
        try {
            return window(false).get(EnvironmentSource.LAST).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * What the window remembers of itself, read anew; blocks.
     *
     * @throws IllegalArgumentException where there is no home folder
     */
    Memory window(boolean keepsNothing) {
        if (keepsNothing) {
            return Memory.ofThisProcess();
        }
        var memory = new MemoryFile(home(), "window: what was open last", this::writeLater, ApplicationServices::warn);
        memory.load();
        return memory;
    }

    private static void warn(String line) {
        LoggerFactory.getLogger(ApplicationServices.class).warn(line); // made only now: see Launcher
    }

    /**
     * Where this target's own files beside its data go. The embedded AWS needs no home folder to be tried: one of its own data
     * folder, or of a name that is never made, will do.
     *
     * @throws PortException with one line, when there is none
     */
    Path homeFor(TargetOptions options) throws PortException {
        try {
            return home();
        } catch (DataFolder.NoHomeException e) {
            if (options.cloud()) {
                throw noFolder(e);
            }
            Path folder = options.dataDir();
            return folder != null
                    ? folder
                    : Path.of(System.getProperty("java.io.tmpdir"), "orderflow-no-home-" + UUID.randomUUID());
        } catch (IllegalArgumentException e) {
            throw noFolder(e);
        }
    }

    private static PortException noFolder(IllegalArgumentException e) {
        return new PortException(PortException.Kind.REFUSED, "target", Reason.line(e.getMessage() + "."), e);
    }

    @Override
    public int window(TargetOptions options, UnaryOperator<StackOptionsBuilder> settings, List<String> settingArguments)
            throws NoDisplayException {
        if (noScreenNamed()) {
            throw new NoDisplayException("there is no display to open the window on", null);
        }
        try {
            new ConsoleApplication(
                            new TargetComposition(this, options, settings, settingArguments),
                            clock,
                            zone(),
                            Locale.getDefault())
                    .run();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** GTK would say so on stderr in its own words before JavaFX can be asked. */
    private boolean noScreenNamed() {
        boolean x11 = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                && !"Monocle".equals(System.getProperty("glass.platform"));
        return x11 && environment.getOrDefault("DISPLAY", "").isEmpty();
    }

    @Override
    public Connection connect(TargetOptions options, Consumer<String> progress) throws PortException {
        return open(options, options.ephemeral(), progress);
    }

    /** The registry for a window or command; one that keeps nothing reads it, and forgets what it changes. */
    EnvironmentsFile environments(TargetOptions options, boolean keepsNothing) throws PortException {
        Path home = homeFor(options);
        return keepsNothing
                ? unkept.computeIfAbsent(home, folder -> new EnvironmentsFile(folder).unkept())
                : registries.computeIfAbsent(home, EnvironmentsFile::new);
    }

    @Override
    public Memory memory(TargetOptions options) {
        return memory(options, options.ephemeral());
    }

    /**
     * What the window remembers of a target, read anew. One that options named is the registered environment that it proved to
     * be when it was reached last.
     *
     * @param keepsNothing whether it is forgotten with this process
     */
    Memory memory(TargetOptions options, boolean keepsNothing) {
        Environment registered = options.environment() != null ? options.environment() : proved.get(options);
        String name = registered != null
                ? registered.name()
                : String.join(" ", options.arguments()); // no name begins as an option does
        Memory memory = memories.computeIfAbsent(
                keepsNothing ? "unkept " + name : name,
                key -> keepsNothing ? Memory.ofThisProcess() : memoryFile(name));
        if (memory instanceof MemoryFile file) {
            file.load();
        }
        return memory;
    }

    private void writeLater(Runnable write) {
        ScheduledFuture<?> unused = writes.schedule(write, TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Memory memoryFile(String name) {
        try {
            return new MemoryFile(home(), name, this::writeLater, ApplicationServices::warn);
        } catch (IllegalArgumentException e) {
            LoggerFactory.getLogger(ApplicationServices.class)
                    .info("Nothing is remembered of {}: there is no folder for it", name, e);
            return Memory.ofThisProcess();
        }
    }

    TargetConnection open(TargetOptions options, boolean keepsNothing, Consumer<String> progress) throws PortException {
        EnvironmentsFile registry = environments(options, keepsNothing);
        if (!options.ephemeral()) {
            Environments unused = registry.read(); // one that cannot be read is refused before anything is started
        }
        TargetConnection connection = TargetOpening.open(options, registry, clock, texts, progress);
        Environment found = connection.protection().environment();
        if (found == null) {
            proved.remove(options);
        } else {
            proved.put(options, found);
        }
        open.add(connection);
        connection.whenClosed(() -> open.remove(connection));
        return connection;
    }

    /** Told when the process is told to end, before the connections are closed. */
    void whenEnding(Runnable told) {
        whenEnding = told;
    }

    private void closeAll() {
        whenEnding.run();
        memories.values().forEach(Memory::flush);
        // JavaFX's threads meet closed executors now, and print their traces where nobody can catch them.
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        open.forEach(Connection::close);
    }
}
