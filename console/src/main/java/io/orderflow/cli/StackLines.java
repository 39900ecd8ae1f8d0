package io.orderflow.cli;

import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.text.StackTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stack as lines and as JSON, the same in every command. */
final class StackLines {
    private StackLines() {}

    /** What applying does with a resource, property by property. */
    static List<String> planned(Change change) {
        List<String> lines = new ArrayList<>();
        String action = change.state() == ResourceState.UNSUPPORTED ? "lacking" : StackTexts.word(change.action());
        String note = change.note() == null ? "" : "  (" + change.note() + ")";
        lines.add(String.format(
                Locale.ROOT, "%s %-8s %s%s", sign(change), action, StackTexts.name(change.resource()), note));
        change.diffs().forEach(each -> lines.add("      " + each.property() + ": " + nowAndWanted(each)));
        lines.addAll(lacking(change));
        return lines;
    }

    private static String sign(Change change) {
        return switch (change.action()) {
            case NONE -> change.state() == ResourceState.UNSUPPORTED ? "-" : "=";
            case CREATE -> "+";
            case UPDATE -> "~";
            case ADOPT -> "&";
            case REPLACE -> "!";
        };
    }

    private static String nowAndWanted(PropertyDiff difference) {
        return orNone(difference.now()) + " → " + orNone(difference.wanted());
    }

    private static List<String> lacking(Change change) {
        return change.unsupported().stream()
                .map(each -> "      " + each + ": not supported by this endpoint")
                .toList();
    }

    /** How a resource stands, expected and actual per property. */
    static List<String> standing(Change change) {
        List<String> lines = new ArrayList<>();
        String sign = change.state() == ResourceState.IN_STEP ? "✓" : "✗";
        lines.add(String.format(
                Locale.ROOT,
                "%s %-11s %s",
                change.state() == ResourceState.UNSUPPORTED ? "-" : sign,
                StackTexts.word(change.state()),
                StackTexts.name(change.resource())));
        if (change.state() == ResourceState.DRIFTED) {
            change.diffs()
                    .forEach(each -> lines.add("      " + each.property() + ": expected " + orNone(each.wanted())
                            + ", actual " + orNone(each.now())));
        }
        lines.addAll(lacking(change));
        if (change.note() != null) {
            lines.add("      " + change.note());
        }
        return lines;
    }

    static String counts(Plan plan) {
        StringBuilder line = new StringBuilder(plan.changes().size() + " resources: "
                + plan.count(Action.NONE) + " with nothing to do, " + plan.count(Action.CREATE)
                + " to create, " + plan.count(Action.UPDATE) + " to update, 0 to delete");
        add(line, plan.count(Action.ADOPT), " to adopt");
        add(line, plan.count(Action.REPLACE), " to replace by hand");
        add(line, plan.count(ResourceState.UNREADABLE), " of them unreadable");
        return line.toString();
    }

    static String stateCounts(Plan report) {
        StringBuilder line = new StringBuilder(
                report.changes().size() + " resources: " + report.count(ResourceState.IN_STEP) + " in step, "
                        + report.count(ResourceState.DRIFTED) + " drifted, " + report.count(ResourceState.MISSING)
                        + " missing");
        add(line, report.count(ResourceState.UNSUPPORTED), " not supported by this endpoint");
        add(line, report.count(ResourceState.UNREADABLE), " unreadable");
        return line.toString();
    }

    private static void add(StringBuilder line, int count, String what) {
        if (count > 0) {
            line.append(", ").append(count).append(what);
        }
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "none" : value;
    }

    /** The head of every JSON answer: how it went, and where. */
    static Map<String, Object> json(boolean ok, StackLocation location) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", ok);
        json.put("account", location.account());
        json.put("region", location.region());
        json.put("endpoint", location.endpoint());
        return json;
    }

    static Map<String, Object> json(Change change) {
        Map<String, Object> json = json(change.resource());
        json.put("state", StackTexts.word(change.state()));
        json.put("action", StackTexts.word(change.action()));
        json.put("differences", differences(change.diffs()));
        json.put("unsupported", change.unsupported());
        json.put("note", change.note());
        return json;
    }

    static Map<String, Object> json(ResourceId resource) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", StackTexts.word(resource.kind()));
        json.put("name", resource.name());
        return json;
    }

    static List<Map<String, Object>> differences(List<PropertyDiff> differences) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (PropertyDiff difference : differences) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("property", difference.property());
            json.put("now", difference.now());
            json.put("wanted", difference.wanted());
            all.add(json);
        }
        return all;
    }

    static Map<String, Object> actions(Plan plan) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Action action : Action.values()) {
            counts.put(StackTexts.word(action), plan.count(action));
        }
        return counts;
    }

    static Map<String, Object> states(Plan report) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (ResourceState state : ResourceState.values()) {
            counts.put(StackTexts.word(state), report.count(state));
        }
        return counts;
    }
}
