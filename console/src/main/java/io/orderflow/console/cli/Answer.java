package io.orderflow.console.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Where a command speaks: its answer on stdout, everything else on stderr, stack traces only in the log. */
public final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final PrintWriter err;

    public Answer(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** One line of the answer. */
    void line(String line) {
        out.println(line);
        out.flush();
    }

    /** The answer as one JSON object on one line. */
    void json(Object value) {
        try {
            line(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    /** One line beside the answer. */
    void say(String line) {
        err.println(line);
        err.flush();
    }

    /** A job that failed: one line for people, the whole for the log, exit code 1. */
    int failed(Throwable fault) {
        LOG.error("A command failed", fault);
        say("orderflow: " + oneLine(fault));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String oneLine(Throwable fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank()
                ? fault.getClass().getSimpleName() + " (the log file has the rest)"
                : message.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
