package io.orderflow.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.lambda.RuntimeApi.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One sandbox of the packaged function with the Runtime API it asks for events. */
final class FunctionUnderTest implements AutoCloseable {
    static final Path ZIP = Path.of("target", "function", "order-consumer.zip");
    static final String HANDLER = "io.orderflow.lambda.OrderConsumer::handleRequest";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RuntimeApi api = new RuntimeApi();
    private final FunctionProcess process;

    /** @param folder the unpacked zip */
    FunctionUnderTest(Path folder, Map<String, String> variables) throws IOException {
        process = new FunctionProcess(folder, HANDLER, api.address(), variables);
    }

    static FunctionUnderTest on(Path folder, URI endpoint, String table) throws IOException {
        return new FunctionUnderTest(folder, variables(endpoint, table));
    }

    /** Initialised as for SnapStart. */
    static FunctionUnderTest snapStart(Path folder, URI endpoint, String table) throws IOException {
        return snapStart(folder, endpoint, table, Map.of());
    }

    /** Initialised as for SnapStart, with more variables. */
    static FunctionUnderTest snapStart(Path folder, URI endpoint, String table, Map<String, String> more)
            throws IOException {
        Map<String, String> variables = new HashMap<>(variables(endpoint, table));
        variables.putAll(more);
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        return new FunctionUnderTest(folder, variables);
    }

    RuntimeApi api() {
        return api;
    }

    Answer invoke(String event, Duration timeout) throws InterruptedException {
        return api.invoke(event, timeout);
    }

    List<String> output() {
        return process.output();
    }

    /** The log lines of this message's deliveries. */
    List<JsonNode> lines(String messageId) {
        return process.output().stream()
                .map(FunctionUnderTest::json)
                .filter(line -> line.path("messageId").asText().equals(messageId))
                .toList();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() throws InterruptedException {
        api.close();
        process.close();
    }

    private static Map<String, String> variables(URI endpoint, String table) {
        return Map.of("AWS_ENDPOINT_URL", endpoint.toString(), "ORDERS_TABLE", table);
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException notJson) {
            throw new AssertionError("not a JSON line: " + line, notJson);
        }
    }
}
