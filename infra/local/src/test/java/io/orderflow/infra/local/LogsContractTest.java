package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

final class LogsContractTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final CloudWatchLogsClient logs = AWS.clients().logs;
    private final String group = "/g/" + UUID.randomUUID();

    @BeforeEach
    void create() {
        logs.createLogGroup(r -> r.logGroupName(group));
    }

    private Integer retention() {
        return logs.describeLogGroups(r -> r.logGroupNamePrefix(group))
                .logGroups()
                .get(0)
                .retentionInDays();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 14, 400, 1096, 3653})
    void aRetentionThatAwsOffersReadsBack(int days) {
        logs.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(days));
        assertThat(retention()).isEqualTo(days);
        logs.deleteRetentionPolicy(r -> r.logGroupName(group));
        assertThat(retention()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 31, 1000, 3654})
    void anyOtherRetentionIsRefused(int days) {
        logs.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(7));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> logs.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(days)))
                .withMessageContaining("retentionInDays");
        assertThat(retention()).isEqualTo(7);
    }

    @Test
    void aPatternOnStructuredLinesIsRefusedByName() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> logs.filterLogEvents(r -> r.logGroupName(group).filterPattern("{ $.level = \"ERROR\" }")))
                .withMessageContaining("{…}");
    }
}
