package io.orderflow.operations.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A profile that this machine's AWS settings have.
 *
 * @param region empty where it names none
 * @param token of the sign-in to IAM Identity Center; null where none is known
 */
public record AwsProfile(String name, String region, Credentials credentials, @Nullable Token token) {

    /**
     * A sign-in that this machine remembers.
     *
     * @param until when it ends
     * @param renews whether it can be renewed then without signing in again, as long as IAM Identity Center allows
     */
    public record Token(Instant until, boolean renews) {}

    /** One of which no sign-in is known. */
    public AwsProfile(String name, String region, Credentials credentials) {
        this(name, region, credentials, null);
    }

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
