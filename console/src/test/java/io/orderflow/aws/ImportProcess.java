package io.orderflow.aws;

import io.orderflow.app.UserTextFiles;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.Progress;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.entry.imports.ImportPorts;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.imports.ImportStatus;
import io.orderflow.operations.entry.imports.ImportWatcher;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.entry.rows.Columns;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.FormWish;
import io.orderflow.operations.entry.rows.OrderFile;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Imports a file, or resumes, in a process of its own, and tells on stdout how far it is: to be killed. */
final class ImportProcess {
    private static final int THREADS = 16;
    private static final Clock CLOCK = Clock.systemUTC();

    private ImportProcess() {}

    /** @param args endpoint, key, secret, topic, prefix, folder, file or {@code -} to resume, seconds to follow */
    public static void main(String[] args) throws Exception {
        AwsTarget target = new AwsTarget.Embedded(URI.create(args[0]), "us-east-1", args[1], args[2]);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (AwsClients clients = SdkAwsClients.open(target)) {
            Imports imports = imports(clients, args[3], new ResourceNames(args[4]), Path.of(args[5]), threads);
            ImportPace pace = new ImportPace(0, Duration.ofSeconds(Long.parseLong(args[7])), Double.POSITIVE_INFINITY);
            ImportReport report = args[6].equals("-")
                    ? imports.resume(null, before -> pace, WATCHER)
                    : imported(imports, Path.of(args[6]), pace, WATCHER);
            System.out.println("END published=" + report.published() + " done=" + report.done() + " whole="
                    + report.whole() + " fault=" + report.fault());
        } finally {
            threads.shutdownNow();
        }
    }

    private static final ImportWatcher WATCHER = new ImportWatcher() {
        @Override
        public void changed(ImportStatus status) {
            System.out.println("SENT " + status.published());
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    static Imports imports(
            AwsClients clients, String topicArn, ResourceNames names, Path folder, ExecutorService threads) {
        AwsTarget target = clients.target();
        ImportPorts ports = new ImportPorts(
                new SnsOrderPublisher(
                        clients.sns(),
                        topicArn,
                        target,
                        new OrderMessageCodec(new OrderValidator(CLOCK)),
                        new GroupedPublishing(true, line -> {})),
                new LogsFunctionLog(clients.logs(), target, names.logGroup()),
                new DynamoDbOrderRows(clients.dynamoDb(), names.table(), target),
                (at, act, id, head, note, counts) -> {});
        return new Imports(
                ports,
                new ImportFolders(folder, CLOCK),
                threads,
                CLOCK,
                length -> Thread.sleep(length.toMillis()),
                Duration.ofSeconds(12));
    }

    /** Checks a whole file, then publishes it. */
    static ImportReport imported(Imports imports, Path path, ImportPace pace, ImportWatcher watcher) throws Exception {
        OrderFile file = new OrderFile(new UserTextFiles(), path);
        FileForm form = file.look(FormWish.NONE, Set.of(), Progress.NONE);
        try (CheckedFile checked = imports.check(file, form, Columns.find(form, Map.of()), Progress.NONE)) {
            return imports.run(checked, checked.head(pace, null, "orderflow place --file", CLOCK.instant()), watcher);
        }
    }
}
