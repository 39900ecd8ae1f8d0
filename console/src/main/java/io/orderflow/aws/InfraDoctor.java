package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.doctor.Doctor;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackDoctor;
import java.time.Clock;
import java.util.List;

/** The engine's doctor. One examination at a time; an apply may run beside it. */
public final class InfraDoctor implements StackDoctor {
    private final Doctor doctor;

    public InfraDoctor(AwsClients clients, StackSpec spec, Clock clock) {
        this.doctor = new Doctor(clients, spec, clock);
    }

    @Override
    public synchronized List<Finding> examine() throws PortException {
        return StackFaults.explained(
                () -> doctor.examine().stream().map(InfraDoctor::finding).toList());
    }

    private static Finding finding(io.orderflow.infra.doctor.Finding finding) {
        Severity severity =
                switch (finding.severity()) {
                    case ERROR -> Severity.ERROR;
                    case WARNING -> Severity.WARNING;
                    case INFO -> Severity.INFO;
                };
        return new Finding(
                severity,
                finding.check().name(),
                StackMapping.ref(finding.resource()),
                finding.what(),
                finding.why(),
                finding.fix());
    }
}
