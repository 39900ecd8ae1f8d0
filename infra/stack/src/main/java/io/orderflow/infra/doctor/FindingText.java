package io.orderflow.infra.doctor;

import io.orderflow.infra.stack.PlainLine;
import java.util.List;

/** What is found in plain English: as it is, what comes of it, and what to do; the three share their parameters. */
public enum FindingText {
    UNREADABLE("it cannot be examined", "{0}", "see what the message asks for, and examine again"),
    MISSING("it is not there", "orders do not get through, or are not watched", "run setup apply, which makes it"),
    NO_CONCURRENCY(
            "its reserved concurrency is 0",
            "it never runs: orders wait in OrderQueue until they expire",
            "aws lambda delete-function-concurrency --function-name {0}"),
    FUNCTION_CANNOT_RUN(
            "it cannot run: {0}", "orders are not stored, or by old code", "mend what is named and run setup apply"),
    FUNCTION_NOT_UPDATED(
            "its last update failed: {0}",
            "orders are not stored, or by old code", "mend what is named and run setup apply"),
    FUNCTION_PUT_AWAY(
            "it was not used for so long that Lambda put it away",
            "orders are not stored, or by old code",
            "mend what is named and run setup apply"),
    SECOND_MAPPING(
            "{0} mappings poll OrderQueue: {1}",
            "each order goes to only one of them, and limits of concurrency add up",
            "delete those that do not lead to {2}"),
    MAPPING_DISABLED(
            "it is disabled", "orders wait in OrderQueue until they expire", "run setup apply, which enables it"),
    LITTLE_CONCURRENCY_UNLIMITED(
            "its reserved concurrency of {0} is less than the mapping's (no limit)",
            "each throttle costs a message one of its receives",
            "reserve at least as much, or lower MaximumConcurrency"),
    LITTLE_CONCURRENCY(
            "its reserved concurrency of {0} is less than the mapping's MaximumConcurrency of {1}",
            "each throttle costs a message one of its receives",
            "reserve at least as much, or lower MaximumConcurrency"),
    FUNCTION_ERRORS(
            "it failed in the last {0} min: {1}",
            "orders are tried again, and go to OrderDLQ after {2} receives",
            "mend what the line names, then redrive OrderDLQ; all lines: aws logs tail {3}"),
    OPEN_QUEUE(
            "its policy lets everybody in, on no condition",
            "anybody with an AWS account can send orders, or read and delete them",
            "run setup apply, which puts the policy back that lets only OrderTopic send"),
    UNDELIVERED_ORDERS(
            "orders that SNS could not deliver to OrderQueue are in it: about {0}",
            "they are not stored, and expire 14 days after they came; SNS keeps no reason with them",
            "look at what else is found here, OrderQueue's policy above all; then publish them again"),
    TOPIC_REFUSED(
            "its policy does not let {0} send to it",
            "no order arrives: SNS puts each into OrderUndelivered at once, or drops it where that is not there",
            "run setup apply, which puts the policy back"),
    NO_DEAD_LETTER_QUEUE(
            "it has no dead-letter queue",
            "an order that cannot be stored is tried until it expires, and is then lost",
            "run setup apply, which sets the redrive policy"),
    RECEIVE_COUNT(
            "maxReceiveCount is {0}, AWS advises {1} or more",
            "a throttled function burns receives, so that good orders may end in OrderDLQ",
            "nothing where it is 3, as specified: redrive such orders, and keep the function's concurrency free"),
    VISIBILITY_BELOW_TIMEOUT(
            "VisibilityTimeout is {0} s, less than the function's timeout of {1} s",
            "an order may be received again while it is still worked on, which burns its receives",
            "run setup apply, or set it to {2} s"),
    VISIBILITY(
            "VisibilityTimeout is {0} s, less than {3} × the function's timeout of {1} s",
            "an order may be received again while it is still worked on, which burns its receives",
            "run setup apply, or set it to {2} s"),
    RETENTION(
            "MessageRetentionPeriod is {0} s, not more than OrderQueue's {1} s",
            "a dead letter keeps its first time: it may expire soon after it comes, unseen",
            "run setup apply, or set it to 1209600 s (14 days)"),
    DEAD_LETTERS_MOVE_ON(
            "it has a redrive policy of its own",
            "looking into it moves dead letters on to another queue",
            "run setup apply, which takes the policy away"),
    EXTRA_PERMISSIONS(
            "it has more policies than its own: {0}",
            "whatever runs as the function may do what they allow, needed or not",
            "detach them (aws iam detach-role-policy, delete-role-policy), unless you know why they are there"),
    DELETION_PROTECTION(
            "it is not protected against deletion",
            "one wrong call deletes every order",
            "run setup apply, which protects it"),
    POINT_IN_TIME_RECOVERY(
            "point-in-time recovery is off",
            "what is overwritten or deleted by mistake cannot be brought back",
            "run setup apply, which switches it on"),
    OPEN_TOPIC(
            "its policy lets everybody in, on no condition",
            "anybody with an AWS account can publish orders, or subscribe and read them",
            "give it a policy that names your account only"),
    LARGE_MESSAGES(
            "it takes messages of up to {0} bytes",
            "e-mail and HTTP(S) subscribers cannot be added to it, and the consumer refuses orders above 256 KiB",
            "set its MaximumMessageSize to {1} if you need them"),
    EXTRA_SUBSCRIBER(
            "{0} {1} is subscribed too",
            "it gets every order, with who ordered what", "if nobody knows why: setup subscribers remove {1}"),
    EXTRA_SUBSCRIBER_PENDING(
            "{0} {1} is subscribed too, and not confirmed",
            "it gets every order, with who ordered what", "if nobody knows why: setup subscribers remove {1}"),
    EXTRA_SUBSCRIBER_FILTERED(
            "{0} {1} is subscribed too",
            "it gets the orders that its filter lets through, with who ordered what",
            "if nobody knows why: setup subscribers remove {1}"),
    EXTRA_SUBSCRIBER_FILTERED_PENDING(
            "{0} {1} is subscribed too, and not confirmed",
            "it gets the orders that its filter lets through, with who ordered what",
            "if nobody knows why: setup subscribers remove {1}"),
    RAW_DELIVERY(
            "orders are delivered raw, without SNS's envelope",
            "an order with more than 10 message attributes is dropped, and SNS's times and ids are lost",
            "run setup apply; the consumer reads both forms"),
    NO_UNDELIVERED_QUEUE(
            "it has no redrive policy",
            "SNS never retries client errors: orders that OrderQueue's policy refuses are lost",
            "run setup apply, which sends them to OrderUndelivered");

    private final String what;
    private final String why;
    private final String fix;

    FindingText(String what, String why, String fix) {
        this.what = what;
        this.why = why;
        this.fix = fix;
    }

    String what(List<String> parameters) {
        return PlainLine.with(what, parameters);
    }

    String why(List<String> parameters) {
        return PlainLine.with(why, parameters);
    }

    String fix(List<String> parameters) {
        return PlainLine.with(fix, parameters);
    }
}
