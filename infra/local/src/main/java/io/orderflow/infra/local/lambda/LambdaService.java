package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sqs.Queues;
import io.orderflow.infra.local.store.DurableStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;

/** Lambda's REST API: functions, versions, aliases, event source mappings and direct invocation. Thread-safe. */
public final class LambdaService implements AwsService, AutoCloseable {

    private static final String CONTENT_TYPE = "application/json";
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;
    private static final Duration DRAIN = Duration.ofMillis(700);
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    private final Functions functions;
    private final Mappings mappings;
    private final ResourceTags tags;
    private final FunctionRuntime runtime;

    /** A request cut into its path, e.g. {@code functions/Name/code}, without the API's date. */
    private record Call(String method, String[] path, ObjectNode body, Map<String, String> query) {
        boolean is(String wanted, int length) {
            return method.equals(wanted) && path.length == length;
        }

        String part(int index) {
            return index < path.length ? path[index] : "";
        }
    }

    /**
     * @param roleExists whether a function may name the role of this ARN
     */
    public LambdaService(
            FunctionRuntime runtime,
            Queues queues,
            DurableStore store,
            Predicate<String> roleExists,
            ExecutorService executor,
            Clock clock) {
        this.runtime = runtime;
        this.tags = new ResourceTags(store);
        this.functions = new Functions(store, tags, runtime.code(), roleExists, clock);
        this.mappings = new Mappings(
                store,
                tags,
                functions,
                queues,
                QueuePoller.starter(functions, runtime, queues, store, executor, clock),
                clock);
    }

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        String path = request.path().replaceFirst("^/\\d{4}-\\d{2}-\\d{2}/", "").replaceFirst("/$", "");
        String[] parts = path.split("/");
        boolean invoke = parts.length == 3 && parts[2].equals("invocations");
        Call call =
                new Call(request.method(), parts, invoke ? Json.object() : Json.read(request.body()), request.query());
        if (invoke && call.method().equals("POST")) {
            return invoke(call, request);
        }
        checkLength(call);
        Optional<AwsResponse> answer =
                switch (call.part(0)) {
                    case "functions" -> call.path().length < 3 ? function(call) : functionPart(call);
                    case "event-source-mappings" -> mapping(call);
                    case "tags" -> tags(call, request.queryAll("tagKeys"));
                    default -> Optional.empty();
                };
        return answer.orElseThrow(() -> new AwsError(
                404,
                "UnknownOperationException",
                AbsentRoute.sentence(call.method(), List.of(parts), call.query())
                        .orElse("The embedded AWS has no " + request.method() + " " + request.path()
                                + " of Lambda, nor has AWS.")));
    }

    private static void checkLength(Call call) throws AwsError {
        Optional<String> length = query(call, "MaxItems");
        if (length.isPresent()
                && (!length.get().matches("\\d{1,5}")
                        || Integer.parseInt(length.get()) < 1
                        || Integer.parseInt(length.get()) > MAX_ITEMS)) {
            throw AwsError.badRequest(
                    "InvalidParameterValueException",
                    "MaxItems must be a number between 1 and " + MAX_ITEMS + ", not " + length.get() + ".");
        }
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        String body = Json.write(Json.object()
                .put("Type", error.sender() ? "User" : "Service")
                .put("Message", error.message())
                .put("message", error.message()));
        return new AwsResponse(
                error.status(),
                Map.of("Content-Type", CONTENT_TYPE, "x-amzn-ErrorType", error.jsonCode()),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<AwsResponse> json(int status, ObjectNode body) {
        return Optional.of(AwsResponse.of(status, CONTENT_TYPE, Json.write(body)));
    }

    private static Optional<AwsResponse> empty() {
        return Optional.of(new AwsResponse(204, Map.of(), new byte[0]));
    }

    private static Optional<String> query(Call call, String name) {
        return Optional.ofNullable(call.query().get(name));
    }

    private static Optional<String> qualifier(Call call) {
        return query(call, "Qualifier");
    }

    private Optional<AwsResponse> function(Call call) throws AwsError {
        if (call.is("POST", 1)) {
            return json(201, functions.create(call.body()));
        }
        if (call.is("GET", 1)) {
            return json(200, functions.list());
        }
        FunctionName name = FunctionName.decode(call.part(1)).or(qualifier(call));
        if (call.is("GET", 2)) {
            return json(200, functions.describe(name));
        }
        if (call.is("DELETE", 2)) {
            functions.delete(name);
            runtime.forget(name.name());
            return empty();
        }
        return Optional.empty();
    }

    private Optional<AwsResponse> functionPart(Call call) throws AwsError {
        FunctionName full = FunctionName.decode(call.part(1)).or(qualifier(call));
        String name = full.name();
        String operation = call.method() + " " + call.part(2);
        if (call.path().length == 4) {
            return call.part(2).equals("aliases") ? alias(call, name, call.part(3)) : Optional.empty();
        }
        return switch (operation) {
            case "GET configuration" -> json(200, functions.find(full));
            case "PUT configuration" -> json(200, functions.updateConfiguration(name, call.body()));
            case "PUT code" -> json(200, functions.updateCode(name, call.body()));
            case "GET versions" -> json(200, functions.versions(name));
            case "POST versions" -> json(201, functions.publish(name, call.body()));
            case "GET aliases" -> json(200, functions.aliases(name, query(call, "FunctionVersion")));
            case "POST aliases" -> json(201, functions.createAlias(name, call.body()));
            case "GET concurrency" -> json(200, functions.reservation(name));
            case "PUT concurrency" ->
                json(
                        200,
                        functions.reserve(
                                name,
                                call.body().path("ReservedConcurrentExecutions").asInt()));
            case "DELETE concurrency" -> {
                functions.unreserve(name);
                yield empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<AwsResponse> alias(Call call, String name, String alias) throws AwsError {
        return switch (call.method()) {
            case "GET" -> json(200, functions.alias(name, alias));
            case "PUT" -> json(200, functions.updateAlias(name, alias, call.body()));
            case "DELETE" -> {
                functions.deleteAlias(name, alias);
                yield empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<AwsResponse> mapping(Call call) throws AwsError {
        if (call.is("POST", 1)) {
            return json(202, mappings.create(call.body()));
        }
        if (call.is("GET", 1)) {
            return json(200, mappings.list(call.query()));
        }
        if (call.path().length != 2) {
            return Optional.empty();
        }
        return switch (call.method()) {
            case "GET" -> json(200, mappings.get(call.part(1)));
            case "PUT" -> json(202, mappings.update(call.part(1), call.body()));
            case "DELETE" -> json(202, mappings.delete(call.part(1)));
            default -> Optional.empty();
        };
    }

    private Optional<AwsResponse> tags(Call call, List<String> tagKeys) throws AwsError {
        if (call.path().length != 2) {
            return Optional.empty();
        }
        String key = tagged(FunctionName.percentDecoded(call.part(1)));
        switch (call.method()) {
            case "GET" -> {
                ObjectNode out = Json.object();
                out.set("Tags", tags.get(key));
                return json(200, out);
            }
            case "POST" -> tags.add(key, call.body().path("Tags"));
            case "DELETE" -> {
                if (tagKeys.isEmpty()) {
                    throw AwsError.badRequest("InvalidParameterValueException", "TagKeys must name at least one tag.");
                }
                tags.remove(key, tagKeys);
            }
            default -> {
                return Optional.empty();
            }
        }
        return empty();
    }

    /** The key of the tags of an existing function or mapping. */
    private String tagged(String arn) throws AwsError {
        if (arn.startsWith(Mappings.ARN_PREFIX)) {
            return Mappings.tagKey(mappings.get(arn.substring(Mappings.ARN_PREFIX.length()))
                    .path("UUID")
                    .asText());
        }
        FunctionName name = FunctionName.parse(arn);
        if (name.qualifier().isPresent()) {
            throw AwsError.badRequest(
                    "InvalidParameterValueException",
                    "Tags on function aliases and versions are not supported. Please specify either a function ARN or"
                            + " an event source mapping ARN.");
        }
        if (!functions.exists(name.name())) {
            throw Functions.notFound(arn);
        }
        return name.name();
    }

    private AwsResponse invoke(Call call, AwsRequest request) throws AwsError {
        FunctionName name = FunctionName.decode(call.part(1)).or(qualifier(call));
        VersionSpec spec = functions.spec(name);
        if (functions.reservedFor(name.name()).filter(count -> count == 0).isPresent()) {
            throw new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
        }
        boolean tail = wantsLog(request);
        String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
        byte[] event = request.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request.body();
        checkEvent(event, type);
        if (type.equals("DryRun")) {
            return new AwsResponse(204, Map.of(), new byte[0]);
        }
        if (!type.equals("RequestResponse")) {
            throw AwsError.badRequest(
                    "InvalidParameterValueException",
                    "The embedded AWS invokes with RequestResponse only, not " + type + ".");
        }
        try {
            InvocationResult result = runtime.invoke(spec, event);
            Map<String, String> headers =
                    new HashMap<>(Map.of("Content-Type", CONTENT_TYPE, "X-Amz-Executed-Version", spec.version()));
            if (result.failed()) {
                headers.put("X-Amz-Function-Error", "Unhandled");
            }
            if (tail) {
                headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(result.logTail()));
            }
            return new AwsResponse(200, headers, result.payload());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsError(500, "ServiceException", "The embedded AWS is stopping.");
        }
    }

    private static void checkEvent(byte[] event, String type) throws AwsError {
        if (event.length > MAX_EVENT_BYTES) {
            throw new AwsError(
                    413,
                    "RequestEntityTooLargeException",
                    event.length + " byte payload is too large for the " + type + " invocation type (limit "
                            + MAX_EVENT_BYTES + " bytes)");
        }
        Json.parse(
                new String(event, StandardCharsets.UTF_8),
                fault -> AwsError.badRequest(
                        "InvalidRequestContentException", "Could not parse request body into json: " + fault));
    }

    /** Whether the answer to an Invoke takes the end of the log along. */
    private static boolean wantsLog(AwsRequest request) throws AwsError {
        String type = request.header("X-Amz-Log-Type").orElse("None");
        if (!type.equals("None") && !type.equals("Tail")) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value '" + type + "' at 'logType' failed to satisfy constraint:"
                            + " Member must satisfy enum value set: [None, Tail]");
        }
        return type.equals("Tail");
    }

    /** Lets what is under way finish for a moment, then ends the functions; what they had goes back to the queues. */
    @Override
    public void close() {
        try {
            mappings.drain(DRAIN);
            runtime.close();
            mappings.awaitEnd(LAST_WORD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            runtime.close();
        }
    }
}
