package io.orderflow.infra.local.dynamodb.item;

import io.orderflow.infra.local.http.AwsError;

/**
 * How deep values lie in each other: 32 levels, of which an attribute's own value is the first.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Nesting depth</a>
 */
public final class Nesting {

    private static final int MAX_LEVELS = 32;

    private Nesting() {}

    /** The level of a container's members, refused where there is none. */
    static int below(int level) throws AwsError {
        if (level + 1 >= MAX_LEVELS) {
            throw Faults.validation("Nesting Levels have exceeded supported limits: Attributes in the item have nested"
                    + " levels beyond supported limit");
        }
        return level + 1;
    }

    /**
     * Whether a value may lie there.
     *
     * @param level counted from zero
     */
    public static void check(AttributeValue value, int level) throws AwsError {
        for (AttributeValue member : value.inner()) {
            check(member, below(level));
        }
    }
}
