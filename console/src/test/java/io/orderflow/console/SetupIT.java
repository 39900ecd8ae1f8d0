package io.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program sets the stack up and takes it away, and tells scripts by its exit codes. */
class SetupIT {
    @TempDir
    Path home;

    @Test
    void theEmbeddedAwsReadsNothingOfTheMachinesAwsSettings() throws Exception {
        Path garbage = Files.writeString(home.resolve("garbage"), "garbage [[[ not = a\n]]\n");
        PackagedJar.Ended plan = new PackagedJar(home)
                .with("AWS_CONFIG_FILE", garbage.toString())
                .with("AWS_SHARED_CREDENTIALS_FILE", garbage.toString())
                .with("AWS_PROFILE", "nonsense")
                .with("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
                .with("AWS_REGION", "xx")
                .with("AWS_ACCESS_KEY_ID", "wrong")
                .with("AWS_SECRET_ACCESS_KEY", "wrong")
                .run("setup", "plan", "--ephemeral");
        assertThat(plan.exitCode()).as(plan.err()).isEqualTo(2);
        assertThat(plan.out()).contains("11 to create");
    }

    @Test
    void plansAppliesFindsNothingToDoAndDestroysOnlyByName() throws Exception {
        PackagedJar jar = new PackagedJar(home);
        PackagedJar.Ended plan = jar.run("setup", "plan", "--json");
        assertThat(plan.exitCode()).as(plan.err()).isEqualTo(2);
        JsonNode json = new ObjectMapper().readTree(plan.out());
        assertThat(json.get("pending").asInt())
                .isPositive()
                .isEqualTo(json.at("/counts/create").asInt());

        PackagedJar.Ended apply = jar.run("setup", "apply", "--yes");
        assertThat(apply.exitCode()).as(apply.err()).isZero();
        assertThat(apply.err()).contains("Target: account 000000000000, us-east-1");
        PackagedJar.Ended again = jar.run("setup", "plan");
        assertThat(again.exitCode()).as(again.out() + again.err()).isZero();

        PackagedJar.Ended nameless = jar.run("setup", "destroy", "--yes");
        assertThat(nameless.exitCode()).isEqualTo(1);
        assertThat(nameless.out()).isEmpty();
        assertThat(nameless.err()).contains("nothing was deleted").doesNotContain("\tat ");
        assertThat(jar.run("setup", "status").exitCode()).isZero();

        PackagedJar.Ended destroy = jar.run("setup", "destroy", "--confirm", "OrderTopic");
        assertThat(destroy.exitCode()).as(destroy.err()).isZero();
        PackagedJar.Ended status = jar.run("setup", "status", "--json");
        assertThat(status.exitCode()).as(status.err()).isEqualTo(2);
    }
}
