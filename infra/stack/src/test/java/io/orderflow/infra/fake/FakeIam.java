package io.orderflow.infra.fake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** Roles in memory; documents come back URL-encoded, as from AWS. */
public final class FakeIam implements IamClient {
    public final Map<String, String> trusts = new TreeMap<>();
    public final Map<String, String> policies = new TreeMap<>();
    public final Map<String, String> tags = new TreeMap<>();

    private final Calls calls;

    FakeIam(Calls calls) {
        this.calls = calls;
    }

    private static String found(String document) {
        if (document == null) {
            throw NoSuchEntityException.builder().build();
        }
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(List.of())
                .isTruncated(false)
                .build();
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return ListRolePoliciesResponse.builder()
                .policyNames(List.of())
                .isTruncated(false)
                .build();
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        String trust = found(trusts.get(request.roleName()));
        return GetRoleResponse.builder()
                .role(role -> role.roleName(request.roleName()).assumeRolePolicyDocument(trust))
                .build();
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder()
                .policyDocument(found(policies.get(request.roleName())))
                .build();
    }

    @Override
    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
        return ListRoleTagsResponse.builder()
                .tags(tags.entrySet().stream()
                        .map(it -> Tag.builder()
                                .key(it.getKey())
                                .value(it.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public CreateRoleResponse createRole(CreateRoleRequest request) {
        return calls.mutate("iam:CreateRole", () -> {
            if (trusts.containsKey(request.roleName())) {
                throw EntityAlreadyExistsException.builder().build();
            }
            trusts.put(request.roleName(), request.assumeRolePolicyDocument());
            request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            return CreateRoleResponse.builder().build();
        });
    }

    @Override
    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        return calls.mutate("iam:PutRolePolicy", () -> {
            policies.put(request.roleName(), request.policyDocument());
            return PutRolePolicyResponse.builder().build();
        });
    }

    @Override
    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        return calls.mutate("iam:UpdateAssumeRolePolicy", () -> {
            trusts.put(request.roleName(), request.policyDocument());
            return UpdateAssumeRolePolicyResponse.builder().build();
        });
    }

    @Override
    public TagRoleResponse tagRole(TagRoleRequest request) {
        return calls.mutate("iam:TagRole", () -> {
            request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            return TagRoleResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
