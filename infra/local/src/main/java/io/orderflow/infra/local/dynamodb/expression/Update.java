package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.DocumentPath.Step;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.Nesting;
import io.orderflow.infra.local.dynamodb.item.Numbers;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one update. All of them see the item as it was before. Immutable.
 *
 * @param older whether they were asked for without an expression, which AWS's faults show
 */
public record Update(List<UpdateAction> actions, boolean older) {

    public Update {
        actions = List.copyOf(actions);
    }

    /** Where it changes something. */
    public List<DocumentPath> paths() {
        return actions.stream().map(UpdateAction::path).toList();
    }

    /** Whether it makes an item where none is; taking away makes none. */
    public boolean creates() {
        return actions.isEmpty()
                || actions.stream()
                        .anyMatch(action -> action instanceof UpdateAction.Set || action instanceof UpdateAction.Add);
    }

    /** The item afterwards. */
    public Item apply(Item before) throws AwsError {
        List<Result> set = new ArrayList<>();
        List<Result> removed = new ArrayList<>();
        for (UpdateAction action : actions) {
            Result result = new Result(action.path(), after(action, before).orElse(null));
            (result.value() == null ? removed : set).add(result);
        }
        set.sort(Comparator.comparing(Result::path, Update::order)); // places behind an end are filled in their order
        removed.sort(Comparator.comparing(Result::path, Update::order).reversed()); // so places stay those of before
        AttributeValue root = new AttributeValue.Document(before.attributes());
        for (Result result : set) {
            root = put(root, result.path().steps(), result.value());
        }
        for (Result result : removed) {
            root = put(root, result.path().steps(), null);
        }
        return new Item(((AttributeValue.Document) root).members());
    }

    /** What is at a path afterwards; null is nothing. */
    private record Result(DocumentPath path, @Nullable AttributeValue value) {}

    /** By the first step that differs; of two such paths neither leads into the other. */
    private static int order(DocumentPath a, DocumentPath b) {
        int common = Math.min(a.steps().size(), b.steps().size());
        for (int i = 0; i < common; i++) {
            int order = order(a.steps().get(i), b.steps().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int order(Step a, Step b) {
        return a instanceof Step.Place x && b instanceof Step.Place y
                ? Integer.compare(x.index(), y.index())
                : a.toString().compareTo(b.toString());
    }

    private AwsError mismatch() {
        return older ? Faults.validation("Type mismatch for attribute to update") : UpdateTerm.wrongType();
    }

    private Optional<AttributeValue> after(UpdateAction action, Item before) throws AwsError {
        if (action instanceof UpdateAction.Set set) {
            AttributeValue value = set.term().in(before);
            Nesting.check(value, set.path().steps().size() - 1);
            return Optional.of(value);
        }
        if (action instanceof UpdateAction.Add add) {
            return Optional.of(sum(add.path().in(before), add.value()));
        }
        if (action instanceof UpdateAction.Delete delete) {
            return rest(delete.path().in(before), delete.value());
        }
        return Optional.empty();
    }

    private AttributeValue sum(Optional<AttributeValue> old, AttributeValue more) throws AwsError {
        if (old.isEmpty()) {
            return more;
        }
        if (old.get() instanceof AttributeValue.Num a && more instanceof AttributeValue.Num b) {
            return new AttributeValue.Num(Numbers.sum(a.value().add(b.value())));
        }
        if (old.get() instanceof AttributeValue.ValueSet a
                && more instanceof AttributeValue.ValueSet b
                && a.type() == b.type()) {
            Set<AttributeValue> both = new LinkedHashSet<>(a.members());
            both.addAll(b.members());
            return new AttributeValue.ValueSet(a.type(), both);
        }
        if (old.get() instanceof AttributeValue.Sequence a && more instanceof AttributeValue.Sequence b) {
            List<AttributeValue> both = new ArrayList<>(a.members());
            both.addAll(b.members()); // only the older parameters allow it
            return new AttributeValue.Sequence(both);
        }
        throw mismatch();
    }

    private Optional<AttributeValue> rest(Optional<AttributeValue> old, AttributeValue less) throws AwsError {
        if (old.isEmpty()) {
            return old;
        }
        if (old.get() instanceof AttributeValue.ValueSet a
                && less instanceof AttributeValue.ValueSet b
                && a.type() == b.type()) {
            Set<AttributeValue> left = new LinkedHashSet<>(a.members());
            left.removeAll(b.members());
            return left.isEmpty() ? Optional.empty() : Optional.of(new AttributeValue.ValueSet(a.type(), left));
        }
        throw mismatch();
    }

    /** The container with the value at the end of the steps; null takes away. */
    private static AttributeValue put(AttributeValue container, List<Step> steps, @Nullable AttributeValue value)
            throws AwsError {
        List<Step> rest = steps.subList(1, steps.size());
        if (steps.get(0) instanceof Step.Name name && container instanceof AttributeValue.Document document) {
            Map<String, AttributeValue> members = new LinkedHashMap<>(document.members());
            @Nullable AttributeValue next = member(members.get(name.name()), rest, value);
            if (next == null) {
                members.remove(name.name());
            } else {
                members.put(name.name(), next);
            }
            return new AttributeValue.Document(members);
        }
        if (steps.get(0) instanceof Step.Place place && container instanceof AttributeValue.Sequence list) {
            List<AttributeValue> members = new ArrayList<>(list.members());
            boolean there = place.index() < members.size();
            @Nullable AttributeValue next = member(there ? members.get(place.index()) : null, rest, value);
            if (next != null && there) {
                members.set(place.index(), next);
            } else if (next != null) {
                members.add(next);
            } else if (there) {
                members.remove(place.index());
            }
            return new AttributeValue.Sequence(members);
        }
        throw invalidPath();
    }

    private static @Nullable AttributeValue member(
            @Nullable AttributeValue old, List<Step> rest, @Nullable AttributeValue value) throws AwsError {
        if (rest.isEmpty()) {
            return value;
        }
        if (old == null) {
            throw invalidPath();
        }
        return put(old, rest, value);
    }

    private static AwsError invalidPath() {
        return Faults.validation("The document path provided in the update expression is invalid for update");
    }
}
