package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.entry.BatchPublisher;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.FrozenRow;
import io.orderflow.operations.entry.imports.FrozenRows;
import io.orderflow.operations.entry.imports.OpenImport;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.order.Order;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.StoredOrder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of an import of 20,000 rows, then resumed: compared with what really lies in the table. */
class ImportKillIT {
    private static final int ROWS = 20_000;
    private static final int KILLS = 3;
    private static final int KILLS_OF_CHAOS = 20;
    private static final int FOLLOW_SECONDS = 60;
    /** What is on its way when it is killed. */
    private static final int IN_FLIGHT = 8 * BatchPublisher.MOST;

    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    @TempDir
    Path home;

    @Test
    void eachRowIsStoredAsItsLastEventSays() throws Exception {
        killAndCompare(ROWS, KILLS, System.nanoTime(), endpoint(), List.of());
    }

    @Test
    @Tag("chaos")
    void norDoManyKillsChangeThat() throws Exception {
        Random random = new Random();
        for (int kills = 0; kills < KILLS_OF_CHAOS; kills += 5) {
            killAndCompare(ROWS, 3, random.nextLong(), endpoint(), List.of());
            try (BadEndpoint bad = new BadEndpoint(endpoint(), random.nextLong())) {
                Path hosts = Files.writeString(home.resolve("hosts"), bad.hosts());
                killAndCompare(ROWS / 4, 2, random.nextLong(), bad.url(), List.of("-Djdk.net.hosts.file=" + hosts));
            }
        }
    }

    private static URI endpoint() {
        return ((AwsTarget.Embedded) AWS.clients().target()).endpoint();
    }

    private void killAndCompare(int rows, int kills, long seed, URI endpoint, List<String> jvm) throws Exception {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory(home, "import");
        Path file = file(folder.resolve("orders.csv"), rows, random);
        StackSpec spec = AWS.newStack().spec();
        int killed = 0;
        int from = 0;
        String begin = file.toString();
        while (killed < kills) {
            from += 1 + random.nextInt((rows - from) / 2);
            if (!start(spec, folder, begin, endpoint, jvm).killedAfter(from)) {
                break; // it was faster
            }
            killed++;
            begin = "-";
        }
        String end = start(spec, folder, begin, endpoint, jvm).runToTheEnd();
        System.out.println("KILLED times=" + killed + " seed=" + seed + " " + end);
        assertThat(killed).isPositive();
        assertThat(end).contains("published=" + rows + " done=" + rows + " whole=true");
        compare(spec.names(), folder.resolve("imports"), rows, killed, endpoint.equals(endpoint()));
    }

    private static KilledProcess start(StackSpec spec, Path folder, String begin, URI endpoint, List<String> jvm)
            throws IOException {
        ResourceNames names = spec.names();
        String prefix = names.queue().substring(0, names.queue().length() - "OrderQueue".length());
        return KilledProcess.start(
                ImportProcess.class,
                (AwsTarget.Embedded) AWS.clients().target(),
                endpoint,
                jvm,
                spec.topic().arn(),
                prefix,
                folder.resolve("imports").toString(),
                begin,
                Integer.toString(FOLLOW_SECONDS));
    }

    /** One order in ten has another event, older, newer or without a time. */
    private static Path file(Path file, int rows, Random random) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("orderId,userId,itemName,quantity,status,timestamp\n");
            for (int row = 0; row < rows; row++) {
                int order = random.nextInt(10) == 0 ? random.nextInt(row + 1) : row;
                String time = random.nextInt(20) == 0 ? "" : "2026-01-01T00:00:" + (10 + random.nextInt(50)) + "Z";
                out.write("I" + order + ",U" + row % 7 + ",\"Item, the " + row + "th\"," + (1 + row) + ",new," + time
                        + "\n");
            }
        }
        return file;
    }

    private static void compare(ResourceNames names, Path imports, int rows, int killed, boolean reliable)
            throws Exception {
        Map<String, Order> newest = new HashMap<>();
        Set<Integer> quantities = new HashSet<>();
        ImportFolders store = new ImportFolders(imports, Clock.systemUTC());
        assertThat(store.unfinished()).isEmpty();
        try (OpenImport open = store.open(store.ids().get(0));
                FrozenRows frozen = open.rows()) {
            for (FrozenRow row = frozen.next(); row != null; row = frozen.next()) {
                quantities.add(row.order().quantity());
                newest.merge(row.order().orderId(), row.order(), ImportKillIT::newer);
            }
        }
        assertThat(quantities).as("each row of the file is an event").hasSize(rows);

        Map<String, Order> stored = new HashMap<>();
        for (var item : AWS.clients()
                .dynamoDb()
                .scanPaginator(request -> request.tableName(names.table()).consistentRead(true))
                .items()) {
            StoredOrder row = OrdersTable.fromItem(item);
            stored.put(row.order().orderId(), row.order());
        }
        assertThat(stored).isEqualTo(newest);
        int published = messages(names);
        assertThat(published).isGreaterThanOrEqualTo(rows);
        if (reliable) {
            assertThat(published).isLessThanOrEqualTo(rows + killed * IN_FLIGHT);
        }
    }

    private static Order newer(Order one, Order other) {
        int time = one.timestamp().compareTo(other.timestamp());
        boolean first = time != 0 ? time > 0 : OrdersTable.eventHash(one).compareTo(OrdersTable.eventHash(other)) > 0;
        return first ? one : other;
    }

    /** How many messages the function saw. */
    private static int messages(ResourceNames names) throws Exception {
        LogsFunctionLog log =
                new LogsFunctionLog(AWS.clients().logs(), AWS.clients().target(), names.logGroup());
        List<String> ids = new ArrayList<>();
        String next = null;
        do {
            FunctionLog.Page page = log.read(Instant.EPOCH, Instant.now().plusSeconds(60), false, next);
            page.lines().forEach(line -> ids.add(line.messageId()));
            next = page.next();
        } while (next != null);
        return new HashSet<>(ids).size();
    }
}
