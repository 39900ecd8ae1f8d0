package io.orderflow.aws;

import io.orderflow.app.EmbeddedTarget;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The embedded AWS in a JVM of its own, as long as it is asked for. */
public final class BenchmarkServer implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final AwsClients clients;

    /**
     * @param data null for one that keeps nothing
     * @param stack whether the whole stack is there, with its consumer
     */
    public BenchmarkServer(Path data, boolean stack) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkServer.class.getName(),
                        data == null ? "-" : data.toString(),
                        Boolean.toString(stack))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader();
        String[] at = out.readLine().split(" ", -1);
        clients = SdkAwsClients.open(new AwsTarget.Embedded(URI.create(at[0]), "us-east-1", at[1], at[2]));
    }

    public static void main(String[] args) throws Exception {
        Optional<Path> data = args[0].equals("-") ? Optional.empty() : Optional.of(Path.of(args[0]));
        try (LocalAws local = LocalAws.start(new LocalAwsConfig(data, 0, step -> {}))) {
            AwsTarget.Embedded target = EmbeddedTarget.of(local);
            if (Boolean.parseBoolean(args[1])) {
                try (AwsClients clients = SdkAwsClients.open(target)) {
                    Bootstrapper stack = Bootstrapper.connect(
                            clients,
                            new ResourceNames(""),
                            StackOptions.builderFor(clients.endpoint()).build(),
                            Clock.systemUTC());
                    int unused = new AwsCheckTarget(clients, stack).setUp(line -> {});
                }
            }
            System.out.println(target.endpoint() + " " + target.accessKeyId() + " " + target.secretAccessKey());
            while (System.in.read() >= 0) {
                System.out.flush();
            }
        }
    }

    public AwsClients clients() {
        return clients;
    }

    @Override
    public void close() throws IOException {
        clients.close();
        process.getOutputStream().close();
        out.close();
        process.destroy();
    }
}
