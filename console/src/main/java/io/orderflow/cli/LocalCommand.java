package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Access;
import io.orderflow.cli.ConsoleServices.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow local}: serves the embedded AWS to the AWS CLI and any SDK. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the embedded AWS on loopback until Ctrl-C and prints the export lines that the AWS CLI and any"
                    + " SDK need. It creates no resource by itself: see `setup apply`."
        })
final class LocalCommand implements Callable<Integer> {
    private final ConsoleServices services;
    private final Answer answer;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--port", paramLabel = "N", description = "The port on 127.0.0.1. Default: a free one.")
    int port;

    LocalCommand(ConsoleServices services, Answer answer) {
        this.services = services;
        this.answer = answer;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port " + port + " is no port: use 1 to 65535, or 0 for any free one");
        }
        TargetOptions options = common.target(false, services, port);
        if (options.cloud()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "local serves the embedded AWS: leave out "
                            + (common.env != null
                                    ? "--env " + common.env + ", which is another"
                                    : "--target aws, --profile and --endpoint-url"));
        }
        try (Connection connection = services.connect(options, answer::say)) {
            print(connection.access());
            answer.say(
                    connection.owner()
                            ? "Serving until Ctrl-C"
                            : "Another Orderflow serves this data folder already; these lines hold while it runs");
            // Ctrl-C runs the application's shutdown hook, which closes every connection.
            connection.awaitEnd();
            if (!connection.owner()) {
                answer.say("The Orderflow that served this data folder has ended");
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(Access access) {
        Map<String, String> exports = new LinkedHashMap<>();
        exports.put("AWS_ENDPOINT_URL", access.endpointUrl());
        exports.put("AWS_REGION", access.region());
        exports.put("AWS_DEFAULT_REGION", access.region()); // what the AWS CLI 1 and boto3 read
        exports.put("AWS_ACCESS_KEY_ID", access.accessKeyId());
        exports.put("AWS_SECRET_ACCESS_KEY", access.secretAccessKey());
        if (common.json) {
            answer.json(exports);
        } else {
            exports.forEach((name, value) -> answer.line("export " + name + "=" + value));
        }
    }
}
