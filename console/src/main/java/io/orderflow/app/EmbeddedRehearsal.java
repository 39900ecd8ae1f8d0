package io.orderflow.app;

import io.orderflow.aws.AwsCheckTarget;
import io.orderflow.aws.LogsFunctionLog;
import io.orderflow.aws.PortFaults;
import io.orderflow.aws.SqsLetterTarget;
import io.orderflow.aws.StackFaults;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.LocalAwsException;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.rehearsal.LetterRehearsal;
import io.orderflow.operations.deadletter.rehearsal.RehearsalReport;
import io.orderflow.operations.deadletter.rehearsal.RehearsalRun;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Rehearses in an embedded AWS that keeps nothing and knows nothing of the target: each run makes its own and throws it away. */
final class EmbeddedRehearsal implements LetterRehearsal {
    private static final String SUBJECT = "rehearsal";

    private final Clock clock;
    private final Pause pause;
    private final Texts texts;

    EmbeddedRehearsal(Clock clock, Pause pause, Texts texts) {
        this.clock = clock;
        this.pause = pause;
        this.texts = texts;
    }

    @Override
    public RehearsalReport run(List<OutgoingLetter> letters, Map<String, OrderState> rows, Progress progress)
            throws PortException, InterruptedException {
        LocalAwsConfig config = new LocalAwsConfig(
                Optional.empty(),
                0,
                step -> progress.update(
                        0,
                        letters.size(),
                        texts.get("start." + step.code(), step.parameters().toArray())));
        try (LocalAws local = LocalAws.start(config);
                AwsClients clients = SdkAwsClients.open(EmbeddedTarget.of(local))) {
            return run(clients, letters, rows, progress);
        } catch (LocalAwsException e) {
            throw new PortException(PortException.Kind.REFUSED, SUBJECT, TargetFaults.reason(e, e.parameters()), e);
        }
    }

    private RehearsalReport run(
            AwsClients clients, List<OutgoingLetter> letters, Map<String, OrderState> rows, Progress progress)
            throws PortException, InterruptedException {
        try {
            ResourceNames names = setUp(clients, letters.size(), progress);
            progress.update(0, letters.size(), texts.get("rehearsal.rows", rows.size()));
            RehearsalRows.put(clients.dynamoDb(), names.table(), rows, progress);
            return new RehearsalRun(
                            new SqsLetterTarget(clients, names.queue()),
                            new LogsFunctionLog(clients.logs(), clients.target(), names.logGroup()),
                            clock,
                            pause,
                            progress,
                            texts.get("rehearsal.following"))
                    .run(letters);
        } catch (SetupException e) {
            throw StackFaults.of(e);
        } catch (SdkException e) {
            throw PortFaults.of(e, clients.target(), SUBJECT);
        }
    }

    private ResourceNames setUp(AwsClients clients, int letters, Progress progress) throws PortException {
        Bootstrapper stack = Bootstrapper.connect(
                clients,
                new ResourceNames(""),
                StackOptions.builderFor(clients.endpoint()).build(),
                clock);
        if (!progress.cancelled()) {
            int unused = new AwsCheckTarget(clients, stack).setUp(line -> progress.update(0, letters, line.strip()));
        }
        return stack.spec().names();
    }
}
