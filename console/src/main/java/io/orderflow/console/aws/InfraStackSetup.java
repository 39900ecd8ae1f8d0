package io.orderflow.console.aws;

import io.orderflow.console.setup.Difference;
import io.orderflow.console.setup.ResourceKind;
import io.orderflow.console.setup.ResourceState;
import io.orderflow.console.setup.StackPlace;
import io.orderflow.console.setup.StackReport;
import io.orderflow.console.setup.StackResource;
import io.orderflow.console.setup.StackSetup;
import io.orderflow.console.task.PortException;
import io.orderflow.console.task.Progress;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.ApplyListener;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Bootstrapper;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.SetupException;
import io.orderflow.infra.resource.PropertyDiff;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The stack over the bootstrapper. One call at a time. */
public final class InfraStackSetup implements StackSetup {
    private final Bootstrapper bootstrapper;
    private final StackPlace place;

    public InfraStackSetup(Bootstrapper bootstrapper, AwsTarget target) {
        this.bootstrapper = bootstrapper;
        this.place = new StackPlace(
                bootstrapper.identity().account(), bootstrapper.identity().region(), endpoint(target));
    }

    private static String endpoint(AwsTarget target) {
        return target instanceof AwsTarget.Embedded embedded
                ? embedded.endpoint().getAuthority()
                : target instanceof AwsTarget.Endpoint other ? other.url().toString() : target.describe();
    }

    @Override
    public synchronized StackReport status(Progress progress) throws PortException {
        try {
            return new StackReport(
                    place,
                    bootstrapper.status().stream()
                            .map(InfraStackSetup::resource)
                            .toList());
        } catch (SetupException e) {
            throw fault(e);
        }
    }

    @Override
    public synchronized StackReport apply(Progress progress) throws PortException {
        try {
            List<ApplyResult> results = bootstrapper.apply(changes(bootstrapper.plan()), listener(progress));
            progress.update(results.size(), results.size(), "");
        } catch (CancellationException cancelled) {
            // Asked for: the report tells how far it came.
            return status(progress);
        } catch (SetupException e) {
            throw fault(e);
        }
        return status(progress);
    }

    /** What the tab shows as missing or drifted. Taking over what differs in nothing is left to the command line. */
    private static Plan changes(Plan plan) {
        return new Plan(
                plan.target(),
                plan.identity(),
                plan.changes().stream()
                        .filter(change -> change.action() != Action.ADOPT
                                || !change.diffs().isEmpty())
                        .toList());
    }

    private static ApplyListener listener(Progress progress) {
        return new ApplyListener() {
            private int index;
            private int total;

            @Override
            public void started(Change change, int startedIndex, int startedTotal) {
                index = startedIndex;
                total = startedTotal;
                progress.update(index, total, "");
            }

            @Override
            public void waiting(Change change, String what) {
                progress.update(index, total, what);
            }

            @Override
            public void finished(Change change, ApplyResult result) {
                progress.update(index + 1L, total, "");
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private static StackResource resource(io.orderflow.infra.plan.ResourceState state) {
        ResourceState console =
                switch (state.state()) {
                    case IN_STEP -> ResourceState.IN_STEP;
                    case MISSING -> ResourceState.MISSING;
                    case DRIFTED -> ResourceState.DRIFTED;
                    case UNSUPPORTED -> ResourceState.UNSUPPORTED;
                    case UNREADABLE -> ResourceState.UNREADABLE;
                };
        List<Difference> differences = console == ResourceState.DRIFTED
                ? state.diffs().stream().map(InfraStackSetup::difference).toList()
                : List.of();
        return new StackResource(kind(state.resource().kind()), state.name(), console, differences, state.fault());
    }

    private static Difference difference(PropertyDiff diff) {
        return new Difference(diff.property(), diff.now(), diff.wanted());
    }

    private static ResourceKind kind(io.orderflow.infra.resource.ResourceKind kind) {
        return switch (kind) {
            case QUEUE -> ResourceKind.QUEUE;
            case TOPIC -> ResourceKind.TOPIC;
            case SUBSCRIPTION -> ResourceKind.SUBSCRIPTION;
            case TABLE -> ResourceKind.TABLE;
            case ROLE -> ResourceKind.ROLE;
            case LOG_GROUP -> ResourceKind.LOG_GROUP;
            case FUNCTION, ALIAS -> ResourceKind.FUNCTION;
            case EVENT_SOURCE_MAPPING -> ResourceKind.MAPPING;
        };
    }

    private static PortException fault(SetupException failure) {
        String subject = failure.resource().map(Object::toString).orElse("Setup");
        String message = failure.getMessage() == null ? "setup failed" : failure.getMessage();
        return new PortException(
                failure.fault().map(known -> PortFaults.kind(known.kind())).orElse(PortException.Kind.REFUSED),
                subject,
                message,
                failure);
    }
}
