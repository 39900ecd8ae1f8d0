package io.orderflow.infra.doctor;

import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.RoleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** What the function may do beyond its own policy, which setup status compares. */
final class RoleChecks {
    private final IamClient iam;
    private final RoleSpec role;

    RoleChecks(IamClient iam, RoleSpec role) {
        this.iam = iam;
        this.role = role;
    }

    void run(Consumer<Finding> findings) {
        ResourceId subject = new ResourceId(ResourceKind.ROLE, role.name());
        try {
            List<String> extra = extra();
            if (!extra.isEmpty()) {
                findings.accept(new Finding(
                        Severity.WARNING,
                        FindingCode.EXTRA_PERMISSIONS,
                        subject,
                        FindingText.EXTRA_PERMISSIONS,
                        String.join(", ", extra)));
            }
        } catch (NoSuchEntityException e) {
            findings.accept(Doctor.missing(subject));
        }
    }

    private List<String> extra() {
        List<String> extra = new ArrayList<>();
        for (AttachedPolicy policy : iam.listAttachedRolePoliciesPaginator(request -> request.roleName(role.name()))
                .attachedPolicies()) {
            extra.add(policy.policyName());
        }
        for (String policy : iam.listRolePoliciesPaginator(request -> request.roleName(role.name()))
                .policyNames()) {
            if (!policy.equals(role.policyName())) {
                extra.add(policy);
            }
        }
        return extra;
    }
}
