package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.action.UserAction;
import io.orderflow.console.deadletter.DeadLetterActions;
import io.orderflow.console.deadletter.DeadLettersViewModel;
import io.orderflow.console.setup.SetupActions;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.FakeDeadLetters;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the window offers as a command is one. */
final class ActionCommandsTest {
    private static final Texts TEXTS = new Texts(Locale.ENGLISH);

    @TempDir
    Path home;

    private final FakeStack stack = new FakeStack(SampleData.resources());

    @Test
    void theStacksActsAreCommands() {
        var parts = stack.parts(new DirectTaskRunner(), SampleJobs.jobs());
        List<String> lines =
                lines(SetupActions.of(parts, Protection.NONE, words -> "setup " + words, TEXTS, new FaultTexts(TEXTS))
                        .all());
        assertThat(lines).contains("setup apply", "setup status", "setup destroy");
        lines.forEach(this::parse);
    }

    @Test
    void theActsOnDeadLettersAreCommands() {
        var clock = new MutableClock(SampleData.NOW);
        var model = new DeadLettersViewModel(
                new FakeDeadLetters(),
                new Diagnoser(new OrderMessageCodec(new OrderValidator(clock))),
                new DirectTaskRunner(),
                new FakeMonitor(),
                SampleJobs.jobs(),
                new SimpleObjectProperty<>(),
                clock,
                length -> {},
                count -> SampleJobs.named("Redriving " + count),
                ZoneOffset.UTC,
                Memory.ofThisProcess());
        List<String> lines = lines(DeadLetterActions.of(
                        model,
                        "OrderDLQ",
                        "OrderQueue",
                        Protection.NONE,
                        words -> String.join(" ", words),
                        TEXTS,
                        new Formats(TEXTS, ZoneOffset.UTC))
                .all());
        assertThat(lines).contains("dead-letters redrive --all");
        lines.forEach(this::parse);
    }

    private static List<String> lines(List<UserAction> actions) {
        List<String> lines = new ArrayList<>();
        for (UserAction action : actions) {
            String line = action.command().get();
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Throws what picocli has against it. */
    private void parse(String line) {
        var services = new FakeServices(() -> home, stack::tools);
        var answer = new Answer(
                new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), new FaultTexts(TEXTS));
        CommandLine.ParseResult parsed =
                OrderflowCommand.commandLine(services, answer).parseArgs(line.split(" ", -1));
        assertThat(parsed.hasSubcommand()).isTrue();
    }
}
