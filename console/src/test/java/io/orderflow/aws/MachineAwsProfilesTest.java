package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.AwsProfile.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
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
