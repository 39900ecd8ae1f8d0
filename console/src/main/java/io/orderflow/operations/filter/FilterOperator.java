package io.orderflow.operations.filter;

/** What stands between a key and its values. */
public enum FilterOperator {
    IS(":"),
    CONTAINS("~"),
    AT_LEAST(">="),
    AT_MOST("<="),
    MORE(">"),
    LESS("<");

    private final String sign;

    FilterOperator(String sign) {
        this.sign = sign;
    }

    /** As typed. */
    public String sign() {
        return sign;
    }

    /** Whether a comparison of the row's value with the term's, as {@code compareTo} tells it, holds. */
    boolean holds(int comparison) {
        return switch (this) {
            case IS -> comparison == 0;
            case AT_LEAST -> comparison >= 0;
            case AT_MOST -> comparison <= 0;
            case MORE -> comparison > 0;
            case LESS -> comparison < 0;
            case CONTAINS -> false;
        };
    }
}
