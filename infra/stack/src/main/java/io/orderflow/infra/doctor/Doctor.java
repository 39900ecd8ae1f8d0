package io.orderflow.infra.doctor;

import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.apply.SideBySide;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.infra.subscribers.Subscribers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks for what is legal but unwise, or broken. Only reads. Used by one thread at a time. */
public final class Doctor {
    private final AwsTarget target;
    private final List<Examination> examinations;

    /** One group of checks, and what to name when it cannot be made. */
    private record Examination(ResourceId subject, Consumer<Consumer<Finding>> checks) {}

    public Doctor(AwsClients clients, StackSpec spec, Clock clock) {
        this.target = clients.target();
        List<Examination> all = new ArrayList<>(List.of(
                new Examination(
                        new ResourceId(ResourceKind.QUEUE, spec.queue().name()),
                        new QueueChecks(clients.sqs(), clients.lambda(), spec)::run),
                new Examination(
                        new ResourceId(ResourceKind.TOPIC, spec.topic().name()),
                        new TopicChecks(clients.sns(), new Subscribers(clients, spec), spec)::run),
                new Examination(
                        new ResourceId(ResourceKind.TABLE, spec.table().name()),
                        new TableChecks(clients.dynamoDb(), spec)::run),
                new Examination(
                        new ResourceId(ResourceKind.FUNCTION, spec.function().name()),
                        new FunctionChecks(clients.lambda(), spec)::run),
                new Examination(
                        new ResourceId(ResourceKind.LOG_GROUP, spec.logGroup().name()),
                        new LogChecks(clients.logs(), spec, clock)::run)));
        spec.role()
                .ifPresent(role -> all.add(new Examination(
                        new ResourceId(ResourceKind.ROLE, role.name()), new RoleChecks(clients.iam(), role)::run)));
        this.examinations = List.copyOf(all);
    }

    /**
     * The findings, the gravest first; empty where all is well. What cannot be read is a finding too.
     *
     * @param executor asks the services at the same time
     */
    public List<Finding> examine(Executor executor) {
        List<Supplier<List<Finding>>> readings = examinations.stream()
                .map(each -> (Supplier<List<Finding>>) () -> findings(each))
                .toList();
        return SideBySide.all(readings, executor).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    private List<Finding> findings(Examination examination) {
        List<Finding> findings = new ArrayList<>();
        try {
            examination.checks().accept(findings::add);
        } catch (SdkException e) {
            AwsFault fault = AwsFaults.of(e, target);
            if (fault.kind() != AwsFault.Kind.UNSUPPORTED) {
                findings.add(unreadable(examination.subject(), fault.message()));
            } // else there is nothing to be unwise with; setup status says what is not supported
        } catch (SetupException e) {
            findings.add(unreadable(examination.subject(), String.valueOf(e.getMessage())));
        }
        return findings;
    }

    private static Finding unreadable(ResourceId subject, String why) {
        return new Finding(Severity.ERROR, FindingCode.UNREADABLE, subject, FindingText.UNREADABLE, why);
    }

    static Finding missing(ResourceId resource) {
        return new Finding(Severity.ERROR, FindingCode.MISSING, resource, FindingText.MISSING);
    }
}
