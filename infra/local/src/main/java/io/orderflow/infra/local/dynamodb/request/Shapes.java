package io.orderflow.infra.local.dynamodb.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The shapes of all operations, as the resource {@code shapes.txt} lists them. Immutable. */
final class Shapes {

    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final Map<String, Shape.Structure> structures = new HashMap<>();

    private final Set<String> absent = new HashSet<>();

    private Shapes() {}

    static Shapes read() {
        Shapes shapes = new Shapes();
        List<String> members = new ArrayList<>();
        for (String line : text().split("\n", -1)) {
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
        shapes.absent.addAll(Objects.requireNonNull(shapes.lines.remove("absent operations")));
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

    /** Whether AWS has an operation that the embedded AWS has not. */
    boolean isAbsent(String operation) {
        return absent.contains(operation);
    }

    /** What an operation takes. */
    Shape.Structure operation(String name) {
        return Objects.requireNonNull(structures.get(name), name);
    }

    private Shape.Structure structure(String name) {
        Shape.Structure known = structures.get(name);
        if (known != null) {
            return known;
        }
        Map<String, Shape.Member> members = new LinkedHashMap<>();
        Shape.Structure made = new Shape.Structure(name, members);
        structures.put(name, made); // before its members: values hold values
        for (String line : Objects.requireNonNull(lines.get(name), name)) {
            String[] words = line.split(" +");
            List<Shape.Constraint> constraints = new ArrayList<>();
            for (String word : List.of(words).subList(2, words.length)) {
                String[] parts = word.split("=", 2);
                constraints.add(new Shape.Constraint(parts[0], parts[parts.length - 1]));
            }
            members.put(words[0], new Shape.Member(shape(words[1]), constraints));
        }
        return made;
    }

    private Shape shape(String type) {
        if (type.endsWith(")")) {
            String member = type.substring(type.indexOf('(') + 1, type.length() - 1);
            return new Shape.Many(type.startsWith("Map("), shape(member));
        }
        return switch (type) {
            case "String", "Boolean", "Integer", "Long", "Blob" -> new Shape.Scalar(type);
            case "Item" -> new Shape.Many(true, structure(Shape.Structure.VALUE));
            case "Absent" -> new Shape.Absent();
            default -> structure(type);
        };
    }
}
