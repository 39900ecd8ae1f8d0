package io.orderflow.infra.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.QueueSpec;
import io.orderflow.infra.stack.StackTags;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** An SQS queue. */
public final class QueueResource extends BaseResource {
    /** A deleted queue's name is free again after 60 s. */
    private static final Duration NAME_FREE = Duration.ofSeconds(90);

    private final SqsClient sqs;
    private final QueueSpec spec;
    private final RedriveSources redriveSources;

    public QueueResource(SqsClient sqs, QueueSpec spec, Set<ResourceId> dependsOn) {
        super(ResourceKind.QUEUE, spec.name(), dependsOn, QueueNameExistsException.class); // with other attributes
        this.sqs = sqs;
        this.spec = spec;
        this.redriveSources = new RedriveSources(sqs, spec);
    }

    @Override
    public Observation observe() {
        try {
            String url = url();
            Map<QueueAttributeName, String> now = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            Comparison comparison = compare(now, redriveSources.includeExisting(url, now), it -> lacks(url, it));
            if (spec.moveTasks() && !hasMoveTasks()) {
                comparison.unsupported("message move tasks");
            }
            return Observation.tagged(spec.arn(), comparison, Answers.ifSupported(() -> sqs.listQueueTags(
                            request -> request.queueUrl(url))
                    .tags()));
        } catch (QueueDoesNotExistException e) {
            return Observation.missing(
                    compare(Map.of(), spec.documents(), it -> false).newTags(StackTags.created()));
        }
    }

    private Comparison compare(
            Map<QueueAttributeName, String> now,
            Map<QueueAttributeName, JsonNode> documents,
            Predicate<QueueAttributeName> lacked) {
        Comparison comparison = new Comparison();
        spec.values().forEach((attribute, wanted) -> {
            if (strongerEncryption(attribute, now) || takesMore(attribute, now, wanted)) {
                return;
            }
            if (now.get(attribute) == null && lacked.test(attribute)) {
                comparison.unsupported(attribute.toString());
            } else {
                comparison.value(attribute.toString(), now.get(attribute), wanted);
            }
        });
        documents.forEach((attribute, wanted) -> {
            if (now.get(attribute) == null && !wanted.isNull() && lacked.test(attribute)) {
                comparison.unsupported(attribute.toString());
            } else {
                comparison.document(attribute.toString(), now.get(attribute), wanted);
            }
        });
        return comparison;
    }

    /** True where the endpoint says that it does not know the attribute: asking for it changes nothing. */
    private boolean lacks(String url, QueueAttributeName attribute) {
        try {
            sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(attribute));
            return false;
        } catch (SqsException e) {
            if (Answers.refusesProperty(e)) {
                return true;
            }
            throw e;
        }
    }

    /** Every answer but "no such operation" proves that there is one: AWS refuses a queue that nothing redrives to. */
    private boolean hasMoveTasks() {
        try {
            sqs.listMessageMoveTasks(request -> request.sourceArn(spec.arn()));
            return true;
        } catch (SqsException e) {
            return !AwsFaults.isUnsupported(e);
        }
    }

    /** A customer's own KMS key excludes SQS's and is more than was asked for. */
    private static boolean strongerEncryption(QueueAttributeName attribute, Map<QueueAttributeName, String> now) {
        return attribute == QueueAttributeName.SQS_MANAGED_SSE_ENABLED
                && !now.getOrDefault(QueueAttributeName.KMS_MASTER_KEY_ID, "").isEmpty();
    }

    private static boolean takesMore(QueueAttributeName attribute, Map<QueueAttributeName, String> now, String wanted) {
        return attribute == QueueAttributeName.MAXIMUM_MESSAGE_SIZE
                && Long.parseLong(now.getOrDefault(attribute, "0")) >= Long.parseLong(wanted);
    }

    @Override
    void make(Waits waits) {
        Map<QueueAttributeName, String> attributes = new LinkedHashMap<>(spec.values());
        spec.documents().forEach((attribute, document) -> {
            if (!document.isNull()) {
                attributes.put(attribute, JsonTrees.text(document));
            }
        });
        try {
            create(attributes, waits);
        } catch (SqsException e) {
            if (!Answers.refusesProperty(e)) {
                throw e;
            }
            create(Map.of(), waits); // the endpoint lacks one of the attributes: the rest one by one
            awaitPresent(waits);
            setOneByOne(url(), attributes, waits);
        }
    }

    private void create(Map<QueueAttributeName, String> attributes, Waits waits) {
        Answers.tagged(
                waits,
                tags -> waits.retry(
                        "SQS to let the name be used again, or to see the dead-letter queue",
                        NAME_FREE,
                        QueueResource::passes,
                        () -> sqs.createQueue(request -> request.queueName(spec.name())
                                .attributes(attributes)
                                .tags(Answers.orNone(tags)))));
    }

    private static boolean passes(AwsServiceException failure) {
        return failure instanceof QueueDeletedRecentlyException
                || Answers.says(failure, "Dead letter target does not exist");
    }

    @Override
    public void update(Observation seen, Waits waits) {
        String url = url();
        Map<QueueAttributeName, String> attributes = new LinkedHashMap<>();
        for (PropertyDiff diff : seen.settings()) { // an empty value removes a document
            attributes.put(QueueAttributeName.fromValue(diff.name()), diff.wanted() == null ? "" : diff.wanted());
        }
        if (!attributes.isEmpty()) {
            try {
                set(url, attributes, waits);
            } catch (SqsException e) {
                if (!Answers.refusesProperty(e)) {
                    throw e;
                }
                setOneByOne(url, attributes, waits);
            }
        }
        setTags(
                seen,
                waits,
                tags -> sqs.tagQueue(request -> request.queueUrl(url).tags(tags)));
    }

    private void set(String url, Map<QueueAttributeName, String> attributes, Waits waits) {
        waits.retry(
                "SQS to see the dead-letter queue",
                NAME_FREE,
                QueueResource::passes,
                () -> sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes)));
    }

    /** What the endpoint refuses by name is noted, everything else is set. */
    private void setOneByOne(String url, Map<QueueAttributeName, String> attributes, Waits waits) {
        attributes.forEach((attribute, value) ->
                Answers.setIfSupported(attribute.toString(), waits, () -> set(url, Map.of(attribute, value), waits)));
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        Answers.deleteIfThere(() -> {
            String url = url();
            sqs.deleteQueue(request -> request.queueUrl(url));
        });
        waits.until("the queue to be gone", NAME_FREE, this::isGone);
    }

    private boolean isGone() {
        return Answers.ifThere(QueueDoesNotExistException.class, this::url).isEmpty();
    }

    @Override
    public Optional<String> contents() {
        String url = url();
        Map<QueueAttributeName, String> now = sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        long messages = now.values().stream().mapToLong(Long::parseLong).sum();
        return messages == 0 ? Optional.empty() : Optional.of("about " + messages + " messages");
    }

    private String url() {
        return sqs.getQueueUrl(request -> request.queueName(spec.name())).queueUrl();
    }
}
