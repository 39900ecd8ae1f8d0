package io.orderflow.infra.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * DynamoDB Local, called as a handler with no listener of its own. The path through its {@code ServerRunner} would bind
 * every interface and send telemetry; this one does neither. Thread-safe.
 */
final class Engine implements AutoCloseable {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final String API = "DynamoDB_20120810";

    private final LocalDynamoDBRequestHandler tables;
    private final LocalDynamoDBServerHandler handler;

    /**
     * @param folder where the tables' file lives; empty keeps them in memory
     */
    Engine(Optional<Path> folder) {
        tables = new LocalDynamoDBRequestHandler(
                0, folder.isEmpty(), folder.map(Path::toString).orElse(null), true, false);
        handler = new LocalDynamoDBServerHandler(tables, null);
    }

    /** Runs one operation as the request's sender. */
    AwsResponse call(AwsRequest request, String operation, byte[] body) {
        Captured response = new Captured(request.raw());
        try {
            handler.handle(new Replayed(request.raw(), operation, body), response, Callback.NOOP);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local failed at " + operation, e);
        }
        return response.answer();
    }

    @Override
    public void close() {
        tables.shutdown();
    }

    /** The request with its body, which was read for the signature, to be read once more. */
    private static final class Replayed extends Request.Wrapper {
        private final HttpFields headers;
        private final Content.Source source;
        private final int length;

        Replayed(Request request, String operation, byte[] body) {
            super(request);
            this.headers = HttpFields.build(request.getHeaders())
                    .put("X-Amz-Target", api(request) + "." + operation)
                    .put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE)
                    .put(HttpHeader.CONTENT_LENGTH, body.length);
            this.source = Content.Source.from(ByteBuffer.wrap(body));
            this.length = body.length;
        }

        /** The API of the caller's own header: the table API or that of streams. */
        private static String api(Request request) {
            String target = request.getHeaders().get("X-Amz-Target");
            return target == null || !target.contains(".") ? API : target.substring(0, target.lastIndexOf('.'));
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }

        @Override
        public long getLength() {
            return length;
        }

        @Override
        public Content.Chunk read() {
            return source.read();
        }

        @Override
        public void demand(Runnable demandCallback) {
            source.demand(demandCallback);
        }
    }

    /** Collects the answer, so that it can be corrected before it goes out. */
    private static final class Captured extends Response.Wrapper {
        private final HttpFields.Mutable headers = HttpFields.build();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status = 200;

        Captured(Request request) {
            super(request, null);
        }

        @Override
        public int getStatus() {
            return status;
        }

        @Override
        public void setStatus(int code) {
            status = code;
        }

        @Override
        public HttpFields.Mutable getHeaders() {
            return headers;
        }

        @Override
        public boolean isCommitted() {
            return false;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (content != null) {
                byte[] bytes = new byte[content.remaining()];
                content.get(bytes);
                body.writeBytes(bytes);
            }
            callback.succeeded();
        }

        AwsResponse answer() {
            Map<String, String> out = new HashMap<>();
            for (HttpField field : headers) {
                if (field.getHeader() != HttpHeader.CONTENT_LENGTH && field.getHeader() != HttpHeader.SERVER) {
                    out.put(field.getName(), field.getValue());
                }
            }
            out.putIfAbsent("Content-Type", CONTENT_TYPE);
            return new AwsResponse(status, out, body.toByteArray());
        }
    }
}
