package io.orderflow.app;

import io.orderflow.aws.PortFaults;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.local.LocalAwsException;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/** What to say of a target that cannot be opened. */
final class TargetFaults {
    private TargetFaults() {}

    /** A folder beside it that is not there yet. */
    static Path unused(Path folder) {
        int number = 2;
        while (Files.exists(folder.resolveSibling(folder.getFileName() + "-" + number))) {
            number++;
        }
        return folder.resolveSibling(folder.getFileName() + "-" + number);
    }

    static Reason reason(LocalAwsException failure, List<String> parameters) {
        return new Reason("local." + failure.code(), parameters, String.valueOf(failure.getMessage()));
    }

    /** Credentials may be good again later; anything else needs somebody. */
    static PortException notReached(SdkException failure, AwsTarget target) {
        PortException fault = PortFaults.of(failure, target, "target");
        return fault.kind() == PortException.Kind.CREDENTIALS
                ? fault
                : new PortException(
                        PortException.Kind.REFUSED,
                        "target",
                        PortFaults.reason(AwsFaults.of(failure, target)),
                        failure);
    }
}
