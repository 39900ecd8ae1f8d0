package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.deadletter.DeadLetterActions;
import io.orderflow.console.deadletter.DeadLetterHealth;
import io.orderflow.console.deadletter.DeadLetterModels;
import io.orderflow.console.deadletter.DeadLettersView;
import io.orderflow.console.deadletter.DeadLettersViewModel;
import io.orderflow.console.deadletter.ImportViewModel;
import io.orderflow.console.deadletter.KeptViewModel;
import io.orderflow.console.deadletter.LetterFilesViewModel;
import io.orderflow.console.deadletter.LetterRepairs;
import io.orderflow.console.deadletter.MoveTexts;
import io.orderflow.console.deadletter.MoveViewModel;
import io.orderflow.console.deadletter.ReceiptsDialog;
import io.orderflow.console.deadletter.ReceiptsViewModel;
import io.orderflow.console.deadletter.RecipeTexts;
import io.orderflow.console.deadletter.RedriveViewModel;
import io.orderflow.console.deadletter.RedriveWords;
import io.orderflow.console.deadletter.UndeliveredViewModel;
import io.orderflow.console.queues.QueueSampler;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.ShellServices;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.TabLink;
import io.orderflow.console.table.FilterAction;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.Pause;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.recipe.Recipes;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.StackDoctor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Dead letters as a tab, with the sampled count as its badge. */
record DeadLettersFeature(
        DeadLetterModels models,
        List<UserAction> actions,
        Runnable load,
        Supplier<DeadLettersView> view,
        ObservableIntegerValue badge,
        ObservableValue<List<HealthSign>> health)
        implements Feature {
    private static final Pause PAUSE = length -> TimeUnit.MILLISECONDS.sleep(length.toMillis());

    /**
     * What the tab is about.
     *
     * @param kept what is kept of letters on this computer
     * @param doctor of the stack
     * @param where account, region and endpoint, as commands say it
     * @param queues what a queue is called in this environment, by its plain name
     */
    record Target(
            DeadLetterTools letters,
            RedriveTools redrives,
            KeptFolder kept,
            StackDoctor doctor,
            String where,
            Recipes recipes,
            ResourceNames names,
            UnaryOperator<String> queues,
            Protection protection) {}

    static DeadLettersFeature of(
            Target target,
            ConsoleTools tools,
            Lanes lanes,
            QueueSampler sampler,
            ShellCommands commands,
            ShellServices services) {
        DeadLetterModels models = models(target, tools, lanes, sampler, services);
        DeadLettersViewModel letters = models.letters();
        var receipts = new ReceiptsDialog(
                models.receipts(), FileChoice.SYSTEM, tools.texts(), tools.faults(), tools.formats(), tools.clock());
        var filter = FilterAction.of(
                "dead-letters-filter",
                tools.texts().get("deadletter.filter.act"),
                letters.table(),
                tools.texts(),
                line -> commands.listing("dead-letters", line));
        var actions = DeadLetterActions.of(
                models,
                receipts,
                FileChoice.SYSTEM,
                target.names().deadLetterQueue(),
                target.names().queue(),
                target.protection(),
                commands::line,
                tools.texts(),
                tools.faults(),
                tools.formats());
        return new DeadLettersFeature(
                models,
                Stream.concat(actions.all().stream(), Stream.of(filter)).toList(),
                () -> {
                    if (actions.load().enabled()) {
                        letters.snapshots().load();
                    }
                },
                () -> new DeadLettersView(
                        models,
                        receipts,
                        actions,
                        target.names().queue(),
                        target.queues(),
                        TabLink.of(
                                "letters-missing-setup",
                                tools.texts().get("deadletter.missing.action"),
                                Tab.SETUP,
                                services.navigator(),
                                tools.texts(),
                                () -> ""),
                        services.memory(),
                        tools.texts(),
                        tools.faults(),
                        tools.formats()),
                sampler.badgeProperty(),
                DeadLetterHealth.of(sampler.deadLettersProperty(), tools.texts()));
    }

    private static DeadLetterModels models(
            Target target, ConsoleTools tools, Lanes lanes, QueueSampler sampler, ShellServices services) {
        var letters = new DeadLettersViewModel(
                target.letters(),
                target.redrives().redrives().receipts().earlier(),
                lanes,
                services.monitor(),
                sampler.deadLettersProperty(),
                tools.clock(),
                tools.zone(),
                services.memory());
        var redrives = new RedriveViewModel(
                target.letters(),
                target.redrives(),
                new EmbeddedRehearsal(tools.clock(), PAUSE, tools.texts()),
                letters.snapshots(),
                lanes,
                services.jobs(),
                new RedriveWords(tools.texts())::job,
                tools.clock());
        return new DeadLetterModels(
                letters,
                redrives,
                new MoveViewModel(
                        target.letters().moves(),
                        target.redrives(),
                        redrives.marked(),
                        letters.snapshots(),
                        lanes,
                        services.jobs(),
                        sampler.deadLettersProperty(),
                        PAUSE,
                        new MoveTexts(tools.texts(), target.names().queue())::job),
                new LetterFilesViewModel(
                        target.redrives(),
                        letters.snapshots(),
                        redrives.marked(),
                        lanes,
                        services.jobs(),
                        tools.clock(),
                        tools.texts()),
                new ReceiptsViewModel(
                        target.redrives().redrives().receipts(),
                        target.letters().moves(),
                        lanes,
                        tools.clock()),
                new ImportViewModel(new UserTextFiles(), target.redrives(), lanes, services.jobs(), tools.texts()),
                new KeptViewModel(
                        target.kept(),
                        target.redrives().redrives().receipts(),
                        target.where(),
                        letters.snapshots(),
                        lanes,
                        services.jobs(),
                        tools.clock(),
                        tools.texts()),
                new UndeliveredViewModel(
                        progress -> target.doctor().examine(),
                        target.names().queue(),
                        letters.snapshots(),
                        lanes,
                        services.monitor()),
                new LetterRepairs(target.recipes(), lanes, tools.clock(), new RecipeTexts(tools.texts())));
    }

    /** Lets go of what is held. */
    void leave() {
        models.letters().snapshots().leave();
    }

    @Override
    public Tab tab() {
        return Tab.DEAD_LETTERS;
    }

    @Override
    public Node content() {
        return view.get().node();
    }

    @Override
    public void shown() {
        models.letters().shown();
        models.undelivered().shown();
        models.redrives().shown();
        models.moves().shown();
    }

    @Override
    public void hidden() {
        models.letters().hidden();
        models.undelivered().hidden();
        models.moves().hidden();
    }

    @Override
    public void refresh() {
        load.run();
    }
}
