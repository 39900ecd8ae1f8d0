package io.orderflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.text.FaultTexts;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Where a command speaks: its answer on stdout, everything else on stderr, stack traces only in the log. */
public final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final PrintWriter err;
    private final FaultTexts faults;
    private volatile boolean ending;
    /** It has answered, and the process ends: what the command still says of that on its own thread is nobody's business. */
    private volatile boolean over;

    private volatile boolean asJson;

    public Answer(PrintWriter out, PrintWriter err, FaultTexts faults) {
        this.out = out;
        this.err = err;
        this.faults = faults;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** One line of the answer. */
    void line(String line) {
        if (!over) {
            out.println(line);
            out.flush();
        }
    }

    /** The answer as one JSON object on one line. */
    void json(Object value) {
        try {
            line(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    /** Whether a failure is an answer as JSON too; from the thread that runs the command. */
    void asJson(boolean wanted) {
        asJson = wanted;
    }

    /** Why a command did not do what was asked: one line for people, and an object where JSON was asked for. */
    void failure(String line) {
        if (asJson) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ok", false);
            json.put("error", line);
            json(json);
        }
        say("orderflow: " + line);
    }

    /** One line beside the answer. */
    void say(String line) {
        if (!over) {
            err.println(line);
            err.flush();
        }
    }

    /** The process was told to end: what fails from now on was interrupted. Any thread. */
    public void end() {
        ending = true;
    }

    /**
     * A job that failed: one line as its {@link #failure}, the whole for the log, exit code 1; but 2 where it only lacks
     * {@code --take-over}.
     */
    int failed(Throwable fault) {
        log(fault);
        failure(fault(fault));
        return QueueMark.refused(fault).isPresent() ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    /** Ended in order before anything was done, as somebody asked for it: exit code 2. */
    int cancelled() {
        String line = "cancelled: nothing was changed";
        if (asJson) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ok", false);
            json.put("error", line);
            json.put("stopped", "cancelled");
            json(json);
        }
        say("orderflow: " + line);
        over = true;
        return CommandLine.ExitCode.USAGE;
    }

    /** A fault in the middle of an answer that tells it itself: one line beside it, the whole for the log. */
    void broke(Throwable fault) {
        log(fault);
        say("orderflow: " + fault(fault));
    }

    private static void log(Throwable fault) {
        LOG.error("A command failed", fault);
    }

    /** A fault as the one line that people read. */
    String fault(Throwable fault) {
        return ending ? "interrupted" : faults.line(fault);
    }
}
