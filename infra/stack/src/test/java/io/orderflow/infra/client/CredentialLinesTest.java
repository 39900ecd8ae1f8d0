package io.orderflow.infra.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told whose credentials do not do: one line, with the file, the profile and what to run. */
class CredentialLinesTest {
    private static final String CONFIG =
            """
            [profile sso]
            sso_start_url = https://example.awsapps.com/start
            sso_region = eu-west-1
            sso_account_id = 123456789012
            sso_role_name = Dev
            [sso-session corp]
            sso_start_url = https://corp.awsapps.com/start
            sso_region = eu-west-1
            [profile session]
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = Dev
            [profile lost]
            sso_session = nope
            sso_account_id = 123456789012
            sso_role_name = Dev
            [profile norole]
            sso_session = corp
            sso_account_id = 123456789012
            [profile login]
            login_session = arn:aws:iam::123456789012:user/ann
            region = eu-west-1
            [profile nowhere]
            login_session = arn:aws:iam::123456789012:user/ann
            [profile gone]
            credential_process = /no/such/command --password hush
            [profile fails]
            credential_process = sh -c "echo hush >&2; exit 3"
            [profile talks]
            credential_process = echo hush
            [profile empty-answer]
            credential_process = echo {}
            [profile assume]
            role_arn = arn:aws:iam::123456789012:role/x
            source_profile = nobody
            [profile assumes-sso]
            role_arn = arn:aws:iam::123456789012:role/x
            source_profile = session
            [profile alone]
            role_arn = arn:aws:iam::123456789012:role/x
            [profile web]
            role_arn = arn:aws:iam::123456789012:role/x
            web_identity_token_file = /no/such/token
            [profile from-env]
            role_arn = arn:aws:iam::123456789012:role/x
            credential_source = Environment
            [profile left]
            role_arn = arn:aws:iam::123456789012:role/x
            source_profile = right
            [profile right]
            role_arn = arn:aws:iam::123456789012:role/x
            source_profile = left
            [profile bare]
            output = json
            [profile keyed]
            aws_access_key_id = AKX
            aws_secret_access_key = hush
            """;
    private static final String CREDENTIALS =
            """
            [half]
            aws_access_key_id = AKHALF
            [otherhalf]
            aws_secret_access_key = hush
            """;

    @TempDir
    Path home;

    private Path config;
    private Path credentials;
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void settings() throws IOException {
        config = Files.writeString(home.resolve("config"), CONFIG);
        credentials = Files.writeString(home.resolve("credentials"), CREDENTIALS);
        settings.put("aws.configFile", config.toString());
        settings.put("aws.sharedCredentialsFile", credentials.toString());
        settings.put("aws.disableEc2Metadata", "true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch       | NO_SUCH_PROFILE     | no profile 'nosuch' in {config} or {credentials}; list them with aws configure list-profiles",
                "sso          | EXPIRED_CREDENTIALS | profile 'sso' in {config} is not signed in; run aws sso login --profile sso",
                "session      | EXPIRED_CREDENTIALS | profile 'session' in {config} is not signed in; run aws sso login --profile session",
                "lost         | NO_CREDENTIALS      | profile 'lost' in {config} names the sso-session 'nope', which is not in that file; run aws configure sso --profile lost",
                "norole       | NO_CREDENTIALS      | profile 'norole' in {config} has no sso_role_name; run aws configure sso --profile norole",
                "login        | EXPIRED_CREDENTIALS | profile 'login' in {config} is not signed in, or the sign-in has expired; run aws login --profile login",
                "nowhere      | REGION              | the sign-in of profile 'nowhere' in {config} needs a region there; run aws configure set region eu-west-1 --profile nowhere",
                "gone         | NO_CREDENTIALS      | the credential_process /no/such/command of profile 'gone' in {config} was not found; run it in a shell to see why, and correct it",
                "fails        | NO_CREDENTIALS      | the credential_process sh of profile 'fails' in {config} failed with exit code 3; run it in a shell to see why, and correct it",
                "talks        | NO_CREDENTIALS      | the credential_process echo of profile 'talks' in {config} gave no credentials in the JSON that AWS describes (Version 1, AccessKeyId, SecretAccessKey); run it in a shell to see why, and correct it",
                "empty-answer | NO_CREDENTIALS      | the credential_process echo of profile 'empty-answer' in {config} gave no credentials in the JSON that AWS describes (Version 1, AccessKeyId, SecretAccessKey); run it in a shell to see why, and correct it",
                "assume       | NO_SUCH_PROFILE     | profile 'assume' in {config} has a source_profile: no profile 'nobody' in {config} or {credentials}; list them with aws configure list-profiles",
                "assumes-sso  | EXPIRED_CREDENTIALS | profile 'assumes-sso' in {config} has a source_profile: profile 'session' in {config} is not signed in; run aws sso login --profile session",
                "alone        | NO_CREDENTIALS      | profile 'alone' in {config} has a role_arn and neither source_profile, credential_source nor web_identity_token_file; add one of them",
                "web          | NO_CREDENTIALS      | profile 'web' in {config} names the web_identity_token_file /no/such/token, which is not there or cannot be read; correct it",
                "from-env     | NO_CREDENTIALS      | profile 'from-env' in {config} takes its credentials from Environment (credential_source), and there are none; correct it, or name a source_profile",
                "half         | NO_CREDENTIALS      | profile 'half' in {credentials} has aws_access_key_id without aws_secret_access_key; run aws configure --profile half",
                "otherhalf    | NO_CREDENTIALS      | profile 'otherhalf' in {credentials} has aws_secret_access_key without aws_access_key_id; run aws configure --profile otherhalf",
                "bare         | NO_CREDENTIALS      | profile 'bare' in {config} has no credentials; run aws configure --profile bare",
            })
    void aNamedProfileThatGivesNone(String profile, AwsFault.Kind kind, String line) {
        AwsFault fault = fault(new AwsTarget.Cloud(profile, "eu-west-1"));

        assertThat(fault.message()).isEqualTo("AWS (profile " + profile + "): " + filled(line) + ".");
        assertThat(fault.kind()).isEqualTo(kind);
    }

