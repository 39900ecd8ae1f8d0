package io.orderflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.filter.FilterException;
import io.orderflow.text.FaultTexts;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * All that is wrong with a filter: a line for each with where it is, and the filter again with carets under them; with JSON
     * an object that has them as data.
     *
     * @param see where more is told, behind the last line
     */
    void faulty(FilterException filter, String see) {
        List<FilterException> all = filter.all();
        List<String> lines =
                all.stream().map(each -> fault(each) + " " + where(each)).toList();
        if (asJson) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ok", false);
            json.put("error", String.join(" ", lines));
            json.put("filter", filter.line());
            json.put("faults", all.stream().map(this::object).toList());
            json(json);
        }
        StringBuilder carets = new StringBuilder(" ".repeat(filter.line().length() + 1));
        for (int i = 0; i < lines.size(); i++) {
            say("orderflow: " + lines.get(i) + (i == lines.size() - 1 ? see : ""));
            for (int at = all.get(i).start(); at < Math.min(all.get(i).end(), carets.length()); at++) {
                carets.setCharAt(at, '^');
            }
        }
        say("  " + filter.line().replaceAll("\\p{Cntrl}", "?"));
        say("  " + carets.toString().stripTrailing());
    }

    private static String where(FilterException fault) {
        int first = fault.start() + 1;
        return first >= fault.end() ? "(character " + first + ")" : "(characters " + first + "–" + fault.end() + ")";
    }

    private Map<String, Object> object(FilterException fault) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", fault(fault));
        json.put("code", fault.code());
        json.put("start", fault.start());
        json.put("end", fault.end());
        return json;
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
