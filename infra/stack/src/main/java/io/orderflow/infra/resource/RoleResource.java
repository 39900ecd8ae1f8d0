package io.orderflow.infra.resource;

import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.RoleSpec;
import io.orderflow.infra.stack.StackTags;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ConcurrentModificationException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** The function's execution role with its inline policy. */
public final class RoleResource extends BaseResource {
    private static final String TRUST = "AssumeRolePolicyDocument";
    private static final String POLICY = "inline policy";

    private final IamClient iam;
    private final RoleSpec spec;

    public RoleResource(IamClient iam, RoleSpec spec) {
        super(ResourceKind.ROLE, spec.name(), Set.of(), EntityAlreadyExistsException.class);
        this.iam = iam;
        this.spec = spec;
    }

    @Override
    public Observation observe() {
        try {
            String trust =
                    iam.getRole(request -> request.roleName(spec.name())).role().assumeRolePolicyDocument();
            return Observation.tagged(
                    spec.arn(), compare(decoded(trust), inlinePolicy()), Answers.ifSupported(this::tags));
        } catch (NoSuchEntityException e) {
            return Observation.missing(compare(null, null).newTags(StackTags.created()));
        }
    }

    private Comparison compare(@Nullable String trust, @Nullable String policy) {
        return new Comparison().document(TRUST, trust, spec.trust()).document(POLICY, policy, spec.policy());
    }

    private @Nullable String inlinePolicy() {
        return Answers.ifThere(
                        NoSuchEntityException.class,
                        () -> iam.getRolePolicy(
                                request -> request.roleName(spec.name()).policyName(spec.policyName())))
                .map(policy -> decoded(policy.policyDocument()))
                .orElse(null);
    }

    /** AWS URL-encodes IAM's documents, some compatible servers do not. */
    private static String decoded(String document) {
        return document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
    }

    private Map<String, String> tags() {
        return iam.listRoleTags(request -> request.roleName(spec.name())).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Override
    void make(Waits waits) {
        Answers.tagged(
                waits,
                tags -> iam.createRole(request -> request.roleName(spec.name())
                        .description("Execution role of the Orderflow consumer")
                        .assumeRolePolicyDocument(JsonTrees.text(spec.trust()))
                        .tags(tags(tags))));
        putPolicy(waits);
    }

    @Override
    public void update(Observation seen, Waits waits) {
        if (seen.differsIn(TRUST)) {
            changed(
                    waits,
                    () -> iam.updateAssumeRolePolicy(
                            request -> request.roleName(spec.name()).policyDocument(JsonTrees.text(spec.trust()))));
        }
        if (seen.differsIn(POLICY)) {
            putPolicy(waits);
        }
        setTags(
                seen,
                waits,
                tags -> iam.tagRole(request -> request.roleName(spec.name()).tags(tags(tags))));
    }

    private void putPolicy(Waits waits) {
        changed(
                waits,
                () -> iam.putRolePolicy(request -> request.roleName(spec.name())
                        .policyName(spec.policyName())
                        .policyDocument(JsonTrees.text(spec.policy()))));
    }

    /** IAM tells every region of a change in its own time. */
    private static void changed(Waits waits, Runnable call) {
        waits.retry(
                "IAM to see the role",
                Answers.SEEN_LIMIT,
                e -> Answers.isMissing(e) || e instanceof ConcurrentModificationException,
                call);
    }

    /** A role goes only without policies; those that others put on a role of ours go with it. */
    @Override
    public void delete(Observation seen, Waits waits) {
        waits.retry(
                "IAM to see the role without policies",
                Answers.SEEN_LIMIT,
                e -> e instanceof DeleteConflictException || e instanceof ConcurrentModificationException,
                () -> Answers.deleteIfThere(this::deleteWithPolicies));
    }

    private void deleteWithPolicies() {
        for (String policy : iam.listRolePoliciesPaginator(request -> request.roleName(spec.name()))
                .policyNames()) {
            Answers.deleteIfThere(() -> iam.deleteRolePolicy(
                    request -> request.roleName(spec.name()).policyName(policy)));
        }
        for (AttachedPolicy policy : iam.listAttachedRolePoliciesPaginator(request -> request.roleName(spec.name()))
                .attachedPolicies()) {
            Answers.deleteIfThere(() -> iam.detachRolePolicy(
                    request -> request.roleName(spec.name()).policyArn(policy.policyArn())));
        }
        iam.deleteRole(request -> request.roleName(spec.name()));
    }

    private static @Nullable List<Tag> tags(Map<String, String> tags) {
        return Answers.orNone(
                tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
