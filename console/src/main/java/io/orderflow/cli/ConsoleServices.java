package io.orderflow.cli;

import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.check.CheckTarget;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.recipe.Recipes;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.rehearsal.LetterRehearsal;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.queues.QueueConsumer;
import io.orderflow.operations.queues.QueueDepths;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.StackTools;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the commands need of the application; the composition root implements it. */
public interface ConsoleServices {

    /** The machine's clock. */
    Clock clock();

    /** What a time without an offset is meant in. */
    ZoneId zone();

    /**
     * The default data folder: {@code ORDERFLOW_HOME}, else the platform's application-data folder. Absolute.
     *
     * @throws IllegalArgumentException with one line, when it cannot be a folder here or the user has no home
     */
    Path home();

    /**
     * Where environments are registered: beside the default data folder, whatever folder a target names.
     *
     * @throws PortException with one line, when there is no such folder
     */
    EnvironmentsFile environments() throws PortException;

    /** The environment that the window had open last, by its name; empty for the embedded AWS. Blocks. */
    String lastEnvironment();

    /**
     * Recipes for dead letters: in the default data folder, whatever folder a target names.
     *
     * @throws PortException with one line, when there is no such folder
     */
    Recipes recipes() throws PortException;

    /** Tries letters somewhere else than at a target. */
    LetterRehearsal rehearsal();

    /** Reads files that people name. */
    TextFiles textFiles();

    /**
     * What is remembered of a target, for the window and the commands alike: of one that was reached and is a registered
     * environment, that one's. Blocks.
     */
    Memory memory(TargetOptions options);

    /** What is piped in. */
    default InputStream input() {
        return System.in;
    }

    /** Waits between two looks at something that goes on elsewhere. */
    Pause pause();

    /** Ctrl-C and SIGTERM. The same each time. */
    Cancel cancel();

    /** Where commands ask. */
    default Prompt prompt() {
        return Prompt.TERMINAL;
    }

    /**
     * Shows the window until it is closed.
     *
     * @param settings what is changed of the stack's defaults
     * @param settingArguments the same, for a command line
     * @throws NoDisplayException when there is no screen to show it on
     */
    int window(TargetOptions options, UnaryOperator<StackOptionsBuilder> settings, List<String> settingArguments)
            throws NoDisplayException;

    /**
     * Starts or reaches the target.
     *
     * @param progress one line a step
     * @throws PortException of kind {@code REFUSED}
     */
    Connection connect(TargetOptions options, Consumer<String> progress) throws PortException;

    /** A reached target. Closing it drains and stops what it started. */
    interface Connection extends AutoCloseable {
        /** Account, region and endpoint. */
        Where where();

        /** What an SDK or the AWS CLI needs to reach the embedded AWS. */
        Access access();

        /** Blocks until the embedded AWS has ended, here or in the process that owns it. */
        void awaitEnd() throws InterruptedException;

        /** False when another process serves the data folder and this one has joined it. */
        boolean owner();

        /** What the registered environment allows that this is. */
        Protection protection();

        /** @throws PortException where nothing may be changed: a check publishes */
        CheckTarget check() throws PortException;

        /**
         * Publishes orders and finds out what became of them.
         *
         * @param grouped whether messages have their customer as group
         * @param notice takes one line when the endpoint refuses groups
         */
        PlacingTools placing(boolean grouped, Consumer<String> notice) throws PortException;

        QueueDepths depths();

        QueueConsumer consumer();

        /** What a queue is called here. */
        String nameOf(WatchedQueue queue);

        /**
         * Everything about the stack.
         *
         * @param settings what is changed of the defaults for wherever the target is
         * @throws IllegalArgumentException with one line, for a setting that is out of bounds
         * @throws PortException when the target does not answer
         */
        StackTools stack(UnaryOperator<StackOptionsBuilder> settings) throws PortException;

        /** @param settings as for {@link #stack}: of them the shards count */
        OrderTools orders(UnaryOperator<StackOptionsBuilder> settings) throws PortException;

        /** What can be known of dead letters, and done with them. */
        DeadLetterTools letters() throws PortException;

        /** What is kept of them on this computer. */
        KeptFolder keptLetters() throws PortException;

        /** What it takes to redrive them. */
        RedriveTools redrives() throws PortException;

        /** What it takes to import orders; as {@link #placing}. */
        Imports imports(boolean grouped, Consumer<String> notice) throws PortException;

        /**
         * Refuses an environment that had another account before; asked before anything is changed or published.
         *
         * @throws PortException with one line
         */
        void checkAccount() throws PortException;

        /** From now on the environment has this account. */
        void rememberAccount() throws PortException;

        @Override
        void close();
    }

    /** Where the target is. */
    record Where(String account, String region, String endpoint) {
        /** As people read it, e.g. {@code account 000000000000, us-east-1, http://127.0.0.1:4566}. */
        public String line() {
            return "account " + account + ", " + region + ", " + endpoint;
        }
    }

    /** Endpoint and key of the embedded AWS; for its own user's shell only. */
    record Access(String endpointUrl, String region, String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return "Access[" + endpointUrl + "]"; // never the key
        }
    }

    /** There is no screen. */
    final class NoDisplayException extends Exception {
        private static final long serialVersionUID = 1L;

        public NoDisplayException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
