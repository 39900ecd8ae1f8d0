package io.orderflow.operations.filter;

import java.util.List;
import java.util.stream.Stream;

/** A filter line that cannot be understood, as data: what is wrong, and with which part of the line. */
public final class FilterException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong; in brackets what the parameters hold. */
    public enum Code {
        /** There is no such key [the key, then the keys there are]. */
        UNKNOWN_KEY,
        /** The key is there, but not with this sign [the key, then the signs it takes]. */
        WRONG_SIGN,
        /** Nothing follows where a value should [what it stands behind]. */
        NO_VALUE,
        /** A quote is not closed. */
        UNCLOSED_QUOTE,
        /** No number [the value]. */
        NOT_A_NUMBER,
        /** No length of time [the value]. */
        NOT_A_LENGTH,
        /** No day [the value]. */
        NOT_A_DAY,
        /** No point in time [the value]. */
        NOT_A_TIME,
        /** None of the words there are [the value, then the words]. */
        NOT_A_CHOICE
    }

    private final Code code;
    private final int start;
    private final int end;
    private final transient List<String> parameters;
    private final transient Filter others;
    private final String line;
    private final transient List<FilterException> more;

    FilterException(Code code, int start, int end, List<String> parameters) {
        this(code, start, end, parameters, "", Filter.NONE, List.of());
    }

    private FilterException(
            Code code,
            int start,
            int end,
            List<String> parameters,
            String line,
            Filter others,
            List<FilterException> more) {
        super(code + " at " + start + " " + parameters);
        this.code = code;
        this.start = start;
        this.end = end;
        this.parameters = List.copyOf(parameters);
        this.line = line;
        this.others = others;
        this.more = List.copyOf(more);
    }

    /** The first of them, with the others and with what is understood of the line. */
    static FilterException of(List<FilterException> faults, String line, Filter understood) {
        FilterException first = faults.get(0);
        return new FilterException(
                first.code,
                first.start,
                first.end,
                first.parameters,
                line,
                understood,
                faults.subList(1, faults.size()));
    }

    /** All that is wrong with the line, from left to right, this one first. */
    public List<FilterException> all() {
        return Stream.concat(Stream.of(this), more.stream()).toList();
    }

    /** The whole line. */
    public String line() {
        return line;
    }

    /** What can be understood of the line. */
    public Filter others() {
        return others;
    }

    public Code code() {
        return code;
    }

    /** Where the faulty part begins in the line. */
    public int start() {
        return start;
    }

    /** Behind the faulty part's last character; greater than the start. */
    public int end() {
        return end;
    }

    public List<String> parameters() {
        return parameters;
    }
}
