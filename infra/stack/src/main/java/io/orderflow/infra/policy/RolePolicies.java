package io.orderflow.infra.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.stack.PolicyRole;
import io.orderflow.infra.stack.RoleSpec;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The least IAM policy of each role, for one stack. Makes no calls. Thread-safe. */
public final class RolePolicies {
    /** One action and one resource a line, as the AWS console shows them. */
    private static final ObjectWriter WRITER = new ObjectMapper()
            .writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private static final String VERSION = "2012-10-17";

    private final StackSpec spec;

    public RolePolicies(StackSpec spec) {
        this.spec = spec;
    }

    /** The policy document, ready to be attached. */
    public JsonNode policy(PolicyRole role) {
        return role == PolicyRole.FUNCTION ? function() : document(role);
    }

    /** As {@link #policy}, indented for people. */
    public String text(PolicyRole role) {
        try {
            return WRITER.writeValueAsString(policy(role));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Whoever brings a role of their own needs the same policy on it. */
    private JsonNode function() {
        return spec.role().orElseGet(() -> withOwnRole(spec)).policy();
    }

    private static RoleSpec withOwnRole(StackSpec spec) {
        StackOptions options = StackOptions.builder().build();
        return new StackSpec(spec.identity(), spec.names(), options, spec.code())
                .role()
                .orElseThrow();
    }

    private JsonNode document(PolicyRole role) {
        Map<Scope, Set<String>> actions = new TreeMap<>();
        Set<Grant> passing = new LinkedHashSet<>();
        for (String call : RoleCalls.of(role)) {
            for (Grant grant : CallTable.grants(role, call)) {
                if (grant.scope() == Scope.ROLE && grant.passedTo() == null && bringsRole()) {
                    continue; // it is passed on, and never touched
                }
                if (grant.passedTo() == null) {
                    actions.computeIfAbsent(grant.scope(), scope -> new TreeSet<>())
                            .add(grant.action());
                } else {
                    passing.add(grant);
                }
            }
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", VERSION);
        ArrayNode statements = document.putArray("Statement");
        actions.forEach((scope, allowed) -> statements.add(statement(scope, sid(scope), allowed)));
        for (Grant grant : passing) {
            statements.add(pass(grant));
        }
        return document;
    }

    private boolean bringsRole() {
        return spec.options().roleArn() != null;
    }

    /** A role may be handed over to one service only; one that the user brings is that one. */
    private ObjectNode pass(Grant grant) {
        ObjectNode pass = statement(grant.scope(), "PassRole", Set.of(grant.action()));
        Optional.ofNullable(spec.options().roleArn()).ifPresent(arn -> pass.put("Resource", arn));
        pass.putObject("Condition").putObject("StringEquals").put("iam:PassedToService", grant.passedTo());
        return pass;
    }

    private ObjectNode statement(Scope scope, String sid, Set<String> actions) {
        ObjectNode statement =
                JsonNodeFactory.instance.objectNode().put("Sid", sid).put("Effect", "Allow");
        actions.forEach(statement.putArray("Action")::add);
        oneOrMore(statement, "Resource", scope.arns(spec.arns(), spec.names()));
        if (scope.ofFunctionOnly()) {
            oneOrMore(
                    statement.putObject("Condition").putObject("ArnLike"),
                    "lambda:FunctionArn",
                    Scope.FUNCTION.arns(spec.arns(), spec.names()));
        }
        return statement;
    }

    private static void oneOrMore(ObjectNode node, String field, List<String> values) {
        if (values.size() == 1) {
            node.put(field, values.get(0));
        } else {
            values.forEach(node.putArray(field)::add);
        }
    }

    /** IAM takes only letters and digits. */
    private static String sid(Scope scope) {
        StringBuilder sid = new StringBuilder();
        for (String word : scope.name().split("_", -1)) {
            sid.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return sid.toString();
    }
}
