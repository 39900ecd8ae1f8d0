package io.orderflow.console.shell;

import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells environments and profiles apart, in a line. */
final class EnvironmentWords {
    private final Texts texts;

    EnvironmentWords(Texts texts) {
        this.texts = texts;
    }

    String detail(Place place) {
        Environment registered = place.registered();
        if (registered != null) {
            return detail(registered);
        }
        String known = place.environment().detail();
        return place.environment().region().isEmpty() && known.isEmpty()
                ? texts.get("shell.environment.embedded")
                : known;
    }

    private String detail(Environment each) {
        List<String> words = new ArrayList<>();
        if (each.place() instanceof Embedded embedded) {
            words.add(
                    embedded.dataDir() == null
                            ? texts.get("shell.environment.embedded")
                            : texts.get("shell.environment.folder", embedded.dataDir()));
        } else {
            words.add(
                    each.place() instanceof Profile aws
                            ? texts.get("shell.environment.profile", aws.profile())
                            : ((Endpoint) each.place()).url().toString());
            words.add(each.place().region());
        }
        add(words, "shell.environment.account", each.account());
        add(words, "shell.environment.prefix", each.prefix().isEmpty() ? null : each.prefix());
        add(words, "shell.environment.readonly", each.readOnly() ? "" : null);
        add(words, "shell.environment.typed", each.confirmByTyping() ? "" : null);
        return String.join(" · ", words);
    }

    private void add(List<String> words, String key, @Nullable String value) {
        if (value != null) {
            words.add(texts.get(key, value));
        }
    }

    String detail(AwsProfile profile) {
        String from = texts.get("shell.environment.credentials." + profile.credentials());
        return profile.region().isEmpty() ? from : profile.region() + " · " + from;
    }
}
