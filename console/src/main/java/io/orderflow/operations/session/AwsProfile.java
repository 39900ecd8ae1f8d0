package io.orderflow.operations.session;

/**
 * A profile that this machine's AWS settings have.
 *
 * @param region empty where it names none
 */
public record AwsProfile(String name, String region, Credentials credentials) {

    /** Where its credentials come from. */
    public enum Credentials {
        /** IAM Identity Center: {@code aws sso login}. */
        SSO,
        /** {@code aws login}. */
        LOGIN,
        /** A role that another profile, the machine or a token takes on. */
        ROLE,
        /** A program that hands them out. */
        PROCESS,
        /** A key in the file. */
        KEY,
        /** Not in the files; perhaps in the environment. */
        ELSEWHERE
    }
}
