package io.orderflow.operations.filter;

import io.orderflow.operations.filter.FilterException.Code;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one filter line, from left to right. */
final class FilterParser {
    /** A colon and an equals sign mean the same. */
    private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(>=|<=|[:=~<>])");

    private final String line;
    private final Map<String, ? extends ValueKind<?>> kinds;
    private final ZoneId zone;
    private int at;

    FilterParser(String line, Map<String, ? extends ValueKind<?>> kinds, ZoneId zone) {
        this.line = line;
        this.kinds = kinds;
        this.zone = zone;
    }

    Filter filter() throws FilterException {
        List<FilterTerm> terms = new ArrayList<>();
        List<FilterException> faults = new ArrayList<>();
        skipSpace();
        while (at < line.length()) {
            try {
                terms.add(term());
            } catch (FilterException e) {
                faults.add(e);
                at = e.end();
                skipWord();
            }
            skipSpace();
        }
        if (!faults.isEmpty()) {
            throw FilterException.of(faults, line, new Filter(terms));
        }
        return new Filter(terms);
    }

    /** The rest of a faulty word, with what stands between quotes: it is no word of its own. */
    private void skipWord() {
        boolean quoted = false;
        while (at < line.length() && (quoted || !space(line.charAt(at)))) {
            if (quoted && line.charAt(at) == '\\') {
                at++; // a quote behind it ends nothing
            } else if (line.charAt(at) == '"') {
                quoted = !quoted;
            }
            at = Math.min(at + 1, line.length());
        }
    }

    private FilterTerm term() throws FilterException {
        int start = at;
        boolean negated = line.charAt(at) == '-';
        if (negated) {
            at++;
        }
        String key = FilterTerm.TEXT;
        FilterOperator operator = FilterOperator.CONTAINS;
        Matcher typed = KEY.matcher(line).region(at, line.length());
        if (typed.lookingAt()) {
            key = typed.group(1).toLowerCase(Locale.ROOT);
            checkKey(key, typed.start(1), typed.end(1));
            operator = operator(key, typed);
            at = typed.end();
        }
        return new FilterTerm(negated, key, operator, values(key, operator, start));
    }

    private void checkKey(String key, int start, int end) throws FilterException {
        if (!kinds.containsKey(key)) {
            List<String> parameters = new ArrayList<>(List.of(line.substring(start, end)));
            kinds.keySet().stream()
                    .filter(each -> !each.equals(FilterTerm.TEXT))
                    .forEach(parameters::add);
            throw new FilterException(Code.UNKNOWN_KEY, start, end, parameters);
        }
    }

    private FilterOperator operator(String key, Matcher typed) throws FilterException {
        String sign = typed.group(2).equals("=") ? FilterOperator.IS.sign() : typed.group(2);
        List<String> parameters = new ArrayList<>(List.of(key));
        for (FilterOperator each : kind(key).operators()) {
            if (each.sign().equals(sign)) {
                return each;
            }
            parameters.add(each.sign());
        }
        throw new FilterException(Code.WRONG_SIGN, typed.start(1), typed.end(2), parameters);
    }

    private ValueKind<?> kind(String key) {
        ValueKind<?> kind = kinds.get(key);
        if (kind == null) {
            throw new IllegalStateException("no kind of values: " + key);
        }
        return kind;
    }

    private List<String> values(String key, FilterOperator operator, int termStart) throws FilterException {
        List<String> values = new ArrayList<>();
        boolean more = true;
        while (more) {
            int start = at;
            String typed = value();
            if (typed.isEmpty()) {
                int end = Math.max(at, termStart + 1);
                throw new FilterException(Code.NO_VALUE, termStart, end, List.of(line.substring(termStart, end)));
            }
            ValueKind<?> kind = kind(key);
            String canonical = kind.canonical(operator, typed, zone);
            if (canonical == null) {
                List<String> parameters = new ArrayList<>(List.of(typed));
                parameters.addAll(kind.choices());
                throw new FilterException(kind.fault(operator), start, at, parameters);
            }
            values.add(canonical);
            more = at < line.length() && line.charAt(at) == ',';
            if (more) {
                at++;
            }
        }
        return values;
    }

    /** Up to a space or a comma outside of quotes. */
    private String value() throws FilterException {
        StringBuilder value = new StringBuilder();
        while (at < line.length() && line.charAt(at) != ',' && !space(line.charAt(at))) {
            if (line.charAt(at) == '"') {
                quoted(value);
            } else {
                value.append(line.charAt(at++));
            }
        }
        return value.toString();
    }

    private void quoted(StringBuilder value) throws FilterException {
        int start = at++;
        while (at < line.length() && line.charAt(at) != '"') {
            boolean escape = line.startsWith("\\\"", at) || line.startsWith("\\\\", at);
            at += escape ? 1 : 0;
            value.append(line.charAt(at++));
        }
        if (at == line.length()) {
            throw new FilterException(Code.UNCLOSED_QUOTE, start, line.length(), List.of());
        }
        at++;
    }

    private void skipSpace() {
        while (at < line.length() && space(line.charAt(at))) {
            at++;
        }
    }

    private static boolean space(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
