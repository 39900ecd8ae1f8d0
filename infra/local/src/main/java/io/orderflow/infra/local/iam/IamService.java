package io.orderflow.infra.local.iam;

import io.orderflow.infra.local.http.AbsentOperations;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** IAM roles: they read back as AWS says them, and grant nothing, as everyone with the key may do everything here. */
public final class IamService implements AwsService {

    private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

    private final StateMap<Role> roles;
    private final Clock clock;

    public IamService(DurableStore store, Clock clock) {
        this.roles = new StateMap<>(store, "iam-roles", Role.class);
        this.clock = clock;
    }

    @Override
    public synchronized AwsResponse handle(AwsRequest request) throws AwsError {
        QueryParams in = QueryParams.of(request);
        String action = in.action();
        Xml out = new Xml();
        switch (action) {
            case "CreateRole" -> create(in, out);
            case "GetRole" -> role(role(in), out);
            case "ListRoles" -> {
                out.open("Roles");
                roles.values().forEach(role -> body(role, out.open("member")).close("member"));
                out.close("Roles").leaf("IsTruncated", "false");
            }
            case "DeleteRole" -> delete(role(in));
            case "UpdateAssumeRolePolicy" -> save(role(in).withTrust(document(in)));
            case "PutRolePolicy" -> save(role(in).withInline(in.require("PolicyName"), document(in)));
            case "GetRolePolicy" -> inline(in, out);
            case "DeleteRolePolicy" -> save(role(in).withInline(existingInline(in), null));
            case "ListRolePolicies" -> names(out, role(in).inline());
            case "AttachRolePolicy" -> save(role(in).withAttached(in.require("PolicyArn"), true));
            case "DetachRolePolicy" -> detach(in);
            case "ListAttachedRolePolicies" -> attached(role(in), out);
            case "TagRole" -> {
                Role role = role(in);
                for (Map.Entry<String, String> tag :
                        in.map("Tags.member", "Key", "Value").entrySet()) {
                    role = role.withTag(tag.getKey(), tag.getValue());
                }
                save(role);
            }
            case "UntagRole" -> {
                Role role = role(in);
                for (String key : in.strings("TagKeys.member")) {
                    role = role.withTag(key, null);
                }
                save(role);
            }
            case "ListRoleTags" -> {
                tags(role(in), out);
                out.leaf("IsTruncated", "false");
            }
            default -> throw AbsentOperations.invalidAction("iam", action);
        }
        return out.answer(action, NAMESPACE);
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        return Xml.refuse(error, NAMESPACE);
    }

    /** Whether a function may name this role. */
    public boolean exists(String roleArn) {
        return roles.values().stream().anyMatch(role -> role.arn().equals(roleArn));
    }

    private void save(Role role) {
        roles.put(role.name(), role);
    }

    private Role role(QueryParams in) throws AwsError {
        String name = in.require("RoleName");
        return roles.get(name).orElseThrow(() -> missing("The role with name " + name + " cannot be found."));
    }

    private static AwsError missing(String message) {
        return new AwsError(404, "NoSuchEntity", message);
    }

    private static String document(QueryParams in) throws AwsError {
        String document = in.require("PolicyDocument");
        checkDocument(document);
        return document;
    }

    private static void checkDocument(String document) throws AwsError {
        if (Json.tryRead(document).filter(policy -> policy.has("Statement")).isEmpty()) {
            throw AwsError.badRequest("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
        }
    }

    private void create(QueryParams in, Xml out) throws AwsError {
        String name = in.require("RoleName");
        if (!name.matches("[\\w+=,.@-]{1,64}")) {
            throw AwsError.badRequest("ValidationError", "The specified value for roleName is invalid.");
        }
        if (roles.get(name).isPresent()) {
            throw new AwsError(409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
        }
        String trust = in.require("AssumeRolePolicyDocument");
        checkDocument(trust);
        int seconds = Integer.parseInt(in.get("MaxSessionDuration")
                .filter(text -> text.matches("\\d{1,5}"))
                .orElse("3600"));
        Role role = new Role(
                name,
                in.get("Path").orElse("/"),
                "AROA"
                        + UUID.randomUUID()
                                .toString()
                                .replace("-", "")
                                .substring(0, 17)
                                .toUpperCase(Locale.ROOT),
                trust,
                in.get("Description").orElse(null),
                seconds,
                clock.instant().getEpochSecond(),
                Map.of(),
                Map.of(),
                in.map("Tags.member", "Key", "Value"));
        save(role);
        role(role, out);
    }

    private static void role(Role role, Xml out) {
        body(role, out.open("Role")).close("Role");
    }

    private static Xml body(Role role, Xml out) {
        out.leaf("Path", role.path())
                .leaf("RoleName", role.name())
                .leaf("RoleId", role.id())
                .leaf("Arn", role.arn())
                .leaf("CreateDate", Instant.ofEpochSecond(role.createdSeconds()).toString())
                .leaf("AssumeRolePolicyDocument", encoded(role.trust()))
                .leaf("MaxSessionDuration", Integer.toString(role.maxSessionSeconds()));
        if (role.description() != null) {
            out.leaf("Description", role.description());
        }
        if (!role.tags().isEmpty()) {
            tags(role, out);
        }
        return out;
    }

    /** Policy documents come back URL-encoded, per RFC 3986. */
    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private void delete(Role role) throws AwsError {
        if (!role.inline().isEmpty() || !role.attached().isEmpty()) {
            throw new AwsError(
                    409,
                    "DeleteConflict",
                    "Cannot delete entity, must delete policies first: role " + role.name() + ".");
        }
        roles.remove(role.name());
    }

    private String existingInline(QueryParams in) throws AwsError {
        String policy = in.require("PolicyName");
        if (!role(in).inline().containsKey(policy)) {
            throw missing("The role policy with name " + policy + " cannot be found.");
        }
        return policy;
    }

    private void inline(QueryParams in, Xml out) throws AwsError {
        String policy = existingInline(in);
        Role role = role(in);
        out.leaf("RoleName", role.name())
                .leaf("PolicyName", policy)
                .leaf("PolicyDocument", encoded(role.inline().getOrDefault(policy, "")));
    }

    private static void names(Xml out, Map<String, String> policies) {
        out.open("PolicyNames");
        List.copyOf(new TreeMap<>(policies).keySet()).forEach(name -> out.leaf("member", name));
        out.close("PolicyNames").leaf("IsTruncated", "false");
    }

    private void detach(QueryParams in) throws AwsError {
        Role role = role(in);
        String arn = in.require("PolicyArn");
        if (!role.attached().containsKey(arn)) {
            throw missing("Policy " + arn + " was not found.");
        }
        save(role.withAttached(arn, false));
    }

    private static void attached(Role role, Xml out) {
        out.open("AttachedPolicies");
        new TreeMap<>(role.attached()).forEach((arn, name) -> out.open("member")
                .leaf("PolicyName", name)
                .leaf("PolicyArn", arn)
                .close("member"));
        out.close("AttachedPolicies").leaf("IsTruncated", "false");
    }

    private static void tags(Role role, Xml out) {
        out.open("Tags");
        new TreeMap<>(role.tags())
                .forEach((key, value) ->
                        out.open("member").leaf("Key", key).leaf("Value", value).close("member"));
        out.close("Tags");
    }
}
