package io.orderflow.operations.stack;

/** The least IAM policy of each role. Makes no calls; thread-safe. */
public interface StackPolicies {

    /** Who does what with the stack. */
    enum Role {
        /** Sets the stack up, checks it, changes it and takes it away. */
        BOOTSTRAP,
        /** Places orders and looks them up. */
        SUPPORT,
        /** Looks into the dead-letter queues and moves messages back. */
        OPERATOR,
        /** The function itself. */
        FUNCTION
    }

    /** The policy document as indented JSON, ready to be attached. */
    String text(Role role);
}
