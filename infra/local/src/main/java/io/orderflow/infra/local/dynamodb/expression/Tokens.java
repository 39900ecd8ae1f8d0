package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression cut into tokens, read one after the other. Not thread-safe. */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<word>[A-Za-z][A-Za-z0-9_]*)|(?<name>#[A-Za-z0-9_]+)"
            + "|(?<value>:[A-Za-z0-9_]+)|(?<number>[0-9]+)|(?<sign><>|<=|>=|[=<>+\\-()\\[\\],.])|(?<other>\\S))");

    private final String text;
    private final ExpressionFaults faults;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String text, ExpressionFaults faults) throws AwsError {
        this.text = text;
        this.faults = faults;
        Matcher matcher = TOKEN.matcher(text);
        for (int at = 0; matcher.find(at); at = matcher.end()) {
            tokens.add(token(matcher));
        }
        tokens.add(new Token(Token.Kind.END, "<EOF>", text.length(), text.length()));
    }

    private static Token token(Matcher matcher) {
        for (Token.Kind kind :
                List.of(Token.Kind.WORD, Token.Kind.NAME, Token.Kind.VALUE, Token.Kind.NUMBER, Token.Kind.SIGN)) {
            String group = kind.name().toLowerCase(java.util.Locale.ROOT);
            if (matcher.group(group) != null) {
                return new Token(kind, matcher.group(group), matcher.start(group), matcher.end(group));
            }
        }
        return new Token(Token.Kind.SIGN, matcher.group("other"), matcher.start("other"), matcher.end("other"));
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the token if it is this one. */
    boolean takeIf(String expected) {
        if (peek().is(expected)) {
            take();
            return true;
        }
        return false;
    }

    void expect(String expected) throws AwsError {
        if (!takeIf(expected)) {
            throw unexpected();
        }
    }

    void expectEnd() throws AwsError {
        if (peek().kind() != Token.Kind.END) {
            throw unexpected();
        }
    }

    /** The next token should not be here. */
    AwsError unexpected() {
        Token token = peek();
        int from = tokens.get(Math.max(0, next - 1)).from();
        int to = tokens.get(Math.min(tokens.size() - 1, next + 1)).to();
        return faults.fault("Syntax error; token: \"" + token.text() + "\", near: \""
                + text.substring(from, Math.max(from, to)) + "\"");
    }
}
