package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.lambda.RuntimeApi.Answer;
import io.orderflow.store.DynamoDbFront;
import io.orderflow.store.LocalTables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The zip as it is deployed, run as Lambda runs it (whose runtime interface client exists for Linux only). */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FunctionZipIT {
    private static final Path EVENTS = Path.of("src", "test", "resources", "events");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private LocalTables tables;
    private DynamoDbFront dynamoDb;

    @BeforeEach
    void start() throws IOException {
        tables = new LocalTables();
        tables.create("dev-Orders");
        dynamoDb = new DynamoDbFront(tables);
        FunctionProcess.unzip(FunctionUnderTest.ZIP, folder);
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
        tables.close();
    }

    @Test
    void isSmallEnoughToStartFast() throws IOException {
        assertThat(Files.size(FunctionUnderTest.ZIP)).isLessThanOrEqualTo(9_000_000);
    }

    @Test
    void holdsNothingThatTiesItToAProcessor() throws IOException {
        List<String> entries = entries(Files.readAllBytes(FunctionUnderTest.ZIP));

        assertThat(entries).hasSizeGreaterThan(1_000).contains("io/orderflow/lambda/OrderConsumer.class");
        assertThat(entries).noneMatch(name -> name.matches("(?i).*\\.(so|dll|dylib|jnilib|a|node|exe)(\\.\\d+)*"));
    }

    @Test
    void holdsOnlyWhatRuns() throws IOException {
        assertThat(entries(Files.readAllBytes(FunctionUnderTest.ZIP)))
                .contains("software/amazon/awssdk/services/dynamodb/DynamoDbClient.class")
                .noneMatch(name -> name.matches("(io/netty|org/apache|org/joda|org/jspecify|ch/qos"
                        + "|com/fasterxml/jackson/(databind|annotation)|software/amazon/(eventstream|lambda/powertools)"
                        + "|software/amazon/awssdk/(enhanced|http/(apache|nio)))/.*"));
    }

    /** Lambda runs it as another user than built it, and the zip's hash must not depend on the builder's umask. */
    @Test
    void isReadableByAnybody() throws IOException {
        try (FileSystem zip =
                        FileSystems.newFileSystem(FunctionUnderTest.ZIP, Map.of("enablePosixFileAttributes", true));
                Stream<Path> files = Files.walk(zip.getPath("/")).skip(1)) {
            assertThat(files).hasSizeGreaterThan(60).allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--")));
        }
    }

    @Test
    void holdsTheSdkAsItIsReadFastest() throws IOException {
        try (ZipFile sdk = new ZipFile(folder.resolve("lib/aws-sdk.jar").toFile())) {
            assertThat(sdk.stream())
                    .hasSizeGreaterThan(1_000)
                    .as("stored, so that the JVM inflates nothing in init")
                    .allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "envelope    | ''                                  | E1 E2",
                "raw         | ''                                  | R1 R2",
                "mixed-batch | m-poison m-text                     | M1 M3",
                "poison      | p-not-json p-empty-object p-bomb p-depth p-number p-duplicate-key p-surrogate p-future | ''",
                "duplicates  | ''                                  | D1",
                "fifo-ids    | 18849496460467696129:OrderQueue.fifo | F1 F2",
            })
    void storesWhatIsGoodAndAnswersWhatIsNot(String fixture, String failed, String stored) throws Exception {
        String event = Files.readString(EVENTS.resolve(fixture + ".json"));
        int messages = JSON.readTree(event).path("Records").size();
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "dev-Orders")) {
            Answer answer = function.invoke(event, TIMEOUT);

            assertThat(answer).isEqualTo(SqsEvents.failures(words(failed)));
            assertThat(orderIds()).containsExactlyInAnyOrderElementsOf(words(stored));
            assertThat(function.invoke(event, TIMEOUT)).as("redelivered").isEqualTo(answer);
            assertThat(orderIds()).containsExactlyInAnyOrderElementsOf(words(stored));
            await().untilAsserted(() -> assertThat(function.output()).hasSize(2 * (messages + 1)));
            assertThat(function.output())
                    .allSatisfy(
                            line -> assertThat(JSON.readTree(line).isObject()).isTrue())
                    .noneMatch(line -> line.contains("Laptop"));
            assertThat(words(failed)).allSatisfy(id -> assertThat(function.lines(id))
                    .hasSize(2)
                    .allMatch(line -> line.path("outcome").asText().equals("MALFORMED"))
                    .noneMatch(line -> line.path("faults").isEmpty()));
        }
    }

    @Test
    void theNewestOfSeveralEventsOfAnOrderStays() throws Exception {
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "dev-Orders")) {
            function.invoke(Files.readString(EVENTS.resolve("duplicates.json")), TIMEOUT);
            function.invoke(Files.readString(EVENTS.resolve("mixed-batch.json")), TIMEOUT);
        }
        assertThat(row("D1")).containsEntry("itemName", AttributeValue.fromS("Newest"));
        assertThat(row("M1"))
                .containsEntry("status", AttributeValue.fromS("SHIPPED"))
                .containsEntry("timestamp", AttributeValue.fromS("2025-05-03T13:00:00.000Z"));
    }

    @Test
    void aMissingTableIsReportedOnceAnInvocation() throws Exception {
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "Orders")) {
            String event = SqsEvents.orders("O", 3);
            assertThat(function.invoke(event, TIMEOUT)).isEqualTo(SqsEvents.failures(List.of("m0", "m1", "m2")));
            assertThat(function.invoke(event, TIMEOUT)).isEqualTo(SqsEvents.failures(List.of("m0", "m1", "m2")));

            await().untilAsserted(() -> assertThat(function.output()).hasSize(2 * 5));
            assertThat(function.output())
                    .filteredOn(line -> line.contains("\"level\":\"ERROR\""))
                    .hasSize(2)
                    .allMatch(line -> line.contains("table Orders does not exist in this region"));
        }
    }

    @Test
    void withoutATableNameItSaysSoAtTheStart() throws Exception {
        try (FunctionUnderTest function = new FunctionUnderTest(folder, Map.of())) {
            await().untilAsserted(() ->
                    assertThat(function.output()).anyMatch(line -> line.contains("ORDERS_TABLE is not set")));
        }
    }

    @Test
    void anEventThatIsNoneFailsAsAWholeAndTheSandboxLives() throws Exception {
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "dev-Orders")) {
            assertThat(function.invoke("{\"Records\":[{", TIMEOUT).kind()).isEqualTo("error");
            assertThat(function.invoke(SqsEvents.orders("O", 1), TIMEOUT)).isEqualTo(SqsEvents.failures(List.of()));
        }
    }

    @Test
    void underSnapStartItIsPrimedWithoutARowAndRenewedAfterTheRestore() throws Exception {
        try (FunctionUnderTest function = FunctionUnderTest.snapStart(folder, dynamoDb.endpoint(), "dev-Orders")) {
            function.api().awaitCheckpoint();
            assertThat(orderIds()).isEmpty();
            assertThat(function.output()).singleElement().asString().contains("\"snapshot\":\"PRIMED\"");

            function.api().restore();
            assertThat(function.invoke(SqsEvents.orders("O", 2), TIMEOUT)).isEqualTo(SqsEvents.failures(List.of()));

            assertThat(orderIds()).containsExactlyInAnyOrder("O-0", "O-1");
            await().untilAsserted(() -> assertThat(function.output()).hasSize(2 + 3));
            assertThat(function.output().get(1)).contains("\"snapshot\":\"RESTORED\"");
            assertThat(function.api().restoreFailed()).isFalse();
        }
    }

    @Test
    void underSnapStartACheckpointWithoutNetworkIsStillOne() throws Exception {
        URI away = URI.create("http://127.0.0.1:1");
        try (FunctionUnderTest function = FunctionUnderTest.snapStart(folder, away, "dev-Orders")) {
            function.api().awaitCheckpoint();
            function.api().restore();
            function.api().awaitReady();

            assertThat(function.api().restoreFailed()).isFalse();
            await().untilAsserted(() -> assertThat(function.output()).hasSize(2));
            assertThat(function.output().get(0)).contains("\"snapshot\":\"NOT_PRIMED\"");
        }
    }

    private List<String> orderIds() {
        return tables.client().scan(scan -> scan.tableName("dev-Orders")).items().stream()
                .map(item -> item.get("orderId").s())
                .toList();
    }

    private Map<String, AttributeValue> row(String orderId) {
        return tables.client()
                .getItem(get -> get.tableName("dev-Orders").key(Map.of("orderId", AttributeValue.fromS(orderId))))
                .item();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" "));
    }

    /** The names of all entries, those of jars within included. */
    private static List<String> entries(byte[] zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream in = new ByteArrayInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().endsWith(".jar")) {
                    names.addAll(entries(entries.readAllBytes()));
                }
            }
        }
        return names;
    }
}
