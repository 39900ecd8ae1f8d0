package io.orderflow.infra.local;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Serves a folder, invokes the {@link TestFunction} there once, prints its answer in hexadecimal and ends. */
final class InvokeOnce {
    private static final String EVENT = "{\"Records\":[{\"messageId\":\"m-1\",\"body\":\"speech\","
            + "\"attributes\":{\"ApproximateReceiveCount\":\"1\"}}]}";

    private InvokeOnce() {}

    public static void main(String[] args) throws Exception {
        LocalAwsConfig config = new LocalAwsConfig(Optional.of(Path.of(args[0])), 0, line -> {});
        try (LocalAws aws = LocalAws.start(config);
                Clients clients = new Clients(aws.connection())) {
            Fixtures.consumer(clients, 20);
            InvokeResponse answer =
                    clients.lambda.invoke(r -> r.functionName("Consumer").payload(SdkBytes.fromUtf8String(EVENT)));
            System.out.println(answer.functionError() + " "
                    + HexFormat.of().formatHex(answer.payload().asByteArray()));
        }
    }
}
