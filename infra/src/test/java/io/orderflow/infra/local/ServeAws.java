package io.orderflow.infra.local;

import java.nio.file.Path;
import java.util.Optional;

/** Serves a folder until it is killed: the other process of the tests. */
final class ServeAws {

    private ServeAws() {}

    public static void main(String[] args) throws Exception {
        LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(Path.of(args[0])), 0, line -> {}));
        System.out.println("serving " + aws.owner());
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        aws.close();
    }
}
