package io.orderflow.app;

import io.orderflow.aws.DynamoDbOrderRows;
import io.orderflow.aws.GroupedPublishing;
import io.orderflow.aws.LogsFunctionLog;
import io.orderflow.aws.SnsOrderPublisher;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.ImportPorts;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What it takes to import orders into an open target. Thread-safe. */
final class TargetImports implements AutoCloseable {
    private final AwsClients clients;
    private final Protection protection;
    private final Clock clock;
    private final Pause pause;
    private final TargetLetters letters;
    private final LetterFolder folder;
    private @Nullable ImportFolders folders;

    /** @param letters keep the book of what was done, and have threads for requests */
    TargetImports(
            AwsClients clients,
            Protection protection,
            Clock clock,
            Pause pause,
            TargetLetters letters,
            LetterFolder folder) {
        this.clients = clients;
        this.protection = protection;
        this.clock = clock;
        this.pause = pause;
        this.letters = letters;
        this.folder = folder;
    }

    /** @param groups that messages get */
    Imports imports(StackSpec spec, GroupedPublishing groups) throws PortException {
        var target = clients.target();
        var publisher = new SnsOrderPublisher(
                clients.sns(), spec.topic().arn(), target, new OrderMessageCodec(new OrderValidator(clock)), groups);
        var ports = new ImportPorts(
                protection.overBatches(publisher),
                new LogsFunctionLog(clients.logs(), target, spec.names().logGroup()),
                new DynamoDbOrderRows(clients.dynamoDb(), spec.names().table(), target),
                letters.ledger(spec.names().topic()));
        return new Imports(
                ports,
                folders(),
                letters.threads(),
                clock,
                pause,
                spec.options().visibilityTimeout());
    }

    /** One for all: it knows what is worked on here. */
    synchronized ImportFolders folders() throws PortException {
        ImportFolders known = folders;
        if (known == null) {
            known = new ImportFolders(folder.path(), clock);
            folders = known;
        }
        return known;
    }

    /** What is kept goes after as long as everything else that is kept of a target; a failure only stands in the log. */
    void forgetOld() throws PortException {
        try {
            folders().forgetBefore(clock.instant().minus(KeptFolder.KEPT));
        } catch (IOException e) {
            LoggerFactory.getLogger(TargetImports.class).info("Old imports could not be forgotten", e);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
