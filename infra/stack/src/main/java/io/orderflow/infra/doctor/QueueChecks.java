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
                findings.accept(new Finding(
                        Severity.ERROR,
                        FindingCode.OPEN_POLICY,
                        id(name),
                        "its policy lets everybody in, on no condition",
                        "anybody with an AWS account can send orders, or read and delete them",
                        "run setup apply, which puts the policy back that lets only OrderTopic send"));
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
                    Severity.WARNING,
                    FindingCode.UNDELIVERED_ORDERS,
                    id,
                    "orders that SNS could not deliver to OrderQueue are in it: about " + held,
                    "they are not stored, and expire 14 days after they came; SNS keeps no reason with them",
                    "look at what else is found here, OrderQueue's policy above all; then publish them again"));
        }
    }

    /** SNS never tries again what a queue's policy refuses. */
    private void topic(Map<QueueAttributeName, String> now, Consumer<Finding> findings) {
        if (TopicAccess.refused(now.get(QueueAttributeName.POLICY), spec.topic().arn())) {
            findings.accept(new Finding(
                    Severity.ERROR,
                    FindingCode.TOPIC_REFUSED,
                    id(spec.names().queue()),
                    "its policy does not let " + spec.topic().name() + " send to it",
                    "no order arrives: SNS puts each into OrderUndelivered at once, or drops it where that is not there",
                    "run setup apply, which puts the policy back"));
        }
    }

    private void redrive(Map<QueueAttributeName, String> now, Consumer<Finding> findings) {
        ResourceId id = id(spec.names().queue());
        JsonNode policy = JsonTrees.parse(now.get(QueueAttributeName.REDRIVE_POLICY));
        if (!policy.has("deadLetterTargetArn")) {
            findings.accept(new Finding(
                    Severity.ERROR,
                    FindingCode.NO_DEAD_LETTER_QUEUE,
                    id,
                    "it has no dead-letter queue",
                    "an order that cannot be stored is tried until it expires, and is then lost",
                    "run setup apply, which sets the redrive policy"));
            return;
        }
        int count = policy.path("maxReceiveCount").asInt();
        if (count < ADVISED_RECEIVE_COUNT) {
            findings.accept(
                    new Finding(
                            Severity.INFO,
                            FindingCode.RECEIVE_COUNT,
                            id,
                            "maxReceiveCount is " + count + ", AWS advises " + ADVISED_RECEIVE_COUNT + " or more",
                            "a throttled function burns receives, so that good orders may end in OrderDLQ",
                            "nothing where it is 3, as specified: redrive such orders, and keep the function's concurrency free"));
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
                    "VisibilityTimeout is " + seconds + " s, less than "
                            + (broken ? "" : StackOptions.ADVISED_VISIBILITY_FACTOR + " × ")
                            + "the function's timeout of "
                            + timeout.get() + " s",
                    "an order may be received again while it is still worked on, which burns its receives",
                    "run setup apply, or set it to " + advised + " s"));
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
            findings.accept(new Finding(
                    Severity.WARNING,
                    FindingCode.RETENTION,
                    id,
                    "MessageRetentionPeriod is " + kept + " s, not more than OrderQueue's " + source + " s",
                    "a dead letter keeps its first time: it may expire soon after it comes, unseen",
                    "run setup apply, or set it to 1209600 s (14 days)"));
        }
        if (JsonTrees.parse(now.get(QueueAttributeName.REDRIVE_POLICY)).has("deadLetterTargetArn")) {
            findings.accept(new Finding(
                    Severity.WARNING,
                    FindingCode.DEAD_LETTERS_MOVE_ON,
                    id,
                    "it has a redrive policy of its own",
                    "looking into it moves dead letters on to another queue",
                    "run setup apply, which takes the policy away"));
        }
    }
}
