package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.doctor.Doctor;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackDoctor;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;

/** The engine's doctor. One examination at a time; an apply may run beside it. */
public final class InfraDoctor implements StackDoctor {
    private final Doctor doctor;
    private final Executor executor;

    /** @param executor asks the services at the same time */
    public InfraDoctor(AwsClients clients, StackSpec spec, Clock clock, Executor executor) {
        this.doctor = new Doctor(clients, spec, clock);
        this.executor = executor;
    }

    @Override
    public synchronized List<Finding> examine() throws PortException {
        return StackFaults.explained(() -> doctor.examine(executor));
    }
}
