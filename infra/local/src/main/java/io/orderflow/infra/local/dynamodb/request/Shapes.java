package io.orderflow.infra.local.dynamodb.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The shapes of all operations, as the resource {@code shapes.txt} lists them. Immutable. */
final class Shapes {

    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final Map<String, Shape.Structure> structures = new HashMap<>();

    private Shapes() {}

    static Shapes read() {
        Shapes shapes = new Shapes();
        List<String> members = new ArrayList<>();
        for (String line : text().split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                members.add(line.strip());
            } else {
                members = new ArrayList<>();
                shapes.lines.put(line.replace("shape ", "").strip(), members);
            }
        }
        shapes.lines.keySet().forEach(shapes::structure);
        return shapes;
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(Shapes.class.getResourceAsStream("shapes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an operation takes. */
    Optional<Shape.Structure> operation(String name) {
        return Optional.ofNullable(structures.get(name));
    }

    private Shape.Structure structure(String name) {
        Shape.Structure known = structures.get(name);
        if (known != null) {
            return known;
        }
        Map<String, Shape.Member> members = new LinkedHashMap<>();
        for (String line : Objects.requireNonNull(lines.get(name), name)) {
            String[] words = line.split(" +");
            List<Shape.Constraint> constraints = new ArrayList<>();
            for (int i = 2; i < words.length; i++) {
                String[] parts = words[i].split("=", 2);
                constraints.add(new Shape.Constraint(parts[0], parts.length > 1 ? parts[1] : ""));
            }
            members.put(words[0], new Shape.Member(shape(words[1]), constraints));
        }
        Shape.Structure made = new Shape.Structure(name, members);
        structures.put(name, made);
        return made;
    }

    private Shape shape(String type) {
        if (type.startsWith("List(")) {
            return new Shape.Listing(shape(inner(type)));
        }
        if (type.startsWith("Map(")) {
            return new Shape.Mapping(shape(inner(type)));
        }
        return switch (type) {
            case "String" -> new Shape.Scalar(Shape.Scalar.Kind.STRING);
            case "Boolean" -> new Shape.Scalar(Shape.Scalar.Kind.BOOLEAN);
            case "Integer" -> new Shape.Scalar(Shape.Scalar.Kind.INTEGER);
            case "Long" -> new Shape.Scalar(Shape.Scalar.Kind.LONG);
            case "Blob" -> new Shape.Scalar(Shape.Scalar.Kind.BLOB);
            case "Value" -> new Shape.Value();
            case "Item" -> new Shape.Mapping(new Shape.Value());
            case "Absent" -> new Shape.Absent();
            default -> structure(type);
        };
    }

    private static String inner(String type) {
        return type.substring(type.indexOf('(') + 1, type.length() - 1);
    }
}
