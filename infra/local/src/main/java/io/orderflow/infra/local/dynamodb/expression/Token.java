package io.orderflow.infra.local.dynamodb.expression;

/**
 * A word, sign, number or placeholder of an expression.
 *
 * @param from where it begins in the text
 * @param to where it ends
 */
record Token(Kind kind, String text, int from, int to) {

    enum Kind {
        WORD,
        NAME,
        VALUE,
        NUMBER,
        SIGN,
        END
    }

    /** Whether it is this sign, or this word in any case. */
    boolean is(String expected) {
        return kind == Kind.SIGN ? text.equals(expected) : kind == Kind.WORD && text.equalsIgnoreCase(expected);
    }
}
