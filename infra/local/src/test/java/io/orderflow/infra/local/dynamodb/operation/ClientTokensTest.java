package io.orderflow.infra.local.dynamodb.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderflow.infra.local.http.AwsError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientTokensTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String KEY = "'Key':{'p':{'S':'1'},'c':{'N':'1'}}";
    private static final String ONE = "'ExpressionAttributeValues':{':n':{'N':'1'}}";
    private static final String ADD = "'UpdateExpression':'ADD y :n'";

    @TempDir
    private Path folder;

    private static void add(Engine engine, String members) throws AwsError {
        engine.run(
                "TransactWriteItems",
                "{'ClientRequestToken':'token','TransactItems':[{'Update':{'TableName':'t'," + members + "}}]}");
    }

    private static int value(Engine engine) throws AwsError {
        return engine.run("GetItem", "{'TableName':'t'," + KEY + "}")
                .get("Item")
                .get("y")
                .get("N")
                .asInt();
    }

    @Test
    void aTokenIsKnownForTenMinutesAlsoAfterARestart() throws AwsError {
        Optional<Path> file = Optional.of(folder.resolve("state"));
        try (Engine engine = new Engine(file, NOW)) {
            engine.create("t", false);
            add(engine, KEY + "," + ADD + "," + ONE);
            assertThat(value(engine)).isEqualTo(1);
        }
        try (Engine engine = new Engine(file, Clock.offset(NOW, Duration.ofMinutes(9)))) {
            add(engine, KEY + "," + ADD + "," + ONE);
            assertThat(value(engine)).isEqualTo(1);
        }
        try (Engine engine = new Engine(file, Clock.offset(NOW, Duration.ofMinutes(11)))) {
            add(engine, KEY + "," + ADD + "," + ONE);
            assertThat(value(engine)).isEqualTo(2);
        }
    }

    @Test
    void theSameRequestWithItsMembersInAnotherOrderIsTheSame() throws AwsError {
        try (Engine engine = new Engine()) {
            engine.create("t", false);
            add(engine, KEY + "," + ADD + "," + ONE);
            add(engine, ONE + "," + ADD + "," + KEY);
            assertThat(value(engine)).isEqualTo(1);
            assertThatExceptionOfType(AwsError.class)
                    .isThrownBy(() -> add(engine, KEY + "," + ADD + "," + ONE.replace("'1'", "'2'")))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("IdempotentParameterMismatchException"));
        }
    }
}
