package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Place;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.operations.session.Environments;
import io.orderflow.operations.session.EnvironmentsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands about environments have in common: the registry, and how one is told. */
abstract class EnvAction implements Callable<Integer> {
    private final ConsoleServices services;
    private final Answer answer;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Answer with one JSON object on stdout.")
    boolean json;

    EnvAction(ConsoleServices services, Answer answer) {
        this.services = services;
        this.answer = answer;
    }

    EnvironmentsFile file() throws PortException {
        return services.environments();
    }

    Answer answer() {
        return answer;
    }

    ParameterException wrong(@Nullable String line) {
        return new ParameterException(spec.commandLine(), String.valueOf(line));
    }

    Environment named(Environments known, String name) {
        return known.named(name)
                .orElseThrow(() -> wrong("'" + name.replaceAll("\\p{Cntrl}", "?")
                        + "' is no environment: env list shows those that are"));
    }

    int done(String what, Environment environment) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("ok", true);
            object.put("environment", object(environment));
            answer.json(object);
        } else {
            answer.line(what + " " + environment.name() + ": " + line(environment));
        }
        return CommandLine.ExitCode.OK;
    }

    /** e.g. {@code profile work, eu-central-1, prefix dev-, read-only}. */
    static String line(Environment environment) {
        List<String> words = new ArrayList<>();
        Place place = environment.place();
        if (place instanceof Embedded embedded) {
            words.add("embedded" + (embedded.dataDir() == null ? "" : " in " + embedded.dataDir()));
        } else {
            words.add(
                    place instanceof Profile aws
                            ? "profile " + aws.profile()
                            : ((Endpoint) place).url().toString());
            words.add(place.region());
        }
        if (!environment.prefix().isEmpty()) {
            words.add("prefix " + environment.prefix());
        }
        if (environment.account() != null) {
            words.add("account " + environment.account());
        }
        if (environment.readOnly()) {
            words.add("read-only");
        }
        if (environment.confirmByTyping()) {
            words.add("its name is typed before a change");
        }
        return String.join(", ", words);
    }

    static Map<String, @Nullable Object> object(Environment environment) {
        Place place = environment.place();
        Path folder = place instanceof Embedded embedded ? embedded.dataDir() : null;
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", environment.name());
        object.put("color", environment.colour().word());
        object.put("kind", place instanceof Embedded ? "embedded" : place instanceof Profile ? "profile" : "endpoint");
        object.put("profile", place instanceof Profile aws ? aws.profile() : null);
        object.put(
                "endpointUrl", place instanceof Endpoint server ? server.url().toString() : null);
        object.put("region", place.region());
        object.put("dataDir", folder == null ? null : folder.toString());
        object.put("prefix", environment.prefix());
        object.put("account", environment.account());
        object.put("readOnly", environment.readOnly());
        object.put("confirmTyping", environment.confirmByTyping());
        return object;
    }
}
