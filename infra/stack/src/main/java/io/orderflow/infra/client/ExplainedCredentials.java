package io.orderflow.infra.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials whose failure is one line that helps. Until they came once, a look-up that hangs is given up: a service on
 * the way may be silent. A credential_process is waited for, since it may ask the user for something. Thread-safe.
 */
final class ExplainedCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private final AwsCredentialsProvider provider;
    private final MachineProfiles profiles;
    private final Duration limit;
    private volatile boolean came;

    ExplainedCredentials(AwsCredentialsProvider provider, MachineProfiles profiles, Duration limit) {
        this.provider = provider;
        this.profiles = profiles;
        this.limit = limit;
    }

    /**
     * @throws SettingsException one line, where this machine's settings are why there are none
     * @throws software.amazon.awssdk.core.exception.SdkException as it comes, where a service or the network is
     */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            AwsCredentials credentials = came || asksTheUser() ? provider.resolveCredentials() : bounded();
            came = true;
            return credentials;
        } catch (RuntimeException e) {
            Optional<AwsFault> fault =
                    e instanceof SettingsException ? Optional.empty() : CredentialFaults.explain(profiles, e);
            throw fault.<RuntimeException>map(it -> new SettingsException(it, e))
                    .orElse(e);
        }
    }

    private boolean asksTheUser() {
        return profiles.all().profiles().values().stream()
                .anyMatch(it -> it.property("credential_process").isPresent());
    }

    private AwsCredentials bounded() {
        CompletableFuture<AwsCredentials> answer = CompletableFuture.supplyAsync(provider::resolveCredentials);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new SettingsException(
                    AwsFault.of(AwsFaultCode.CREDENTIALS_TOO_SLOW, profiles.where(), limit.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
    }

    @Override
    public void close() {
        IoUtils.closeIfCloseable(provider, null);
    }
}
