package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.AwsProfile.Credentials;
import io.orderflow.operations.session.AwsProfile.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineAwsProfilesTest {
    @TempDir
    Path aws;

    @BeforeEach
    void files() {
        System.setProperty("aws.configFile", aws.resolve("config").toString());
        System.setProperty(
                "aws.sharedCredentialsFile", aws.resolve("credentials").toString());
    }

    @AfterEach
    void noFiles() {
        System.clearProperty("aws.configFile");
        System.clearProperty("aws.sharedCredentialsFile");
    }

    @Test
    void profilesOfEveryKindAreListed() throws Exception {
        Files.writeString(
                aws.resolve("config"),
                """
                [default]
                region = us-east-1
                [profile shop-prod]
                sso_session = shop
                sso_account_id = 111111111111
                sso_role_name = Admin
                region = eu-central-1
                [sso-session shop]
                sso_start_url = https://example.awsapps.com/start
                sso_region = eu-central-1
                [profile old-sso]
                sso_start_url = https://example.awsapps.com/start
                [profile mine]
                login_session = arn:aws:iam::111111111111:user/me
                [profile admin]
                role_arn = arn:aws:iam::111111111111:role/admin
                source_profile = keys
                [profile tool]
                credential_process = /bin/tool
                """);
        Files.writeString(
                aws.resolve("credentials"),
                """
                [keys]
                aws_access_key_id = AKIAEXAMPLE
                aws_secret_access_key = secret
                """);
        assertThat(MachineAwsProfiles.read())
                .containsExactly(
                        new AwsProfile("default", "us-east-1", Credentials.ELSEWHERE),
                        new AwsProfile("admin", "", Credentials.ROLE),
                        new AwsProfile("keys", "", Credentials.KEY),
                        new AwsProfile("mine", "", Credentials.LOGIN),
                        new AwsProfile("old-sso", "", Credentials.SSO),
                        new AwsProfile("shop-prod", "eu-central-1", Credentials.SSO),
                        new AwsProfile("tool", "", Credentials.PROCESS));
    }

    @Test
    void aSignInThatIsRememberedTellsUntilWhenItHolds() throws Exception {
        Files.writeString(
                aws.resolve("config"),
                """
                [profile a]
                sso_session = shop
                [profile b]
                sso_start_url = https://example.awsapps.com/start
                [profile c]
                sso_session = broken
                [profile d]
                sso_session = gone
                """);
        Path cache = Files.createDirectories(aws.resolve("sso"));
        Files.writeString(
                cache.resolve("5042d146667518a1a5017644946b8650aafca44c.json"), // the SHA-1 of "shop"
                "{\"accessToken\":\"secret\",\"refreshToken\":\"secret\",\"nested\":{\"expiresAt\":\"x\"},"
                        + "\"expiresAt\":\"2026-11-28T01:00:00Z\"}");
        Files.writeString(
                cache.resolve("e8be5486177c5b5392bd9aa76563515b29358e6e.json"), // of b's start URL
                "{\"expiresAt\":\"2026-11-27T23:10:00UTC\",\"accessToken\":\"secret\"}");
        Files.writeString(
                cache.resolve("0b8a1caec23d75d1154b8d9bef9cec6c03697638.json"), // of "broken"
                "{\"expiresAt\":");
        List<AwsProfile> read = MachineAwsProfiles.read(cache);
        assertThat(read)
                .extracting(AwsProfile::token)
                .containsExactly(
                        new Token(Instant.parse("2026-11-28T01:00:00Z"), true),
                        new Token(Instant.parse("2026-11-27T23:10:00Z"), false),
                        null,
                        null);
        assertThat(read.toString()).doesNotContain("secret");
    }

    @Test
    void withoutFilesThereAreNone() throws Exception {
        assertThat(MachineAwsProfiles.read()).isEmpty();
    }

    @Test
    void aBrokenFileIsOneLineThatNamesIt() throws Exception {
        Files.writeString(aws.resolve("config"), "region = us-east-1\n[default\n");
        assertThatThrownBy(MachineAwsProfiles::read)
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .startsWith(aws.resolve("config") + " cannot be read: ")
                .contains("line 1")
                .doesNotContain("..");
    }
}
