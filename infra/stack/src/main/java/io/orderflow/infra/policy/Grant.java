package io.orderflow.infra.policy;

import org.jspecify.annotations.Nullable;

/**
 * An IAM action on some of the stack's resources.
 *
 * @param passedTo for {@code iam:PassRole}: the only service that the role may be passed to; else null
 */
record Grant(String action, Scope scope, @Nullable String passedTo) {
    Grant(String action, Scope scope) {
        this(action, scope, null);
    }
}
