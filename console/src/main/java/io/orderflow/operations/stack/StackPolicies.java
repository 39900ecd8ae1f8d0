package io.orderflow.operations.stack;

import io.orderflow.infra.stack.PolicyRole;

/** The least IAM policy of each role. Makes no calls; thread-safe. */
public interface StackPolicies {

    /** The policy document as indented JSON, ready to be attached. */
    String text(PolicyRole role);
}
