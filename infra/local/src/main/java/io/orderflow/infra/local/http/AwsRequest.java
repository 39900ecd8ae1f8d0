package io.orderflow.infra.local.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * A request whose signature was verified.
 *
 * @param path the path as sent, still percent-encoded
 * @param query decoded query parameters, the first of each name
 * @param service the service of the credential scope, e.g. {@code sqs}
 * @param raw the listener's own request, its body already read
 */
public record AwsRequest(
        String method, String path, Map<String, String> query, byte[] body, String service, Request raw) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(raw.getHeaders().get(name));
    }

    /** Every value of a query parameter, decoded. */
    public List<String> queryAll(String name) throws AwsError {
        String query = raw.getHttpURI().getQuery();
        return query == null
                ? List.of()
                : QueryParams.pairs(query).stream()
                        .filter(pair -> pair.getKey().equals(name))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    /** The operation that the JSON protocols name in a header: the part behind the dot. */
    public Optional<String> target() {
        return header("X-Amz-Target").map(target -> target.substring(target.lastIndexOf('.') + 1));
    }
}
