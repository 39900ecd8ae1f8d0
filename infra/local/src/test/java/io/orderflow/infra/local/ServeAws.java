package io.orderflow.infra.local;

import java.nio.file.Path;
import java.util.Optional;

/** Serves a folder, on a port if one is given, until it is killed: the other process of the tests. */
final class ServeAws {

    private ServeAws() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(Path.of(args[0])), port, line -> {}));
        System.out.println("serving " + aws.owner());
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        aws.close();
    }
}
