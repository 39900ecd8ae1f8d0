package io.orderflow.infra.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.QueueSpec;
import io.orderflow.infra.stack.StackTags;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** An SQS queue. */
public final class QueueResource implements ManagedResource {
    /** A deleted queue's name is free again after 60 s. */
    private static final Duration NAME_FREE = Duration.ofSeconds(90);

    private final SqsClient sqs;
    private final QueueSpec spec;
    private final Set<ResourceId> dependsOn;
    private final RedriveSources redriveSources;

    public QueueResource(SqsClient sqs, QueueSpec spec, Set<ResourceId> dependsOn) {
        this.sqs = sqs;
        this.spec = spec;
        this.dependsOn = Set.copyOf(dependsOn);
        this.redriveSources = new RedriveSources(sqs, spec);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.QUEUE, spec.name());
    }

    @Override
    public Set<ResourceId> dependsOn() {
        return dependsOn;
    }

    @Override
    public Observation observe() {
        try {
            String url = url();
            Map<QueueAttributeName, String> now = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            Optional<Map<String, String>> tags = Answers.ifSupported(
                    () -> sqs.listQueueTags(request -> request.queueUrl(url)).tags());
            Comparison comparison = compare(now, redriveSources.includeExisting(url, now));
            return Observation.present(spec.arn(), Comparison.ownership(tags), comparison.tags(tags, Map.of()));
        } catch (QueueDoesNotExistException e) {
            return Observation.missing(compare(Map.of(), spec.documents()).newTags(StackTags.created()));
        }
    }

    private Comparison compare(Map<QueueAttributeName, String> now, Map<QueueAttributeName, JsonNode> documents) {
        Comparison comparison = new Comparison();
        spec.values().forEach((attribute, wanted) -> {
            if (!strongerEncryption(attribute, now)) {
                comparison.value(attribute.toString(), now.get(attribute), wanted);
            }
        });
        documents.forEach((attribute, wanted) -> comparison.document(attribute.toString(), now.get(attribute), wanted));
        return comparison;
    }

    /** A customer's own KMS key excludes SQS's and is more than was asked for. */
    private static boolean strongerEncryption(QueueAttributeName attribute, Map<QueueAttributeName, String> now) {
        return attribute == QueueAttributeName.SQS_MANAGED_SSE_ENABLED
                && !now.getOrDefault(QueueAttributeName.KMS_MASTER_KEY_ID, "").isEmpty();
    }

    @Override
    public void create(Waits waits) {
        Map<QueueAttributeName, String> attributes = new LinkedHashMap<>(spec.values());
        spec.documents().forEach((attribute, document) -> {
            if (!document.isNull()) {
                attributes.put(attribute, JsonTrees.text(document));
            }
        });
        try {
            waits.retry(
                    "SQS to let the name be used again, or to see the dead-letter queue",
                    NAME_FREE,
                    QueueResource::passes,
                    () -> sqs.createQueue(request -> request.queueName(spec.name())
                            .attributes(attributes)
                            .tags(StackTags.created())));
        } catch (QueueNameExistsException e) { // somebody was quicker, with other attributes
            update(observe(), waits);
        }
    }

    private static boolean passes(AwsServiceException failure) {
        return failure instanceof QueueDeletedRecentlyException
                || Answers.says(failure, "Dead letter target does not exist");
    }

    @Override
    public void update(Observation seen, Waits waits) {
        String url = url();
        Map<QueueAttributeName, String> attributes = new LinkedHashMap<>();
        for (PropertyDiff diff : seen.diffs()) {
            QueueAttributeName attribute = QueueAttributeName.fromValue(diff.property());
            if (attribute != QueueAttributeName.UNKNOWN_TO_SDK_VERSION) {
                attributes.put(attribute, diff.wanted() == null ? "" : diff.wanted()); // empty removes a document
            }
        }
        if (!attributes.isEmpty()) {
            waits.retry(
                    "SQS to see the dead-letter queue",
                    NAME_FREE,
                    QueueResource::passes,
                    () -> sqs.setQueueAttributes(
                            request -> request.queueUrl(url).attributes(attributes)));
        }
        Map<String, String> tags = Comparison.tagsToSet(seen);
        if (!tags.isEmpty()) {
            sqs.tagQueue(request -> request.queueUrl(url).tags(tags));
        }
    }

    private String url() {
        return sqs.getQueueUrl(request -> request.queueName(spec.name())).queueUrl();
    }
}
