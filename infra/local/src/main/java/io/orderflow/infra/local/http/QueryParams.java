package io.orderflow.infra.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of AWS's query protocol: {@code Name=value}, lists and maps by numbered names. Immutable. */
public final class QueryParams {

    private final Map<String, String> values;

    private QueryParams(Map<String, String> values) {
        this.values = values;
    }

    /** From a form body, and from the query string for what the body does not name. */
    public static QueryParams of(AwsRequest request) throws AwsError {
        Map<String, String> values = new LinkedHashMap<>(request.query());
        values.putAll(decode(new String(request.body(), StandardCharsets.UTF_8)));
        return new QueryParams(values);
    }

    /** Decodes {@code a=b&c=d}; the first of equal names stays. */
    public static Map<String, String> decode(String form) throws AwsError {
        Map<String, String> values = new LinkedHashMap<>();
        pairs(form).forEach(pair -> values.putIfAbsent(pair.getKey(), pair.getValue()));
        return values;
    }

    /** Decodes {@code a=b&a=c} with every value of a name, in their order. */
    static List<Map.Entry<String, String>> pairs(String form) throws AwsError {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        try {
            for (String pair : form.split("&", -1)) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = equals < 0 ? pair : pair.substring(0, equals);
                    String value = equals < 0 ? "" : pair.substring(equals + 1);
                    pairs.add(Map.entry(
                            URLDecoder.decode(name, StandardCharsets.UTF_8),
                            URLDecoder.decode(value, StandardCharsets.UTF_8)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw AwsError.badRequest("MalformedQueryString", "The request's parameters are not form-encoded.");
        }
        return pairs;
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The operation that the request asks for. */
    public String action() throws AwsError {
        return get("Action")
                .filter(name -> !name.isEmpty())
                .orElseThrow(
                        () -> AwsError.badRequest("MissingAction", "The request must contain the parameter Action."));
    }

    public String require(String name) throws AwsError {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw AwsError.badRequest("ValidationError", "The request must contain the parameter " + name + ".");
        }
        return value;
    }

    /** The members of a numbered list in their order: {@code prefix.1.rest} becomes a group with {@code rest}. */
    public List<QueryParams> list(String prefix) {
        Map<Integer, Map<String, String>> groups = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix + ".")) {
                String rest = name.substring(prefix.length() + 1);
                int dot = rest.indexOf('.');
                String number = dot < 0 ? rest : rest.substring(0, dot);
                if (number.matches("\\d{1,6}")) {
                    groups.computeIfAbsent(Integer.parseInt(number), n -> new LinkedHashMap<>())
                            .put(dot < 0 ? "" : rest.substring(dot + 1), value);
                }
            }
        });
        List<QueryParams> result = new ArrayList<>();
        groups.values().forEach(group -> result.add(new QueryParams(group)));
        return result;
    }

    /** A numbered list of plain values. */
    public List<String> strings(String prefix) {
        return list(prefix).stream().flatMap(group -> group.get("").stream()).toList();
    }

    /** A numbered map, e.g. {@code Attributes.entry.1.key} and {@code .value}. */
    public Map<String, String> map(String prefix, String keyName, String valueName) {
        Map<String, String> result = new LinkedHashMap<>();
        for (QueryParams entry : list(prefix)) {
            entry.get(keyName)
                    .ifPresent(key -> result.put(key, entry.get(valueName).orElse("")));
        }
        return result;
    }
}
