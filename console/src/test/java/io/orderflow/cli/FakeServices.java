package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.app.UserTextFiles;
import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.check.CheckTarget;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.FakeLetterSources;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.files.RecipeFiles;
import io.orderflow.operations.deadletter.recipe.Recipes;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.rehearsal.LetterRehearsal;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.FakePipeline;
import io.orderflow.operations.entry.imports.ImportPorts;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.orders.JourneySource;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.queues.ConsumerState;
import io.orderflow.operations.queues.FakeQueueDepths;
import io.orderflow.operations.queues.QueueConsumer;
import io.orderflow.operations.queues.QueueDepths;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.StackTools;
import io.orderflow.order.Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A connection to a stack of fakes, with replies that were typed beforehand. */
final class FakeServices implements ConsoleServices, ConsoleServices.Connection {
    private final Supplier<Path> home;
    private final Supplier<StackTools> stack;
    final Deque<String> replies = new ArrayDeque<>();

    @Nullable
    PortException accountFault;

    @Nullable
    StackOptions stackOptions;

    Protection protection = Protection.NONE;
    String lastEnvironment = "";
    String piped = "";

    LetterRehearsal rehearsal = (letters, rows, progress) -> {
        throw new AssertionError("no rehearsal");
    };

    private final List<Runnable> listening = new ArrayList<>();
    final List<Integer> exits = new ArrayList<>();
    private final Cancel cancel = new Cancel(listening::add, exits::add);
    /** Run while somebody is asked. */
    Runnable whenAsked = () -> {};

    Runnable whenPaused = () -> {};

    Runnable whenConnected = () -> {};

    boolean display;
    final List<TargetOptions> asked = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    final List<Order> published = new ArrayList<>();
    final FakeQueueDepths depths = new FakeQueueDepths();
    final FakeOrderTable orders = new FakeOrderTable();
    final List<JourneySource> journeys = new ArrayList<>();
    final List<ConsumerLine> lines = new ArrayList<>();
    boolean grouped;
    /** What becomes of what is published. */
    Consumer<Order> afterPublishing = order -> {};

    final FakeLetterSources letters;
    final ReceiptFolders receipts;
    final Path lettersFolder;
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    /** Whether waiting takes time. */
    boolean timePasses;

    final MutableClock pipelineClock = new MutableClock(SampleData.NOW);
    final FakePipeline pipeline = new FakePipeline(pipelineClock);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final Memory memory = Memory.ofThisProcess();
    int remembered;

    FakeServices(Supplier<Path> home, Supplier<StackTools> stack) {
        this.home = home;
        this.stack = stack;
        try {
            this.lettersFolder = Files.createTempDirectory("letters");
            this.letters = new FakeLetterSources(lettersFolder, clock());
            this.receipts = letters.receipts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final Clock clock() {
        return clock;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Europe/Berlin");
    }

    @Override
    public OrderTools orders(UnaryOperator<StackOptionsBuilder> settings) {
        stackOptions = settings.apply(StackOptions.builder()).build();
        return new OrderTools(orders, journeys, new DirectExecutor());
    }

    @Override
    public RedriveTools redrives() {
        return letters.redrives(threads);
    }

    @Override
    public Imports imports(boolean grouped, Consumer<String> notice) {
        ImportPorts over = pipeline.ports();
        return new Imports(
                new ImportPorts(protection.overBatches(over.publisher()), over.log(), over.rows(), over.ledger()),
                new ImportFolders(lettersFolder.resolve("imports"), pipelineClock),
                threads,
                pipelineClock,
                pipelineClock::advance,
                Duration.ofSeconds(12));
    }

    @Override
    public Memory memory(TargetOptions options) {
        return memory;
    }

    @Override
    public KeptFolder keptLetters() {
        return new KeptFolder(
                lettersFolder, List.of(lettersFolder), lettersFolder.resolve("backups"), receipts, clock());
    }

    @Override
    public DeadLetterTools letters() {
        return letters.tools(threads, receipts.earlier());
    }

    @Override
    public TextFiles textFiles() {
        return new UserTextFiles();
    }

    @Override
    public Pause pause() {
        return length -> {
            whenPaused.run();
            if (timePasses) {
                clock.advance(length);
            }
        };
    }

    @Override
    public Cancel cancel() {
        return cancel;
    }

    /** As Ctrl-C does. */
    void interrupt() {
        assertThat(listening).as("who listens to Ctrl-C").hasSize(1);
        listening.get(0).run();
    }

    @Override
    public Path home() {
        return home.get();
    }

    @Override
    public EnvironmentsFile environments() {
        return new EnvironmentsFile(home());
    }

    @Override
    public Recipes recipes() {
        return new RecipeFiles(home());
    }

    @Override
    public LetterRehearsal rehearsal() {
        return rehearsal;
    }

    @Override
    public InputStream input() {
        return new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String lastEnvironment() {
        return lastEnvironment;
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public Prompt prompt() {
        return question -> {
            questions.add(question);
            whenAsked.run();
            return replies.poll();
        };
    }

    @Override
    public int window(TargetOptions options, UnaryOperator<StackOptionsBuilder> settings, List<String> settingArguments)
            throws NoDisplayException {
        asked.add(options);
        if (!display) {
            throw new NoDisplayException("there is no display", null);
        }
        return 0;
    }

    @Override
    public Connection connect(TargetOptions options, Consumer<String> progress) {
        asked.add(options);
        whenConnected.run();
        return this;
    }

    @Override
    public Where where() {
        return new Where("000000000000", "us-east-1", "http://127.0.0.1:40213");
    }

    @Override
    public OrderPublisher publisher() {
        return protection.over(order -> {
            published.add(order);
            return "message-" + published.size();
        });
    }

    @Override
    public PlacingTools placing(boolean grouped, Consumer<String> notice) {
        this.grouped = grouped;
        return new PlacingTools(
                order -> {
                    String publishId = publisher().publish(order);
                    afterPublishing.accept(order);
                    return publishId;
                },
                (from, to, failuresOnly, next) -> new FunctionLog.Page(lines, null),
                orders::states);
    }

    @Override
    public QueueDepths depths() {
        return depths;
    }

    @Override
    public QueueConsumer consumer() {
        return () -> new ConsumerState(ConsumerState.Kind.NOT_PERMITTED, "no");
    }

    @Override
    public String nameOf(WatchedQueue queue) {
        return queue == WatchedQueue.ORDER_QUEUE ? "dev-OrderQueue" : "dev-OrderDLQ";
    }

    @Override
    public StackTools stack(UnaryOperator<StackOptionsBuilder> settings) {
        stackOptions = settings.apply(StackOptions.builder()).build();
        return stack.get();
    }

    @Override
    public void checkAccount() throws PortException {
        if (accountFault != null) {
            throw accountFault;
        }
    }

    @Override
    public void rememberAccount() {
        remembered++;
    }

    @Override
    public Access access() {
        throw new AssertionError("no key is needed");
    }

    @Override
    public void awaitEnd() {}

    @Override
    public boolean owner() {
        return true;
    }

    @Override
    public CheckTarget check() {
        throw new AssertionError("no check");
    }

    @Override
    public void close() {}
}
