package io.orderflow.console.deadletter;

import io.orderflow.app.UserTextFiles;
import io.orderflow.console.action.UserAction;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.FakeLetterSources;
import io.orderflow.operations.deadletter.FakeLetterStore;
import io.orderflow.operations.deadletter.Holds;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.recipe.FakeRecipes;
import io.orderflow.operations.deadletter.redrive.Budget;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.rehearsal.FakeRehearsal;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleObjectProperty;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The Dead letters tab over queues in memory. */
public final class LetterFixture {
    public final FakeLetterSources dead;
    public final FakeLetterSources undelivered;
    public final SimpleObjectProperty<@Nullable Long> sampled = new SimpleObjectProperty<>();
    public final Jobs jobs;
    public final Memory memory;
    public final DeadLettersViewModel model;
    public final MoveViewModel moves;
    public final RedriveViewModel redrives;
    public final ReceiptsViewModel receipts;
    public final LetterFilesViewModel files;
    public final ImportViewModel imports;
    public final KeptViewModel kept;
    public final UndeliveredViewModel undeliveredWhy;
    /** How often a message died after redrives from here, by its id. */
    public final Map<String, Integer> deaths = new HashMap<>();

    public final List<Finding> findings = new ArrayList<>();
    public @Nullable PortException doctorFault;
    public int examinations;
    /** The file that somebody names; null for none. */
    public @Nullable Path named;

    private final FileChoice fileChoice = new FileChoice() {
        @Override
        public @Nullable Path open(Window owner) {
            return named;
        }

        @Override
        public @Nullable Path save(Window owner, String suggested) {
            return named;
        }
    };
    private final Texts english = new Texts(Locale.ENGLISH);
    public final FakeRecipes recipes = new FakeRecipes();
    public final LetterRepairs repairs;
    private final Clock clock;
    public final FakeMonitor monitor = new FakeMonitor();
    public final FakeRehearsal rehearsal = new FakeRehearsal();
    int pauses;
    Runnable onPause = () -> {};

    public LetterFixture(TaskRunner runner, Clock clock) {
        this(runner, clock, SampleJobs.jobs(), Memory.ofThisProcess());
    }

    public LetterFixture(TaskRunner runner, Clock clock, Jobs jobs, Memory memory) {
        this(runner, clock, jobs, memory, receipts());
    }

