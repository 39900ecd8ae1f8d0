package io.orderflow.text;

import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What plans say of the stack, in words: whole phrases for the window, one word each for commands. */
public final class StackTexts {
    private static final int LONGEST_VALUE = 160;

    private final Texts texts;

    public StackTexts(Texts texts) {
        this.texts = texts;
    }

    /** e.g. {@code SQS queue}. */
    public String kind(ResourceKind kind) {
        return texts.get("setup.kind." + kind);
    }

    /** How a resource stands, or what is unusual about bringing it into step. */
    public String state(Change change) {
        boolean unusual = change.action() == Action.ADOPT || change.action() == Action.REPLACE;
        return texts.get("setup.state." + (unusual ? change.action() : change.state()));
    }

    /** One property, now → wanted. */
    public String difference(PropertyDiff diff) {
        return texts.get("setup.difference", diff.property(), orUnset(diff.now()), orUnset(diff.wanted()));
    }

    private String orUnset(@Nullable String value) {
        return value == null ? texts.get("setup.unset") : VisibleText.line(value, LONGEST_VALUE);
    }

    /** A constant as commands write it, e.g. {@code in step}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A resource as commands name it, e.g. {@code queue OrderQueue}. */
    public static String name(ResourceId resource) {
        return word(resource.kind()) + " " + resource.name();
    }
}
