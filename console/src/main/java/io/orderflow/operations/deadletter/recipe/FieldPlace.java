package io.orderflow.operations.deadletter.recipe;

import io.orderflow.operations.deadletter.recipe.JsonSpan.Member;
import io.orderflow.operations.deadletter.recipe.Misfit.Code;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a field is in an order, or would be.
 *
 * @param holder the object that has it or could get it, or the list that has it
 * @param key its own
 * @param member null where it is in a list or not there
 * @param value null where it is not there
 */
record FieldPlace(JsonSpan holder, String key, @Nullable Member member, @Nullable JsonSpan value) {

    /** Null where nothing is there that could hold it. */
    static @Nullable FieldPlace of(JsonText order, RecipeField field) throws MisfitException {
        List<String> path = field.path();
        JsonSpan holder = order.root();
        for (String token : path.subList(0, path.size() - 1)) {
            FieldPlace next = in(holder, token, field);
            if (next == null || next.value == null) {
                return null;
            }
            holder = next.value;
        }
        return in(holder, path.get(path.size() - 1), field);
    }

    private static @Nullable FieldPlace in(JsonSpan holder, String token, RecipeField field) throws MisfitException {
        if (holder.kind() == JsonKind.ARRAY) {
            JsonSpan item = item(holder, token);
            return item == null ? null : new FieldPlace(holder, token, null, item);
        }
        if (holder.kind() != JsonKind.OBJECT) {
            return null;
        }
        List<Member> found = JsonText.named(holder, token);
        if (found.size() > 1) {
            throw MisfitException.of(Code.TWICE, field, token);
        }
        Member member = found.isEmpty() ? null : found.get(0);
        return new FieldPlace(holder, token, member, member == null ? null : member.value());
    }

    private static @Nullable JsonSpan item(JsonSpan list, String token) {
        boolean index = token.matches("0|[1-9][0-9]{0,7}");
        int at = index ? Integer.parseInt(token) : Integer.MAX_VALUE;
        return at < list.items().size() ? list.items().get(at) : null;
    }

    /** The value; null where it is not there or JSON's null, which the rule book counts alike. */
    @Nullable
    JsonSpan given() {
        return value == null || value.kind() == JsonKind.NULL ? null : value;
    }

    /** Puts it in behind the last member, spaced as that one is. */
    TextEdit adding(JsonText order, String json) {
        List<Member> members = holder.members();
        String quoted = EscapedText.quote(key);
        if (members.isEmpty()) {
            int at = holder.start() + 1;
            return new TextEdit(at, at, quoted + ":" + json);
        }
        Member last = members.get(members.size() - 1);
        int gap = members.size() == 1
                ? holder.start()
                : order.source()
                        .indexOf(',', members.get(members.size() - 2).value().end());
        String before = order.source().substring(gap + 1, last.start());
        String colon = order.source().substring(order.keyEnd(last), last.value().start());
        int at = last.value().end();
        return new TextEdit(at, at, "," + before + quoted + colon + json);
    }

    /** Takes the member out, with the comma that goes with it. */
    TextEdit removing(JsonText order) {
        Member gone = Objects.requireNonNull(member);
        List<Member> members = holder.members();
        int index = members.indexOf(gone);
        int end = gone.value().end();
        if (index > 0) {
            int comma =
                    order.source().indexOf(',', members.get(index - 1).value().end());
            return new TextEdit(comma, end, "");
        }
        return new TextEdit(
                gone.start(), members.size() == 1 ? end : members.get(1).start(), "");
    }
}
