package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;

/** What the real AWS does to its callers is outlasted: in one apply and in one destroy, without help. */
class RoughAwsIT {
    private static final Injected injected = new Injected();
    private static EmbeddedStack stack;

    @TempDir
    Path folder;

    private final String prefix = EmbeddedStack.freshPrefix();

    @BeforeAll
    static void setUp() throws Exception {
        stack = new EmbeddedStack(injected);
    }

    @AfterEach
    void reset() {
        injected.reset();
        stack.destroy(prefix, folder.resolve("rest.ndjson"));
        assertThat(stack.leftovers(prefix)).isEmpty();
    }

    @AfterAll
    static void tearDown() throws Exception {
        stack.close();
    }

    @Test
    void throttlingOfEveryOperation() {
        Supplier<RuntimeException> throttled = () -> SnsException.builder()
                .statusCode(400)
                .message("Rate exceeded")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Any")
                        .errorCode("ThrottlingException")
                        .errorMessage("Rate exceeded")
                        .build())
                .build();
        injected.failEvery(2, throttled);

        stack.apply(prefix);

        stack.assertInStep(prefix);
        assertThat(injected.happened()).contains("CreateQueue", "GetQueueUrl", "PublishVersion", "CreateTable");
        stack.destroy(prefix, folder.resolve("orders.ndjson"));
        assertThat(stack.leftovers(prefix)).isEmpty();
        assertThat(injected.happened()).contains("DeleteQueue", "DeleteTable", "DeleteRole", "Scan");
    }

    @Test
    void readsThatLagEveryWrite() {
        injected.readsLag(3);

        stack.apply(prefix);

        stack.assertInStep(prefix);
        assertThat(injected.happened()).contains("lag");
    }

    @Test
    void aRoleThatLambdaDoesNotSeeForMinutes() {
        injected.fail("CreateFunction", 25, () -> InvalidParameterValueException.builder()
                .statusCode(400)
                .message("The role defined for the function cannot be assumed by Lambda.")
                .build());
        injected.fail("CreateEventSourceMapping", 5, () -> InvalidParameterValueException.builder()
                .statusCode(400)
                .message("The function execution role does not have permissions to call ReceiveMessage on SQS")
                .build());

        stack.apply(prefix);

        stack.assertInStep(prefix);
        assertThat(injected.happened()).contains("CreateFunction", "CreateEventSourceMapping");
    }

    @Test
    void aQueueWhoseNameWasDeletedAMomentAgo() {
        injected.fail("CreateQueue", 15, () -> QueueDeletedRecentlyException.builder()
                .statusCode(400)
                .message("You must wait 60 seconds after deleting a queue before you can create another")
                .build());

        stack.apply(prefix);

        stack.assertInStep(prefix);
        assertThat(injected.happened()).contains("CreateQueue");
    }

    @Test
    void aFunctionThatIsPendingAndAVersionThatCannotBePublishedYet() {
        injected.functionPending(8);
        injected.fail("PublishVersion", 4, () -> ResourceConflictException.builder()
                .statusCode(409)
                .message("The operation cannot be performed at this time. The function is currently in Pending")
                .build());

        stack.apply(prefix);

        stack.assertInStep(prefix);
        assertThat(injected.happened()).contains("pending", "PublishVersion");
    }

    @Test
    void tablesAndMappingsThatAreInUse() {
        injected.fail("CreateTable", 3, () -> LimitExceededException.builder()
                .statusCode(400)
                .message("Only 10 tables can be created at the same time")
                .build());
        injected.fail("UpdateContinuousBackups", 3, () -> ContinuousBackupsUnavailableException.builder()
                .statusCode(400)
                .message("Backups are being enabled for the table")
                .build());
        stack.apply(prefix);
        stack.assertInStep(prefix);
        assertThat(injected.happened()).contains("CreateTable", "UpdateContinuousBackups");

        for (Tamper tamper : Tampers.of(stack.plain(), stack.spec(prefix))) {
            if (tamper.properties().contains("BatchSize") || tamper.properties().contains("index recent-orders")) {
                tamper.change().run();
            }
        }
        injected.fail(
                "UpdateEventSourceMapping",
                6,
                () -> software.amazon.awssdk.services.lambda.model.ResourceInUseException.builder()
                        .statusCode(400)
                        .message("Cannot update the event source mapping because it is in use.")
                        .build());
        injected.fail("UpdateTable", 6, () -> ResourceInUseException.builder()
                .statusCode(400)
                .message("Attempt to change a resource which is still in use")
                .build());
        stack.apply(prefix);
        stack.assertInStep(prefix);
        assertThat(injected.happened()).contains("UpdateEventSourceMapping", "UpdateTable");

        injected.fail(
                "DeleteEventSourceMapping",
                6,
                () -> software.amazon.awssdk.services.lambda.model.ResourceInUseException.builder()
                        .statusCode(400)
                        .message("Cannot delete the event source mapping because it is in use.")
                        .build());
        injected.fail("DeleteTable", 6, () -> ResourceInUseException.builder()
                .statusCode(400)
                .message("Attempt to change a resource which is still in use")
                .build());
        stack.destroy(prefix, folder.resolve("orders.ndjson"));
        assertThat(stack.leftovers(prefix)).isEmpty();
        assertThat(injected.happened()).contains("DeleteEventSourceMapping", "DeleteTable");
    }
}
