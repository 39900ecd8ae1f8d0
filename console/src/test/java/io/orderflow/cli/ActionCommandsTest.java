package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.action.UserAction;
import io.orderflow.console.deadletter.LetterFixture;
import io.orderflow.console.setup.SetupActions;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.FakeStack;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import picocli.CommandLine;

/** What the window offers as a command is one. */
@ExtendWith(ApplicationExtension.class)
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
        var letters = new LetterFixture(new DirectTaskRunner(), new MutableClock(SampleData.NOW));
        List<String> lines = lines(letters.actions(Protection.NONE, TEXTS, new Formats(TEXTS, ZoneOffset.UTC))
                .all());
        assertThat(lines).contains("dead-letters redrive --all", "dead-letters redrive --all --recipe recipe.json");
        lines.forEach(this::parse);

        letters.put(SampleData.letters());
        letters.model.snapshots().load();
        letters.model.selectedIdProperty().set("0d7c2a90-1");
        String edit = letters.actions(Protection.NONE, TEXTS, new Formats(TEXTS, ZoneOffset.UTC))
                .edit()
                .command()
                .get();
        assertThat(edit).isEqualTo("dead-letters repair 0d7c2a90-1 --body order.json");
        parse(edit);
    }

    @Test
    void aRedriveAsItIsSetInTheDialogIsSentByItsCommandInTheSameWay() {
        var letters = new LetterFixture(new DirectTaskRunner(), new MutableClock(SampleData.NOW));
        letters.put(SampleData.letters());
        letters.model.snapshots().load();
        LetterFixture.Redriven dialog = letters.redriven();

        CommandLine.ParseResult parsed = parse(String.join(" ", dialog.words()));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        var command = (DeadLettersRedriveCommand) parsed.commandSpec().userObject();
        assertThat(command.options.to).isEqualTo("topic");
        assertThat(command.options.putBack()).containsExactlyInAnyOrder(LeftOut.FAILING, LeftOut.STORED);
        assertThat(command.selection.expected).isEqualTo(dialog.hash());
        assertThat(command.options.applied(
                        dialog.defaults(), null, dialog.defaults().late()))
                .isEqualTo(dialog.order());
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
    private CommandLine.ParseResult parse(String line) {
        var services = new FakeServices(() -> home, stack::tools);
        var answer = new Answer(
                new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), new FaultTexts(TEXTS));
        CommandLine.ParseResult parsed =
                OrderflowCommand.commandLine(services, answer).parseArgs(line.split(" ", -1));
        assertThat(parsed.hasSubcommand()).isTrue();
        return parsed;
    }
}
