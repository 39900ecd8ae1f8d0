package io.orderflow.aws;

import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyResult;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.stack.DestroyReport;
import io.orderflow.operations.stack.Difference;
import io.orderflow.operations.stack.ResourceKind;
import io.orderflow.operations.stack.ResourceRef;
import io.orderflow.operations.stack.ResourceState;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.StackAction;
import io.orderflow.operations.stack.StackResource;
import java.util.List;

/** Between the engine's words for the stack and the console's; nothing is lost either way. */
final class StackMapping {
    private StackMapping() {}

    static StackResource resource(io.orderflow.infra.plan.ResourceState state) {
        ResourceState console =
                switch (state.state()) {
                    case IN_STEP -> ResourceState.IN_STEP;
                    case MISSING -> ResourceState.MISSING;
                    case DRIFTED -> ResourceState.DRIFTED;
                    case UNSUPPORTED -> ResourceState.UNSUPPORTED;
                    case UNREADABLE -> ResourceState.UNREADABLE;
                };
        StackAction action =
                switch (console) {
                    case MISSING -> StackAction.CREATE;
                    case DRIFTED -> StackAction.UPDATE;
                    case IN_STEP, UNSUPPORTED, UNREADABLE -> StackAction.NONE;
                };
        ResourceRef ref = ref(state.resource());
        return new StackResource(
                ref.kind(),
                ref.name(),
                console,
                action,
                differences(state.diffs()),
                state.unsupported(),
                state.fault());
    }

    static StackResource resource(Change change) {
        StackAction action = action(change.action());
        boolean unreadable = change.action() == Action.UNREADABLE;
        ResourceState state =
                switch (action) {
                    case CREATE -> ResourceState.MISSING;
                    case UPDATE -> unreadable ? ResourceState.UNREADABLE : ResourceState.DRIFTED;
                    case ADOPT, REPLACE -> ResourceState.DRIFTED;
                    case NONE -> lacked(change) ? ResourceState.UNSUPPORTED : ResourceState.IN_STEP;
                };
        ResourceRef ref = ref(change.resource());
        boolean told = unreadable || action == StackAction.ADOPT || action == StackAction.REPLACE;
        return new StackResource(
                ref.kind(),
                ref.name(),
                state,
                action,
                differences(change.diffs()),
                change.unsupported(),
                told ? change.reason() : null);
    }

    /** The engine names the kind itself where the endpoint has nothing of it. */
    private static boolean lacked(Change change) {
        return change.unsupported().contains(change.resource().kind().label());
    }

    static Change change(StackResource resource) {
        return new Change(
                id(resource.ref()),
                action(resource.action()),
                resource.differences().stream()
                        .map(each -> new PropertyDiff(each.setting(), each.now(), each.wanted()))
                        .toList(),
                resource.unsupported(),
                resource.note() == null ? "" : resource.note());
    }

    private static StackAction action(Action action) {
        return switch (action) {
            case NONE -> StackAction.NONE;
            case CREATE -> StackAction.CREATE;
            case UPDATE -> StackAction.UPDATE;
            case ADOPT -> StackAction.ADOPT;
            case REPLACE -> StackAction.REPLACE;
            case UNREADABLE -> StackAction.UPDATE; // whatever it needs: an apply asks again
        };
    }

    private static Action action(StackAction action) {
        return switch (action) {
            case NONE -> Action.NONE;
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case ADOPT -> Action.ADOPT;
            case REPLACE -> Action.REPLACE;
        };
    }

    static SetupOutcome.Step step(ApplyResult result) {
        return new SetupOutcome.Step(
                ref(result.change().resource()),
                result.took(),
                true,
                differences(result.notYetVisible()),
                result.unsupported(),
                null);
    }

    static SetupOutcome.Step step(DestroyResult result) {
        return new SetupOutcome.Step(
                ref(result.removal().resource()),
                result.took(),
                result.deleted(),
                List.of(),
                List.of(),
                result.detail());
    }

    static DestroyReport.Removal removal(Removal removal) {
        return new DestroyReport.Removal(
                ref(removal.resource()),
                removal.id(),
                fate(removal.fate()),
                removal.follows().stream().map(StackMapping::ref).toList(),
                removal.reason(),
                removal.contents());
    }

    static Removal removal(DestroyReport.Removal removal) {
        return new Removal(
                id(removal.resource()),
                removal.id(),
                fate(removal.fate()),
                removal.follows().stream().map(StackMapping::id).toList(),
                removal.reason(),
                removal.contents());
    }

    private static DestroyReport.Fate fate(RemovalAction fate) {
        return switch (fate) {
            case DELETE -> DestroyReport.Fate.DELETE;
            case CONFIRM_NAME -> DestroyReport.Fate.CONFIRM_NAME;
            case FOLLOW -> DestroyReport.Fate.FOLLOW;
            case KEEP -> DestroyReport.Fate.KEEP;
            case GONE -> DestroyReport.Fate.GONE;
        };
    }

    private static RemovalAction fate(DestroyReport.Fate fate) {
        return switch (fate) {
            case DELETE -> RemovalAction.DELETE;
            case CONFIRM_NAME -> RemovalAction.CONFIRM_NAME;
            case FOLLOW -> RemovalAction.FOLLOW;
            case KEEP -> RemovalAction.KEEP;
            case GONE -> RemovalAction.GONE;
        };
    }

    private static List<Difference> differences(List<PropertyDiff> diffs) {
        return diffs.stream()
                .map(diff -> new Difference(diff.property(), diff.now(), diff.wanted()))
                .toList();
    }

    static ResourceRef ref(ResourceId id) {
        return new ResourceRef(kind(id.kind()), id.name());
    }

    static ResourceId id(ResourceRef ref) {
        return new ResourceId(kind(ref.kind()), ref.name());
    }

    private static ResourceKind kind(io.orderflow.infra.plan.ResourceKind kind) {
        return switch (kind) {
            case QUEUE -> ResourceKind.QUEUE;
            case TOPIC -> ResourceKind.TOPIC;
            case SUBSCRIPTION -> ResourceKind.SUBSCRIPTION;
            case TABLE -> ResourceKind.TABLE;
            case ROLE -> ResourceKind.ROLE;
            case LOG_GROUP -> ResourceKind.LOG_GROUP;
            case FUNCTION -> ResourceKind.FUNCTION;
            case ALIAS -> ResourceKind.ALIAS;
            case EVENT_SOURCE_MAPPING -> ResourceKind.MAPPING;
        };
    }

    private static io.orderflow.infra.plan.ResourceKind kind(ResourceKind kind) {
        return switch (kind) {
            case QUEUE -> io.orderflow.infra.plan.ResourceKind.QUEUE;
            case TOPIC -> io.orderflow.infra.plan.ResourceKind.TOPIC;
            case SUBSCRIPTION -> io.orderflow.infra.plan.ResourceKind.SUBSCRIPTION;
            case TABLE -> io.orderflow.infra.plan.ResourceKind.TABLE;
            case ROLE -> io.orderflow.infra.plan.ResourceKind.ROLE;
            case LOG_GROUP -> io.orderflow.infra.plan.ResourceKind.LOG_GROUP;
            case FUNCTION -> io.orderflow.infra.plan.ResourceKind.FUNCTION;
            case ALIAS -> io.orderflow.infra.plan.ResourceKind.ALIAS;
            case MAPPING -> io.orderflow.infra.plan.ResourceKind.EVENT_SOURCE_MAPPING;
        };
    }
}
