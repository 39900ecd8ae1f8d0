package io.orderflow.infra.local.dynamodb.item;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a value is in an item: a name, then names in maps and places in lists, e.g. {@code a.b[0].c}. Immutable. */
public record DocumentPath(List<Step> steps) {

    /** A name in a map, or a place in a list. */
    public sealed interface Step {
        /** Of a member of a map. */
        record Name(String name) implements Step {
            @Override
            public String toString() {
                return name;
            }
        }

        /** Of a member of a list. */
        record Place(int index) implements Step {
            @Override
            public String toString() {
                return "[" + index + "]";
            }
        }
    }

    public DocumentPath {
        steps = List.copyOf(steps);
    }

    public static DocumentPath of(String name) {
        return new DocumentPath(List.of(new Step.Name(name)));
    }

    /** The attribute that it begins with. */
    public String attribute() {
        return ((Step.Name) steps.get(0)).name();
    }

    public boolean nested() {
        return steps.size() > 1;
    }

    /** The value there, if there is one. */
    public Optional<AttributeValue> in(Item item) {
        @Nullable AttributeValue value = item.attributes().get(attribute());
        for (int i = 1; i < steps.size() && value != null; i++) {
            value = member(value, steps.get(i));
        }
        return Optional.ofNullable(value);
    }

    private static @Nullable AttributeValue member(AttributeValue value, Step step) {
        if (step instanceof Step.Name name) {
            return value instanceof AttributeValue.Document document
                    ? document.members().get(name.name())
                    : null;
        }
        int index = ((Step.Place) step).index();
        return value instanceof AttributeValue.Sequence list
                        && index < list.members().size()
                ? list.members().get(index)
                : null;
    }

    /** Whether one of both leads into the other, or they are the same. */
    public boolean overlaps(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        return steps.subList(0, common).equals(other.steps.subList(0, common));
    }

    /** Whether one takes as a map what the other takes as a list. */
    public boolean conflicts(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < common; i++) {
            if (!steps.get(i).equals(other.steps.get(i))) {
                return steps.get(i).getClass() != other.steps.get(i).getClass();
            }
        }
        return false;
    }

    /** As AWS lists it in faults: {@code [a, b, [0]]}. */
    public String listed() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The parts of an item that the paths lead to, in their places; members of lists close up. */
    public static Item project(Item item, List<DocumentPath> paths) {
        Node root = new Node();
        for (DocumentPath path : paths) {
            path.in(item).ifPresent(value -> root.add(path.steps, value));
        }
        Map<String, AttributeValue> kept = new LinkedHashMap<>();
        root.names.forEach((name, node) -> kept.put(name, node.value()));
        return new Item(kept);
    }

    /** A tree of what is kept. */
    private static final class Node {
        private final Map<String, Node> names = new LinkedHashMap<>();
        private final TreeMap<Integer, Node> places = new TreeMap<>();
        private @Nullable AttributeValue leaf;

        void add(List<Step> steps, AttributeValue value) {
            Node node = this;
            for (Step step : steps) {
                node = step instanceof Step.Name name
                        ? node.names.computeIfAbsent(name.name(), key -> new Node())
                        : node.places.computeIfAbsent(((Step.Place) step).index(), key -> new Node());
            }
            node.leaf = value;
        }

        AttributeValue value() {
            if (leaf != null) {
                return leaf;
            }
            if (!places.isEmpty()) {
                List<AttributeValue> members = new ArrayList<>();
                places.values().forEach(node -> members.add(node.value()));
                return new AttributeValue.Sequence(members);
            }
            Map<String, AttributeValue> members = new LinkedHashMap<>();
            names.forEach((name, node) -> members.put(name, node.value()));
            return new AttributeValue.Document(members);
        }
    }
}
