package io.orderflow.operations.stack;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.setup.DoctorViewModel;
import io.orderflow.console.setup.SetupActions;
import io.orderflow.console.setup.SetupParts;
import io.orderflow.console.setup.SetupView;
import io.orderflow.console.setup.SetupViewModel;
import io.orderflow.console.setup.SubscribersViewModel;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.stack.PolicyRole;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Everything about one stack, in memory. */
public final class FakeStack {
    public final FakeStackSetup setup;
    public final FakeSubscribers subscribers = new FakeSubscribers();
    public final MutableClock clock = new MutableClock(SampleData.NOW);
    public final Memory memory = Memory.ofThisProcess();
    public final List<Finding> findings = new ArrayList<>();
    private @Nullable PortException doctorFault;

    public FakeStack(List<Change> resources) {
        this.setup = new FakeStackSetup(resources);
    }

    public void failDoctor(@Nullable PortException fault) {
        doctorFault = fault;
    }

    public StackTools tools() {
        return new StackTools(setup, this::examine, FakeStack::policy, subscribers);
    }

    private List<Finding> examine() throws PortException {
        if (doctorFault != null) {
            throw doctorFault;
        }
        return List.copyOf(findings);
    }

    private static String policy(PolicyRole role) {
        return "{\n  \"Version\" : \"2012-10-17\",\n  \"Statement\" : [ {\n    \"Sid\" : \"" + role + "\"\n  } ]\n}";
    }

    /** The tab's parts over this stack. */
    public SetupParts parts(TaskRunner runner, Jobs jobs) {
        StackTools tools = tools();
        return new SetupParts(
                model(runner, jobs),
                new DoctorViewModel(tools.doctor(), runner),
                new SubscribersViewModel(tools.subscribers(), runner),
                tools.policies());
    }

    /** The tab over them. */
    public static SetupView view(SetupParts parts, Texts texts) {
        var faults = new FaultTexts(texts);
        UnaryOperator<String> command = words -> "java -jar orderflow.jar setup " + words + " --profile work";
        return new SetupView(
                parts,
                SetupActions.of(parts, "", command, texts, faults),
                texts,
                faults,
                new Formats(texts, ZoneOffset.UTC));
    }

    public SetupViewModel model(TaskRunner runner, Jobs jobs) {
        return new SetupViewModel(
                setup,
                runner,
                jobs,
                new SetupViewModel.JobTitles(count -> "Applying " + count, count -> "Deleting " + count),
                name -> Path.of("/exports", name + ".jsonl"),
                clock,
                memory);
    }
}
