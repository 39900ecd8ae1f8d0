package io.orderflow.infra.client;

import io.orderflow.infra.stack.Identity;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Asks a target who calls it, and where. */
public final class CallerIdentity {
    /** The first call of all: an endpoint that accepts and never answers is told at once, not after every other limit. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(10);

    private CallerIdentity() {}

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
}