    /** The line alone would be the same if the module that reads such sign-ins were not on the class path. */
    @Test
    void aSignInOfAwsLoginIsLookedForWhereTheCliKeepsIt() {
        SystemProperties.with(settings, () -> {
            try (AwsClients clients = AwsClients.open(new AwsTarget.Cloud("login", "eu-west-1"))) {
                assertThat(catchThrowable(() -> CallerIdentity.of(clients)))
                        .rootCause()
                        .hasMessageContaining("Token cache file")
                        .hasMessageNotContaining("class path");
            }
        });
    }

    @Test
    void profilesThatLeanOnEachOther() {
        assertThat(fault(new AwsTarget.Cloud("left", "eu-west-1")).message())
                .contains("take their credentials from each other; correct source_profile in " + config)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch | AWS (AWS_PROFILE=nosuch): no profile 'nosuch' in {config} or {credentials}; list them with aws configure list-profiles.",
                "sso    | AWS (AWS_PROFILE=sso): profile 'sso' in {config} is not signed in; run aws sso login --profile sso.",
                "login  | AWS (AWS_PROFILE=login): profile 'login' in {config} is not signed in, or the sign-in has expired; run aws login --profile login."
            })
    void aProfileOfTheEnvironment(String profile, String line) {
        settings.put("aws.profile", profile);

        assertThat(fault(new AwsTarget.Cloud(null, "eu-west-1")).message()).isEqualTo(filled(line));
    }

    @Test
    void halfAKeyPairInTheEnvironment() {
        settings.put("aws.accessKeyId", "AKHALF");

        assertThat(fault(new AwsTarget.Cloud(null, "eu-west-1")).message())
                .isEqualTo("AWS: AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY; set both, or neither to use a"
                        + " profile.");
    }

    @Test
    void aTokenFileOfTheEnvironmentThatIsNotThere() {
        settings.put("aws.webIdentityTokenFile", "/no/such/token");
        settings.put("aws.roleArn", "arn:aws:iam::123456789012:role/x");

        assertThat(fault(new AwsTarget.Cloud(null, "eu-west-1")).message())
                .startsWith("AWS: the file that AWS_WEB_IDENTITY_TOKEN_FILE names, /no/such/token, is not there");
    }

    @Test
    void aProfileWithoutARegion() {
        AwsFault fault = fault(new AwsTarget.Cloud("keyed", null));

        assertThat(fault.kind()).isEqualTo(AwsFault.Kind.REGION);
        assertThat(fault.message())
                .isEqualTo(
                        "AWS (profile keyed): no region is set, nor in profile 'keyed' of " + config
                                + "; pass --region, set AWS_REGION, or run aws configure set region eu-west-1 --profile keyed.");
    }

    @ParameterizedTest
    @CsvSource({
        "[profile x, Profile definition must end with ']' on line 1",
        "'[profile x]\nregion', Expected an '=' sign defining a property on line 2",
    })
    void aBrokenFileIsNamedWithItsLine(String text, String words) throws IOException {
        Files.writeString(config, text);

        assertThat(fault(new AwsTarget.Cloud(null, "eu-west-1")).message())
                .isEqualTo("AWS: " + config + " cannot be read: " + words + "; correct the file.");
    }

    @Test
    @Timeout(30)
    void withoutAnyTheLineComesAtOnceThoughTheMetadataServiceIsSilent() throws IOException {
        try (ServerSocket silent = silent()) {
            Files.delete(config);
            Files.delete(credentials);
            settings.put("aws.disableEc2Metadata", "false");
            settings.put("aws.ec2MetadataServiceEndpoint", "http://127.0.0.1:" + silent.getLocalPort());

            for (String region : new String[] {null, "eu-west-1"}) {
                long start = System.nanoTime();
                String line = fault(new AwsTarget.Cloud(null, region)).message();

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                assertThat(line).contains(region == null ? "no region is set" : "no credentials found");
            }
        }
    }

    @Test
    @Timeout(60)
    void aSilentEndpointIsToldWithinTwentySeconds() throws IOException {
        try (ServerSocket silent = silent()) {
            AwsTarget target = new AwsTarget.Endpoint(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()), "keyed", "eu-west-1");
            long start = System.nanoTime();

            AwsFault fault = fault(target);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            assertThat(fault.kind()).isEqualTo(AwsFault.Kind.TIMEOUT);
        }
    }

    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress()); // the system accepts, nobody answers
    }

    private String filled(String line) {
        return line.replace("{config}", config.toString()).replace("{credentials}", credentials.toString());
    }

    private AwsFault fault(AwsTarget target) {
        AwsFault[] fault = new AwsFault[1];
        SystemProperties.with(settings, () -> {
            Throwable thrown = catchThrowable(() -> {
                try (AwsClients clients = AwsClients.open(target)) {
                    CallerIdentity.of(clients);
                }
            });
            fault[0] = AwsFaults.of(thrown, target);
        });
        assertThat(fault[0].message()).doesNotContain("hush").doesNotContain("\n");
        return fault[0];
    }
}
