package io.orderflow.operations.deadletter.redrive;

/**
 * Who did it.
 *
 * @param caller the AWS caller's ARN; empty where it is not known
 * @param user of the operating system
 */
public record Actor(String caller, String user, String host) {

    /** As it stands in a queue's mark. */
    public String userAtHost() {
        return user + "@" + host;
    }
}