    private static Path receipts() {
        try {
            return Files.createTempDirectory("receipts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param receipts where receipts are kept, once there are some */
    public LetterFixture(TaskRunner runner, Clock clock, Jobs jobs, Memory memory, Path receipts) {
        this.jobs = jobs;
        this.memory = memory;
        dead = new FakeLetterSources("OrderDLQ", new FakeLetterStore(), receipts, clock);
        undelivered = new FakeLetterSources("OrderUndelivered", new FakeLetterStore(), receipts, clock);
        var tools = new DeadLetterTools(
                Map.of(
                        LetterPlace.ORDER_DLQ, dead.sources(),
                        LetterPlace.ORDER_UNDELIVERED, undelivered.sources()),
                dead.moves,
                clock,
                new DirectExecutor(),
                messageId -> deaths.getOrDefault(messageId, 0),
                new Holds());
        model = new DeadLettersViewModel(
                tools, dead.receipts.earlier(), runner, monitor, sampled, clock, ZoneOffset.UTC, memory);
        this.clock = clock;
        dead.others.put("OrderUndelivered", undelivered.queue);
        RedriveTools redriving = dead.redrives(Executors.newCachedThreadPool(LetterFixture::daemon));
        this.receipts = new ReceiptsViewModel(redriving.redrives().receipts(), dead.moves, runner, clock);
        redrives = new RedriveViewModel(
                tools, redriving, rehearsal, model.snapshots(), runner, jobs, new RedriveWords(english)::job, clock);
        files = new LetterFilesViewModel(redriving, model.snapshots(), redrives.marked(), runner, jobs, clock, english);
        imports = new ImportViewModel(new UserTextFiles(), redriving, runner, jobs, english);
        kept = new KeptViewModel(
                new KeptFolder(
                        receipts, List.of(receipts.resolve("dlq")), receipts.resolve("backups"), dead.receipts, clock),
                dead.receipts,
                "account 000000000000, us-east-1, http://127.0.0.1:4566",
                model.snapshots(),
                runner,
                jobs,
                clock,
                english);
        undeliveredWhy = new UndeliveredViewModel(
                progress -> {
                    if (doctorFault != null) {
                        throw doctorFault;
                    }
                    examinations++;
                    return List.copyOf(findings);
                },
                "OrderQueue",
                model.snapshots(),
                runner,
                monitor);
        repairs = new LetterRepairs(recipes, runner, clock, new RecipeTexts(english));
        moves = new MoveViewModel(
                dead.moves,
                redriving,
                redrives.marked(),
                model.snapshots(),
                runner,
                jobs,
                sampled,
                length -> {
                    pauses++;
                    onPause.run();
                },
                new MoveTexts(english, "OrderQueue")::job);
    }

    /** All that are loaded, in a file that somebody names from now on. */
    public void exported(Path file) {
        files.export(file, model.rows());
        named = file;
    }

    /** All that are loaded, those that would fail again too. */
    public void sendAll() {
        redrives.freeze(RedriveDraft.of(model.rows(), List.of("--all")), "OrderQueue", Set.of(LeftOut.FAILING));
        RedrivePlan plan = redrives.planProperty().get();
        redrives.start(plan, plan.defaults().withRamp(List.of(), 10));
        model.snapshots().load();
    }

    /** A set of all with everything set otherwise than by default. */
    public Redriven redriven() {
        var form = new RedriveForm(RedriveDraft.of(model.rows(), model.selection()));
        form.kindProperty().set(Destination.Kind.TOPIC);
        form.putBack(LeftOut.FAILING, true);
        form.putBack(LeftOut.STORED, true);
        form.rampProperty().set(List.of());
        form.stopAtProperty().set("25");
        form.rateProperty().set("50");
        form.followProperty().set("90");
        form.requestsProperty().set("4000");
        form.dollarsProperty().set("0.05");
        redrives.freeze(form.draft(), form.to(), form.putBack());
        RedrivePlan plan = redrives.planProperty().get();
        return new Redriven(form.words(plan), plan.defaults(), form.order(plan, ""), plan.hash());
    }

    /** Sends all that is not left out, within so many requests. */
    public void redrive(long mostRequests) {
        redrives.freeze(RedriveDraft.of(model.rows(), model.selection()), "OrderQueue", Set.of());
        RedrivePlan plan = redrives.planProperty().get();
        redrives.start(plan, plan.defaults().withBudget(new Budget(mostRequests, 1)));
    }

    /** What the dialog makes: the command in words, and what it would send. */
    public record Redriven(List<String> words, RedriveOrder defaults, RedriveOrder order, String hash) {}

    public DeadLetterModels models() {
        return new DeadLetterModels(model, redrives, moves, files, receipts, imports, kept, undeliveredWhy, repairs);
    }

    private ReceiptsDialog receipts(Texts texts, Formats formats) {
        return new ReceiptsDialog(receipts, fileChoice, texts, new FaultTexts(texts), formats, clock);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "redrive");
        thread.setDaemon(true);
        return thread;
    }

    /** Into OrderDLQ. */
    public LetterFixture put(List<DeadLetter> letters) {
        letters.forEach(dead.queue::put);
        return this;
    }

    public DeadLetterActions actions(Protection protection, Texts texts, Formats formats) {
        return DeadLetterActions.of(
                models(),
                receipts(texts, formats),
                fileChoice,
                "OrderDLQ",
                "OrderQueue",
                protection,
                words -> String.join(" ", words),
                texts,
                new FaultTexts(texts),
                formats);
    }

    public DeadLettersView view(
            DeadLetterActions actions, Runnable openSetup, Texts texts, FaultTexts faults, Formats formats) {
        return new DeadLettersView(
                models(),
                receipts(texts, formats),
                actions,
                "OrderQueue",
                UnaryOperator.identity(),
                UserAction.of("open-setup", "Open Setup", "", window -> openSetup.run()),
                memory,
                texts,
                faults,
                formats);
    }
}
