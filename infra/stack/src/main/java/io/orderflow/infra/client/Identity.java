package io.orderflow.infra.client;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who calls, and where.
 *
 * @param account twelve digits
 * @param arn of the caller
 * @param region the region of the clients
 */
public record Identity(String account, String arn, String region) {
    /** The first call of all: an endpoint that accepts and never answers is told at once, not after every other limit. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(10);

    public Identity {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("account must be twelve digits, not '" + account + "'");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be blank");
        }
    }

    /**
     * Asks STS. Needs no permission. Ends within 15 s of the credentials.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException without credentials or a reachable endpoint
     */
    public static Identity of(AwsClients clients) {
        GetCallerIdentityResponse caller = clients.sts()
                .getCallerIdentity(request -> request.overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(ATTEMPT_LIMIT).apiCallTimeout(LIMIT)));
        String account = caller.account();
        if (account == null || !account.matches("\\d{12}") || caller.arn() == null) {
            throw SdkClientException.create("there is no account in its answer, so it is no AWS; check --endpoint-url");
        }
        return new Identity(account, caller.arn(), clients.region());
    }

    /** {@code aws}, {@code aws-cn} or {@code aws-us-gov}: the second part of every ARN. */
    public String partition() {
        String[] parts = arn.split(":", 3);
        return parts.length == 3 && !parts[1].isEmpty() ? parts[1] : "aws";
    }
}
