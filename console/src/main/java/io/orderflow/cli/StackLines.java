package io.orderflow.cli;

import io.orderflow.operations.stack.Difference;
import io.orderflow.operations.stack.ResourceRef;
import io.orderflow.operations.stack.ResourceState;
import io.orderflow.operations.stack.StackAction;
import io.orderflow.operations.stack.StackPlace;
import io.orderflow.operations.stack.StackReport;
import io.orderflow.operations.stack.StackResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stack as lines and as JSON, the same in every command. */
final class StackLines {
    private StackLines() {}

    /** e.g. {@code queue OrderQueue}. */
    static String name(ResourceRef resource) {
        return word(resource.kind()) + " " + resource.name();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What applying does with a resource, property by property. */
    static List<String> planned(StackResource resource) {
        List<String> lines = new ArrayList<>();
        String action = resource.state() == ResourceState.UNSUPPORTED ? "lacking" : word(resource.action());
        String note = resource.note() == null ? "" : "  (" + resource.note() + ")";
        lines.add(String.format(Locale.ROOT, "%s %-8s %s%s", sign(resource), action, name(resource.ref()), note));
        resource.differences().forEach(each -> lines.add("      " + each.setting() + ": " + change(each)));
        lines.addAll(lacking(resource));
        return lines;
    }

    private static String sign(StackResource resource) {
        return switch (resource.action()) {
            case NONE -> resource.state() == ResourceState.UNSUPPORTED ? "-" : "=";
            case CREATE -> "+";
            case UPDATE -> "~";
            case ADOPT -> "&";
            case REPLACE -> "!";
        };
    }

    private static String change(Difference difference) {
        return orNone(difference.now()) + " → " + orNone(difference.wanted());
    }

    private static List<String> lacking(StackResource resource) {
        return resource.unsupported().stream()
                .map(each -> "      " + each + ": not supported by this endpoint")
                .toList();
    }

    /** How a resource stands, expected and actual per property. */
    static List<String> standing(StackResource resource) {
        List<String> lines = new ArrayList<>();
        String sign = resource.state() == ResourceState.IN_STEP ? "✓" : "✗";
        lines.add(String.format(
                Locale.ROOT,
                "%s %-11s %s",
                resource.state() == ResourceState.UNSUPPORTED ? "-" : sign,
                word(resource.state()),
                name(resource.ref())));
        if (resource.state() == ResourceState.DRIFTED) {
            resource.differences()
                    .forEach(each -> lines.add("      " + each.setting() + ": expected " + orNone(each.wanted())
                            + ", actual " + orNone(each.now())));
        }
        lines.addAll(lacking(resource));
        if (resource.note() != null) {
            lines.add("      " + resource.note());
        }
        return lines;
    }

    static String counts(StackReport plan) {
        StringBuilder line = new StringBuilder(plan.resources().size() + " resources: "
                + plan.count(StackAction.NONE) + " with nothing to do, " + plan.count(StackAction.CREATE)
                + " to create, " + plan.count(StackAction.UPDATE) + " to update, 0 to delete");
        add(line, plan.count(StackAction.ADOPT), " to adopt");
        add(line, plan.count(StackAction.REPLACE), " to replace by hand");
        add(line, plan.count(ResourceState.UNREADABLE), " of them unreadable");
        return line.toString();
    }

    static String stateCounts(StackReport report) {
        StringBuilder line = new StringBuilder(
                report.resources().size() + " resources: " + report.count(ResourceState.IN_STEP) + " in step, "
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
    static Map<String, Object> json(boolean ok, StackPlace place) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", ok);
        json.put("account", place.account());
        json.put("region", place.region());
        json.put("endpoint", place.endpoint());
        return json;
    }

    static Map<String, Object> json(StackResource resource) {
        Map<String, Object> json = json(resource.ref());
        json.put("state", word(resource.state()));
        json.put("action", word(resource.action()));
        json.put("differences", differences(resource.differences()));
        json.put("unsupported", resource.unsupported());
        json.put("note", resource.note());
        return json;
    }

    static Map<String, Object> json(ResourceRef resource) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", word(resource.kind()));
        json.put("name", resource.name());
        return json;
    }

    static List<Map<String, Object>> differences(List<Difference> differences) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Difference difference : differences) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("property", difference.setting());
            json.put("now", difference.now());
            json.put("wanted", difference.wanted());
            all.add(json);
        }
        return all;
    }

    static Map<String, Object> actions(StackReport plan) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (StackAction action : StackAction.values()) {
            counts.put(word(action), plan.count(action));
        }
        return counts;
    }

    static Map<String, Object> states(StackReport report) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (ResourceState state : ResourceState.values()) {
            counts.put(word(state), report.count(state));
        }
        return counts;
    }
}
