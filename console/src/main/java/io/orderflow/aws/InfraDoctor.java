package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.doctor.Doctor;
import io.orderflow.infra.doctor.Finding;
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
        return StackFaults.explained(doctor::examine);
    }
}
