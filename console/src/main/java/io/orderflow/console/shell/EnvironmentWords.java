package io.orderflow.console.shell;

import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.AwsProfile.Token;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.text.Formats;
import io.orderflow.text.ShellWords;
import io.orderflow.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What tells environments and profiles apart, in a line. */
final class EnvironmentWords {
    private final Texts texts;
    private final Formats formats;
    private final Supplier<Instant> now;
    private final Supplier<List<AwsProfile>> profiles;

    /** @param profiles those of this machine that are known by now */
    EnvironmentWords(Texts texts, Formats formats, Supplier<Instant> now, Supplier<List<AwsProfile>> profiles) {
        this.texts = texts;
        this.formats = formats;
        this.now = now;
        this.profiles = profiles;
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
        if (each.place() instanceof Profile aws) {
            profiles.get().stream()
                    .filter(known -> known.name().equals(aws.profile()))
                    .forEach(known -> words.addAll(token(known)));
        }
        return String.join(" · ", words);
    }

    private void add(List<String> words, String key, @Nullable String value) {
        if (value != null) {
            words.add(texts.get(key, value));
        }
    }

    String detail(AwsProfile profile) {
        String from = texts.get("shell.environment.credentials." + profile.credentials());
        List<String> words = new ArrayList<>(profile.region().isEmpty() ? List.of() : List.of(profile.region()));
        List<String> token = token(profile);
        words.add(token.isEmpty() ? from : texts.get("shell.environment.credentials.sso_known"));
        words.addAll(token);
        return String.join(" · ", words);
    }

    /** Until when its sign-in holds, or what to do about one that has ended; nothing where it is not known. */
    private List<String> token(AwsProfile profile) {
        Token token = profile.token();
        if (token == null) {
            return List.of();
        }
        String until = formats.clock(token.until(), now.get());
        if (token.until().isAfter(now.get())) {
            return List.of(texts.get("shell.environment.token", until));
        }
        return List.of(
                token.renews()
                        ? texts.get("shell.environment.token.renews", until)
                        : texts.get(
                                "shell.environment.token.ended",
                                until,
                                ShellWords.line(List.of("aws", "sso", "login", "--profile", profile.name()))));
    }
}
