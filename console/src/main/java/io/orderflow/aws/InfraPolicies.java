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
    public String text(Role role) {
        return policies.text(
                switch (role) {
                    case BOOTSTRAP -> PolicyRole.BOOTSTRAP;
                    case SUPPORT -> PolicyRole.SUPPORT;
                    case OPERATOR -> PolicyRole.OPERATOR;
                    case FUNCTION -> PolicyRole.FUNCTION;
                });
    }
}
