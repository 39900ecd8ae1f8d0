package io.orderflow.cli;

import picocli.CommandLine.Option;

/** Whether another console's mark on the queue is ignored. */
final class TakeOverOption {
    @Option(names = "--take-over", description = "Go ahead although another console has marked the queue as its own.")
    boolean wanted;
}
