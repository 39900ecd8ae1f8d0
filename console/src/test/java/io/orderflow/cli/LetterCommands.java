package io.orderflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.SampleData;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a queue with two letters that are valid now and one that is not. */
abstract class LetterCommands {
    static final String HOME = "arn:aws:sqs:us-east-1:000000000000:OrderQueue";

    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    FakeServices services;

    @BeforeEach
    void twoThatAreValidNowAndOneThatIsNot() {
        services = new FakeServices(() -> folder, () -> new FakeStack(List.of()).tools());
        put("m1", SampleData.order("O1", "1"), HOME);
        put("m2", SampleData.order("O2", "2"), HOME);
        put("m3", SampleData.order("O3", "\"3\""), HOME);
    }

    void put(String id, String body, String source) {
        services.letters.queue.put(new DeadLetter(
                id,
                body,
                3,
                SampleData.NOW.minusSeconds(3600),
                List.of(new MessageAttribute("shop", "Binary.x", "AAE=")),
                Map.of(DeadLetter.SOURCE, source, DeadLetter.GROUP, "U1", DeadLetter.TRACE, "Root=1-5f2c1b7e")));
    }

    List<String> there() {
        return services.letters.queue.all().stream().map(DeadLetter::messageId).toList();
    }

    String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(out.toString(), e);
        }
    }

    /** What comes after {@code dead-letters}. */
    int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var answer = new Answer(
                new PrintWriter(out, true), new PrintWriter(err, true), new FaultTexts(new Texts(Locale.ENGLISH)));
        return OrderflowCommand.commandLine(services, answer)
                .execute(Stream.concat(Stream.of("dead-letters"), Stream.of(args))
                        .toArray(String[]::new));
    }
}
