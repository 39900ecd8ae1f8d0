package io.orderflow.aws;

import io.orderflow.infra.policy.RolePolicies;
import io.orderflow.infra.stack.PolicyRole;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.stack.StackPolicies;

/** The engine's policies for one stack. */
public final class InfraPolicies implements StackPolicies {
    private final RolePolicies policies;

    public InfraPolicies(StackSpec spec) {
        this.policies = new RolePolicies(spec);
    }

    @Override
    public String text(PolicyRole role) {
        return policies.text(role);
    }
}
