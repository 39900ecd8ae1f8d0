package io.orderflow.infra.apply;

import io.orderflow.infra.stack.PlainLine;
import java.util.List;

/** What the engine refuses by itself, without a failed call, each with its line in plain English. */
public enum SetupCode {
    /** {0} is the resource, {1} why it would have to be replaced. */
    NOT_DELETED_UNASKED("{0}: {1}, and it is not deleted unasked; delete it yourself or choose another --prefix."),
    NOT_OF_THIS_STACK("{0}: not part of this stack; plan again."),
    /** {0} is the account and {1} the region that the plan was made for. */
    OTHER_PLACE("The plan was made for account {0} in {1}, not for this one; plan again."),
    /** {0} is the line of the first failure, {1} the other resources. */
    SEVERAL("{0} Neither was it possible for: {1}."),
    /** From here on {0} is the topic and {1} the subscriber's endpoint or ARN. */
    SUBSCRIBER_OF_THE_STACK("{0}: {1} is part of the stack; setup apply keeps it."),
    SUBSCRIBER_LARGE_MESSAGES(
            "{0}: {1} cannot be subscribed: the topic takes messages of up to {2} bytes, and above {3} SNS has no"
                    + " e-mail and HTTP(S) subscribers; set its MaximumMessageSize to {3} first."),
    SUBSCRIBER_NOT_LISTED_YET("{0}: {1} was accepted, and SNS does not list it yet; list again in a moment."),
    SUBSCRIBER_UNKNOWN("{0}: {1} is not subscribed; list shows who is."),
    SUBSCRIBER_FEEDS_THE_CONSUMER(
            "{0}: {1} feeds the consumer and is part of the stack; setup destroy takes that away."),
    SUBSCRIBER_NOT_CONFIRMED("{0}: {1} is not confirmed yet; SNS forgets it by itself after 48 hours.");

    private final String line;

    SetupCode(String line) {
        this.line = line;
    }

    /** The line with its parameters in place. */
    public String line(List<String> parameters) {
        return PlainLine.with(line, parameters);
    }

    /** How many parameters the line takes. */
    public int parameters() {
        return PlainLine.parameters(line);
    }
}
