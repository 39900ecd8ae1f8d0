package io.orderflow.infra.client;

import io.orderflow.infra.stack.Endpoints;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * What every client of one target shares: region, credentials, endpoint, retries and time limits.
 *
 * @param region the region in use
 * @param credentials closed with the clients where it can be
 * @param endpoint the server in place of AWS; null for AWS itself (or AWS_ENDPOINT_URL, which the SDK reads)
 * @param profile the profile named by the user; null leaves it to AWS_PROFILE
 * @param awsItself true where the variables that name another server are passed over
 * @param isolated true when nothing of the machine's AWS settings may be read
 * @param proxy the machine's, never for loopback; none where isolated
 */
record ClientSettings(
        Region region,
        AwsCredentialsProvider credentials,
        @Nullable URI endpoint,
        @Nullable String profile,
        boolean awsItself,
        boolean isolated,
        ProxyConfiguration proxy) {

    /** Of a call with its retries, so that a service that is silent is told within it; uploads have limits of their own. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(15);
    /** An upload's: the service may work on what it got before it answers. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Of services on the way to credentials; without any of them the chain itself gives up sooner. */
    private static final Duration CREDENTIALS_LIMIT = Duration.ofSeconds(10);

    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_ATTEMPTS = 4;
    /** The SDK's own default; given, so that it is not looked up. */
    private static final int LEAST_COMPRESSION = 10_240;

    static ClientSettings of(AwsTarget target) {
        if (target instanceof AwsTarget.Embedded embedded) {
            return new ClientSettings(
                    Region.of(embedded.region()),
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(embedded.accessKeyId(), embedded.secretAccessKey())),
                    embedded.endpoint(),
                    null,
                    false,
                    true,
                    Proxies.none());
        }
        if (target instanceof AwsTarget.Endpoint endpoint) {
            return ofChains(target, endpoint.url(), endpoint.profile(), endpoint.region(), false);
        }
        AwsTarget.Cloud cloud = (AwsTarget.Cloud) target;
        return ofChains(target, null, cloud.profile(), cloud.region(), cloud.fixed() && AwsItself.isInTheWay());
    }

    private static ClientSettings ofChains(
            AwsTarget target,
            @Nullable URI named,
            @Nullable String profile,
            @Nullable String region,
            boolean variablesPassedOver) {
        MachineProfiles profiles = MachineProfiles.read(target, profile);
        profiles.mustBeThere();
        URI endpoint = variablesPassedOver ? ofProfile(profiles).orElse(named) : named;
        boolean awsItself = variablesPassedOver && endpoint == null;
        Region chosen = region != null ? Region.of(region) : RegionLookup.of(profiles);
        // A profile that the user names beats credentials in the environment, as in the AWS CLI.
        AwsCredentialsProvider credentials = profile != null
                ? ProfileCredentialsProvider.create(profile)
                : DefaultCredentialsProvider.builder().build();
        return new ClientSettings(
                chosen,
                new ExplainedCredentials(credentials, profiles, CREDENTIALS_LIMIT),
                endpoint,
                profile,
                awsItself,
                false,
                Proxies.of(target, System.getenv(), awsItself || encrypted(endpoint, profiles)));
    }

    /** Whether calls are: to AWS itself always, to another server as the target, the environment or the profile says. */
    private static boolean encrypted(@Nullable URI endpoint, MachineProfiles profiles) {
        return Optional.ofNullable(endpoint)
                .or(() -> Stream.of(System.getProperty("aws.endpointUrl"), System.getenv("AWS_ENDPOINT_URL"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(URI::create)
                        .or(() -> ofProfile(profiles)))
                .map(Endpoints::isHttps)
                .orElse(true);
    }

    /** The server that the profile names in place of AWS. */
    private static Optional<URI> ofProfile(MachineProfiles profiles) {
        return profiles.profile(profiles.name())
                .flatMap(it -> it.property("endpoint_url"))
                .map(URI::create);
    }

    /** The one connection pool of all clients. */
    SdkHttpClient httpClient() {
        return Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SILENCE)
                .proxyConfiguration(proxy)
                .build();
    }

    /** Applies everything shared to one service's builder. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B apply(
            B builder, SdkHttpClient http, List<ExecutionInterceptor> interceptors) {
        builder.region(region).credentialsProvider(credentials).httpClient(http);
        builder.overrideConfiguration(override(interceptors));
        Optional.ofNullable(endpoint).ifPresent(builder::endpointOverride);
        if (awsItself) {
            AwsItself.called(builder);
        }
        if (isolated) { // each of these would else be looked up in the environment and in ~/.aws
            builder.defaultsMode(DefaultsMode.STANDARD).dualstackEnabled(false).fipsEnabled(false);
        }
        return builder;
    }

    private ClientOverrideConfiguration override(List<ExecutionInterceptor> interceptors) {
        ClientOverrideConfiguration.Builder override = ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(MAX_ATTEMPTS)
                        .build());
        override.addExecutionInterceptor(new RouteNote(proxy));
        interceptors.forEach(override::addExecutionInterceptor);
        if (isolated) {
            Supplier<ProfileFile> none = () -> ProfileFile.aggregator().build();
            override.defaultProfileFileSupplier(none).defaultProfileName("default");
            override.compressionConfiguration(
                    it -> it.requestCompressionEnabled(false).minimumCompressionThresholdInBytes(LEAST_COMPRESSION));
        } else if (profile != null) {
            override.defaultProfileName(profile);
        }
        return override.build();
    }
}
