package io.orderflow.operations.deadletter.recipe;

import io.orderflow.operations.deadletter.recipe.JsonSpan.Member;
import io.orderflow.operations.deadletter.recipe.Misfit.Code;
import java.util.List;

/** One change of one field of an order. */
public sealed interface RecipeStep {

    /** What changes of an order's text; nothing where it is so already. */
    List<TextEdit> edits(JsonText order) throws MisfitException;

    /** The field has this value, whatever it had; added where it is missing. */
    record SetTo(RecipeField field, RecipeValue value) implements RecipeStep {
        @Override
        public List<TextEdit> edits(JsonText order) throws MisfitException {
            return put(order, value, placeFor(order, field));
        }
    }

    /** The field has this value where it is missing for the rule book: not there, null, or a text without a character. */
    record DefaultTo(RecipeField field, RecipeValue value) implements RecipeStep {
        @Override
        public List<TextEdit> edits(JsonText order) throws MisfitException {
            FieldPlace place = placeFor(order, field);
            JsonSpan given = place.given();
            return given == null || order.says(given, "") ? put(order, value, place) : List.of();
        }
    }

    /** The text is without the white space at its ends. Nothing where the field is missing; a misfit where it is no text. */
    record Trim(RecipeField field) implements RecipeStep {
        @Override
        public List<TextEdit> edits(JsonText order) throws MisfitException {
            FieldPlace place = FieldPlace.of(order, field);
            JsonSpan value = place == null ? null : place.given();
            if (value == null) {
                return List.of();
            }
            if (value.kind() != JsonKind.TEXT) {
                throw MisfitException.of(Code.WRONG_KIND, field, value.kind().name());
            }
            return trimmed(order.text(value));
        }

        private static List<TextEdit> trimmed(EscapedText value) {
            String text = value.text();
            int start = 0;
            int end = text.length();
            while (start < end && isBlank(text.charAt(start))) {
                start++;
            }
            while (end > start && isBlank(text.charAt(end - 1))) {
                end--;
            }
            TextEdit head = new TextEdit(value.place(0), value.place(start), "");
            TextEdit tail = new TextEdit(value.place(end), value.place(text.length()), "");
            return List.of(head, tail).stream()
                    .filter(edit -> edit.start() < edit.end())
                    .toList();
        }

        /** Unicode's white space, and the two without a width that come with what is copied from web pages and files. */
        private static boolean isBlank(char c) {
            return Character.isWhitespace(c) || Character.isSpaceChar(c) || "\u0085\u200B\uFEFF".indexOf(c) >= 0;
        }
    }

    /** The field has another name, at its place, or stands elsewhere. Nothing where it is missing. */
    record Move(RecipeField from, RecipeField to) implements RecipeStep {
        /** @throws IllegalArgumentException when both are one */
        public Move {
            if (from.path().equals(to.path())) {
                throw new IllegalArgumentException("nothing moves: " + from);
            }
        }

        @Override
        public List<TextEdit> edits(JsonText order) throws MisfitException {
            FieldPlace old = FieldPlace.of(order, from);
            if (old == null || old.value() == null) {
                return List.of();
            }
            Member member = old.member();
            if (member == null) {
                throw MisfitException.of(Code.IN_A_LIST, from);
            }
            FieldPlace place = placeFor(order, to);
            if (place.value() != null) {
                throw MisfitException.of(Code.TAKEN, to);
            }
            if (place.holder() == old.holder()) {
                return List.of(new TextEdit(member.start(), order.keyEnd(member), EscapedText.quote(place.key())));
            }
            if (member.value().contains(place.holder())) {
                throw MisfitException.of(Code.NO_HOLDER, to);
            }
            return List.of(old.removing(order), place.adding(order, order.written(member.value())));
        }
    }

    /** The field is of another kind, with the same value. Nothing where it is missing or of that kind already. */
    record Convert(RecipeField field, Conversion to) implements RecipeStep {
        @Override
        public List<TextEdit> edits(JsonText order) throws MisfitException {
            FieldPlace place = FieldPlace.of(order, field);
            JsonSpan value = place == null ? null : place.given();
            if (value == null) {
                return List.of();
            }
            String before = order.written(value);
            String after = to.convert(order, value, field);
            return after.equals(before) ? List.of() : List.of(new TextEdit(value.start(), value.end(), after));
        }
    }

    private static FieldPlace placeFor(JsonText order, RecipeField field) throws MisfitException {
        FieldPlace place = FieldPlace.of(order, field);
        if (place == null) {
            throw MisfitException.of(Code.NO_HOLDER, field);
        }
        return place;
    }

    private static List<TextEdit> put(JsonText order, RecipeValue value, FieldPlace place) {
        JsonSpan there = place.value();
        if (there == null) {
            return List.of(place.adding(order, value.json()));
        }
        return value.isIn(order, there) ? List.of() : List.of(new TextEdit(there.start(), there.end(), value.json()));
    }
}
