package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderflow.infra.apply.SetupCode;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.data.TableFileException;
import io.orderflow.infra.data.UserFile;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFaultsTest {
    @Test
    void whatTheEngineRefusesHasACodeItsParametersAndItsLine() {
        var topic = new ResourceId(ResourceKind.TOPIC, "OrderTopic");
        PortException fault =
                StackFaults.of(SetupException.refused(SetupCode.SUBSCRIBER_UNKNOWN, topic, "a@example.com"));
        assertThat(fault.kind()).isEqualTo(PortException.Kind.REFUSED);
        assertThat(fault.reason())
                .isEqualTo(new Reason(
                        "setup.SUBSCRIBER_UNKNOWN",
                        List.of(topic.toString(), "a@example.com"),
                        topic + ": a@example.com is not subscribed; list shows who is."));
    }

    @Test
    void aFileThatCannotBeReadHasThemToo(@TempDir Path folder) {
        Path file = folder.resolve("orders.jsonl");
        TableFileException failure = catchThrowableOfType(TableFileException.class, () -> new UserFile(file).whole(10));
        assertThat(StackFaults.of(failure, "file").reason())
                .isEqualTo(new Reason(
                        "file.NOT_THERE",
                        List.of(file.toString()),
                        "The file " + file + " is not there: check its name."));
    }
}
