package io.orderflow.infra.local.logs;

import io.orderflow.infra.local.http.AwsError;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which lines a filter pattern of words and quoted phrases finds: those with all plain terms, with one of those behind
 * {@code ?} and with none of those behind {@code -}. Terms are parts of the line, case-sensitive. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter pattern syntax</a>
 */
final class FilterPattern {

    /** A sign, then a phrase, in which a backslash escapes, or a word. */
    private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(\\S+))");

    private static final int MAX_LENGTH = 1024;

    private final List<Term> terms;

    private record Term(String sign, String text) {
        boolean in(String line) {
            return line.contains(text);
        }
    }

    private FilterPattern(List<Term> terms) {
        this.terms = terms;
    }

    static FilterPattern parse(String pattern) throws AwsError {
        if (pattern.length() > MAX_LENGTH) {
            throw AwsError.badRequest(
                    "InvalidParameterException", "filterPattern must have at most " + MAX_LENGTH + " characters.");
        }
        String trimmed = pattern.strip();
        if (trimmed.startsWith("{")) {
            throw unsupported("{…}");
        }
        if (trimmed.startsWith("[")) {
            throw unsupported("[…]");
        }
        List<MatchResult> found = TERM.matcher(trimmed).results().toList();
        for (MatchResult term : found) {
            String word = term.group(3);
            if (word != null && word.length() > 2 && word.startsWith("%") && word.endsWith("%")) {
                throw unsupported("%…%");
            }
        }
        return new FilterPattern(found.stream().map(FilterPattern::term).toList());
    }

    private static Term term(MatchResult found) {
        String phrase = found.group(2);
        return new Term(found.group(1), phrase == null ? found.group(3) : phrase.replaceAll("\\\\(.)", "$1"));
    }

    private static AwsError unsupported(String form) {
        return AwsError.badRequest(
                "InvalidParameterException",
                "The embedded AWS does not support filter patterns of the form " + form + ", but words, \"phrases\","
                        + " ?either ?or and -not.");
    }

    boolean matches(String line) {
        boolean wanted = false;
        boolean optional = false;
        for (Term term : terms) {
            boolean in = term.in(line);
            switch (term.sign()) {
                case "?" -> {
                    optional = true;
                    wanted |= in;
                }
                case "-" -> {
                    if (in) {
                        return false;
                    }
                }
                default -> {
                    if (!in) {
                        return false;
                    }
                }
            }
        }
        return wanted || !optional;
    }
}
