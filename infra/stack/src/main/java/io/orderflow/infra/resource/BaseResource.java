package io.orderflow.infra.resource;

import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What the resources share: which they are, what comes before them, their tags, and that somebody may be quicker. */
abstract class BaseResource implements ManagedResource {
    private final ResourceId id;
    private final Set<ResourceId> dependsOn;
    private final Class<? extends AwsServiceException> alreadyThere;

    /** @param alreadyThere what AWS answers where one of that name was made meanwhile, or by a call whose answer was lost */
    BaseResource(
            ResourceKind kind,
            String name,
            Set<ResourceId> dependsOn,
            Class<? extends AwsServiceException> alreadyThere) {
        this.id = new ResourceId(kind, name);
        this.dependsOn = Set.copyOf(dependsOn);
        this.alreadyThere = alreadyThere;
    }

    @Override
    public final ResourceId id() {
        return id;
    }

    @Override
    public final Set<ResourceId> dependsOn() {
        return dependsOn;
    }

    @Override
    public final void create(Waits waits) {
        try {
            make(waits);
        } catch (AwsServiceException e) {
            Observation seen = alreadyThere.isInstance(e) ? awaitPresent(waits) : null;
            if (seen == null || seen.presence() != Observation.Presence.PRESENT) {
                throw e;
            }
            update(seen, waits);
        }
    }

    /** Makes it, all properties included, and waits until it can be used. */
    abstract void make(Waits waits);

    /** What was made a moment ago, once it shows. */
    final Observation awaitPresent(Waits waits) {
        return waits.poll(
                "what is there to show",
                Answers.SEEN_LIMIT,
                this::observe,
                it -> it.presence() == Observation.Presence.PRESENT);
    }

    /** Sets the tags that are not as they should be; noted where the endpoint has none. */
    static void setTags(Observation seen, Waits waits, Consumer<Map<String, String>> call) {
        Map<String, String> tags = seen.tagsToSet();
        if (!tags.isEmpty()) {
            Answers.setIfSupported(Observation.TAGS, waits, () -> call.accept(tags));
        }
    }
}
