package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.aws.DynamoDbOrderRows;
import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.Diagnosis;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OrderEvent;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.rehearsal.RehearsalReport;
import io.orderflow.operations.deadletter.rehearsal.RehearsedEnd;
import io.orderflow.operations.deadletter.rehearsal.RehearsedEnd.Kind;
import io.orderflow.operations.evidence.ConsumerLine.LineFault;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.OrdersTable;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the rule book and the row say of a letter is what the function does with it. */
class RehearsalIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int LETTERS = 200;

    private final Diagnoser diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(CLOCK)));
    private final EmbeddedRehearsal rehearsal = new EmbeddedRehearsal(
            CLOCK, length -> TimeUnit.MILLISECONDS.sleep(length.toMillis()), new Texts(Locale.ENGLISH));

    @Test
    void theVerdictIsWhatTheFunctionDoes() throws Exception {
        long seed = CLOCK.millis();
        var samples = new RehearsalSamples(new Random(seed), CLOCK.instant());
        List<OutgoingLetter> letters = new ArrayList<>();
        Map<String, OrderState> rows = new HashMap<>();
        for (int i = 0; i < LETTERS; i++) {
            String body = samples.body("O" + i);
            letters.add(letter("k" + i, body));
            if (diagnosis(body) instanceof Diagnosis.Valid valid) {
                samples.row(valid.order())
                        .ifPresent(row -> rows.put(valid.order().orderId(), row));
            }
        }

        RehearsalReport report = rehearsal.run(letters, rows, Progress.NONE);

        Map<String, RehearsedEnd> expected = new HashMap<>();
        letters.forEach(letter -> expected.put(letter.key(), verdict(letter.body(), rows)));
        assertThat(report.totals())
                .as("seed " + seed + ", "
                        + report.ends().values().stream()
                                .filter(end -> end.kind() == Kind.FAILED)
                                .toList())
                .containsOnlyKeys(Kind.STORED, Kind.REPLACED, Kind.DUPLICATE, Kind.SUPERSEDED, Kind.MALFORMED);
        for (OutgoingLetter letter : letters) {
            assertThat(report.ends().get(letter.key()))
                    .as("seed " + seed + ": " + letter.body())
                    .isEqualTo(expected.get(letter.key()));
        }
    }

    private Diagnosis diagnosis(String body) {
        return diagnoser.diagnose(new DeadLetter("id", body, 1, CLOCK.instant(), List.of(), Map.of()));
    }

    private RehearsedEnd verdict(String body, Map<String, OrderState> rows) {
        Diagnosis diagnosis = diagnosis(body);
        if (diagnosis instanceof Diagnosis.Faulty faulty) {
            List<LineFault> faults = faulty.faults().stream()
                    .map(each -> new LineFault(each.field(), each.rule().name(), each.messageWithoutValue()))
                    .toList();
            return new RehearsedEnd(Kind.MALFORMED, faults, "");
        }
        OrderEvent event = OrderEvent.of(((Diagnosis.Valid) diagnosis).order());
        OrderState row = rows.get(event.orderId());
        int newer = row == null ? 1 : row.compareTo(event.time(), event.hash());
        Kind kind =
                row == null ? Kind.STORED : newer > 0 ? Kind.REPLACED : newer == 0 ? Kind.DUPLICATE : Kind.SUPERSEDED;
        return new RehearsedEnd(kind, List.of(), "");
    }

    /** Not even one that is an embedded AWS of the same process. */
    @Test
    void theTargetIsNotTouched() throws Exception {
        try (LocalAws local = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, step -> {}));
                AwsClients clients = SdkAwsClients.open(EmbeddedTarget.of(local))) {
            Bootstrapper stack = Bootstrapper.connect(
                    clients,
                    new ResourceNames(""),
                    StackOptions.builderFor(clients.endpoint()).build(),
                    CLOCK);
            var made = stack.apply(stack.plan(), ApplyListener.NONE);
            var samples = new RehearsalSamples(new Random(2), CLOCK.instant());
            String body = samples.valid("O1");
            String newer = samples.valid("O2");
            put(clients, body);
            put(clients, newer.replaceFirst("\"timestamp\":\"....", "\"timestamp\":\"2001"));
            var table = new DynamoDbOrderRows(clients.dynamoDb(), "Orders", clients.target());
            Map<String, OrderState> rows = table.read(List.of("O1", "O2", "O3"));

            RehearsalReport report = rehearsal.run(
                    List.of(letter("1", body), letter("2", newer), letter("3", samples.valid("O3"))),
                    rows,
                    Progress.NONE);

            assertThat(made).isNotEmpty();
            assertThat(report.ends().values().stream().map(RehearsedEnd::kind))
                    .containsExactly(Kind.DUPLICATE, Kind.REPLACED, Kind.STORED);
            assertThat(table.read(List.of("O1", "O2", "O3"))).isEqualTo(rows).hasSize(2);
        }
    }

    private static void put(AwsClients clients, String body) throws MalformedOrderException {
        Order order = new OrderMessageCodec(new OrderValidator(CLOCK)).decode(body);
        Map<String, AttributeValue> row = OrdersTable.toItem(order, CLOCK.instant(), 4);
        var unused = clients.dynamoDb()
                .putItem(request -> request.tableName("Orders").item(row));
    }

    private static OutgoingLetter letter(String key, String body) {
        return new OutgoingLetter(key, body, List.of(), null, null);
    }

    @Test
    void lettersGoWithAllThatTheyCarryAndWhatTheQueueRefusesIsSaid() throws Exception {
        var samples = new RehearsalSamples(new Random(1), CLOCK.instant());
        RehearsalReport report = rehearsal.run(
                List.of(
                        new OutgoingLetter(
                                "whole",
                                samples.valid("O1"),
                                List.of(
                                        new MessageAttribute("a", "String", "é"),
                                        new MessageAttribute("b", "Binary.png", "AAEC"),
                                        new MessageAttribute("c", "Number", "1.0")),
                                "group",
                                "Root=1-67891233-abcdef012345678912345678"),
                        letter("long", "x".repeat(300_000)),
                        letter("control", "a\u0001b")),
                Map.of(),
                Progress.NONE);

        assertThat(report.ends().get("whole").kind()).isEqualTo(Kind.STORED);
        assertThat(report.ends().get("long").kind()).isEqualTo(Kind.FAILED);
        assertThat(report.ends().get("control").kind()).isEqualTo(Kind.FAILED);
        assertThat(report.ends().get("long").explanation()).isNotBlank().doesNotContain("xxx");
    }

    @Test
    void whatIsCancelledEndsWithoutAWord() throws PortException, InterruptedException {
        Progress cancelled = new Progress() {
            @Override
            public void update(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        RehearsalReport report = rehearsal.run(List.of(letter("k", "{}")), Map.of(), cancelled);
        assertThat(report.cancelled()).isTrue();
        assertThat(report.totals()).isEqualTo(Map.of(Kind.UNKNOWN, 1));
    }
}
