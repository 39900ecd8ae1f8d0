package io.orderflow.infra.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackSpec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** OrderQueue and the queues of what went wrong. */
final class QueueChecks {
    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Lambda's advice</a>. */
    private static final int ADVISED_RECEIVE_COUNT = 5;

    private final SqsClient sqs;
    private final LambdaClient lambda;
    private final StackSpec spec;

    QueueChecks(SqsClient sqs, LambdaClient lambda, StackSpec spec) {
        this.sqs = sqs;
        this.lambda = lambda;
        this.spec = spec;
    }

    static ResourceId id(String queue) {
        return new ResourceId(ResourceKind.QUEUE, queue);
    }

    void run(Consumer<Finding> findings) {
        Optional<Map<QueueAttributeName, String>> queue =
                attributes(spec.names().queue(), findings);
        Optional<Map<QueueAttributeName, String>> dead = attributes(spec.names().deadLetterQueue(), findings);
        spec.undelivered().ifPresent(it -> attributes(it.name(), findings)
                .ifPresent(now -> undelivered(id(it.name()), now, findings)));
        queue.ifPresent(now -> {
            topic(now, findings);
            redrive(now, findings);
            visibility(now, findings);
        });
        dead.ifPresent(now -> deadLetters(now, queue, findings));
    }

    private Optional<Map<QueueAttributeName, String>> attributes(String name, Consumer<Finding> findings) {
        try {
            String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            Map<QueueAttributeName, String> now = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            if (OpenPolicies.isOpen(now.get(QueueAttributeName.POLICY))) {
                findings.accept(new Finding(Severity.ERROR, FindingCode.OPEN_POLICY, id(name), FindingText.OPEN_QUEUE));
            }
            return Optional.of(now);
        } catch (QueueDoesNotExistException e) {
            findings.accept(Doctor.missing(id(name)));
            return Optional.empty();
        }
    }

    /** SNS keeps no reason with what it could not deliver: nothing in the queue tells it. */
    private static void undelivered(ResourceId id, Map<QueueAttributeName, String> now, Consumer<Finding> findings) {
        String held = now.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0");
        if (!held.equals("0")) {
            findings.accept(new Finding(
                    Severity.WARNING, FindingCode.UNDELIVERED_ORDERS, id, FindingText.UNDELIVERED_ORDERS, held));
        }
    }

    /** SNS never tries again what a queue's policy refuses. */
    private void topic(Map<QueueAttributeName, String> now, Consumer<Finding> findings) {
        if (TopicAccess.refused(now.get(QueueAttributeName.POLICY), spec.topic().arn())) {
            findings.accept(new Finding(
                    Severity.ERROR,
                    FindingCode.TOPIC_REFUSED,
                    id(spec.names().queue()),
                    FindingText.TOPIC_REFUSED,
                    spec.topic().name()));
        }
    }

    private void redrive(Map<QueueAttributeName, String> now, Consumer<Finding> findings) {
        ResourceId id = id(spec.names().queue());
        JsonNode policy = JsonTrees.parse(now.get(QueueAttributeName.REDRIVE_POLICY));
        if (!policy.has("deadLetterTargetArn")) {
            findings.accept(new Finding(
                    Severity.ERROR, FindingCode.NO_DEAD_LETTER_QUEUE, id, FindingText.NO_DEAD_LETTER_QUEUE));
            return;
        }
        int count = policy.path("maxReceiveCount").asInt();
        if (count < ADVISED_RECEIVE_COUNT) {
            findings.accept(new Finding(
                    Severity.INFO,
                    FindingCode.RECEIVE_COUNT,
                    id,
                    FindingText.RECEIVE_COUNT,
                    count,
                    ADVISED_RECEIVE_COUNT));
        }
    }

    private void visibility(Map<QueueAttributeName, String> now, Consumer<Finding> findings) {
        Optional<Integer> timeout = functionTimeout();
        String visibility = now.get(QueueAttributeName.VISIBILITY_TIMEOUT);
        if (timeout.isEmpty() || visibility == null) {
            return;
        }
        long seconds = Long.parseLong(visibility);
        long advised = (long) timeout.get() * StackOptions.ADVISED_VISIBILITY_FACTOR;
        if (seconds < advised) {
            boolean broken = seconds < timeout.get();
            findings.accept(new Finding(
                    broken ? Severity.ERROR : Severity.WARNING,
                    FindingCode.VISIBILITY,
                    id(spec.names().queue()),
                    broken ? FindingText.VISIBILITY_BELOW_TIMEOUT : FindingText.VISIBILITY,
                    seconds,
                    timeout.get(),
                    advised,
                    StackOptions.ADVISED_VISIBILITY_FACTOR));
        }
    }

    private Optional<Integer> functionTimeout() {
        try {
            return Optional.of(lambda.getFunctionConfiguration(
                            request -> request.functionName(spec.names().function()))
                    .timeout());
        } catch (ResourceNotFoundException e) {
            return Optional.empty(); // the function's own check says so
        }
    }

    private void deadLetters(
            Map<QueueAttributeName, String> now,
            Optional<Map<QueueAttributeName, String>> queue,
            Consumer<Finding> findings) {
        ResourceId id = id(spec.names().deadLetterQueue());
        String kept = now.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD);
        String source = queue.map(it -> it.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD))
                .orElse(null);
        if (kept != null && source != null && Long.parseLong(kept) <= Long.parseLong(source)) {
            findings.accept(
                    new Finding(Severity.WARNING, FindingCode.RETENTION, id, FindingText.RETENTION, kept, source));
        }
        if (JsonTrees.parse(now.get(QueueAttributeName.REDRIVE_POLICY)).has("deadLetterTargetArn")) {
            findings.accept(new Finding(
                    Severity.WARNING, FindingCode.DEAD_LETTERS_MOVE_ON, id, FindingText.DEAD_LETTERS_MOVE_ON));
        }
    }
}
