package io.orderflow.operations.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every queue of dead letters does. */
public abstract class LetterQueueContract {
    protected static final List<MessageAttribute> ATTRIBUTES = List.of(
            new MessageAttribute("bytes", "Binary.gzip", "AAEC"),
            new MessageAttribute("run", "Number.int", "42"),
            new MessageAttribute("shop", "String", "north"));
    private static final Duration HOLD = Duration.ofMinutes(1);

    protected abstract LetterQueue queue();

    /** Lays a letter into it, with all attributes, a group and a trace. */
    protected abstract void put(String body) throws Exception;

    private List<ReceivedLetter> receive() throws Exception {
        return queue().receive(LetterQueue.BATCH, HOLD, Duration.ZERO);
    }

    @Test
    void givesALetterWithAllThereIsToIt() throws Exception {
        Instant before = Instant.now().minusSeconds(5);
        put("body");
        ReceivedLetter received = receive().get(0);
        DeadLetter letter = received.letter();
        assertThat(letter.body()).isEqualTo("body");
        assertThat(letter.receiveCount()).isEqualTo(1);
        assertThat(letter.sentAt()).isBetween(before, Instant.now().plusSeconds(5));
        assertThat(letter.attributes()).isEqualTo(ATTRIBUTES);
        assertThat(letter.group()).isEqualTo("U1");
        assertThat(letter.trace()).isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
        assertThat(letter.source()).isNull();
        assertThat(received.handle()).isNotBlank();
    }

    @Test
    void hidesWhatItGaveUntilItIsReleased() throws Exception {
        for (int i = 0; i < 23; i++) {
            put("body-" + i);
        }
        Set<String> seen = new HashSet<>();
        List<ReceivedLetter> last = List.of();
        for (List<ReceivedLetter> batch = receive(); !batch.isEmpty(); batch = receive()) {
            batch.forEach(each -> assertThat(seen.add(each.letter().body())).isTrue());
            last = batch;
        }
        assertThat(seen).hasSize(23);
        assertThat(queue().facts().visible()).isZero();
        assertThat(queue().facts().inFlight()).isEqualTo(23);
        List<String> handles = last.stream().map(ReceivedLetter::handle).toList();
        assertThat(queue().hide(handles, Duration.ZERO)).isEmpty();
        assertThat(queue().facts().visible()).isEqualTo(handles.size());
        assertThat(receive())
                .allSatisfy(each -> assertThat(each.letter().receiveCount()).isEqualTo(2));
    }

    @Test
    void deletesWhatItGave() throws Exception {
        put("gone");
        put("stays");
        for (ReceivedLetter each : receive()) {
            if (each.letter().body().equals("gone")) {
                assertThat(queue().delete(List.of(each.handle()))).isEmpty();
            }
        }
        assertThat(queue().facts().total()).isEqualTo(1);
    }

    @Test
    void saysWhichHandleCannotBeHidden() throws Exception {
        put("one");
        String handle = receive().get(0).handle();
        assertThat(queue().hide(List.of(handle), Duration.ZERO)).isEmpty();
        assertThat(queue().hide(List.of(handle), HOLD))
                .containsOnlyKeys(handle)
                .allSatisfy((key, fault) -> assertThat(fault.sender()).isTrue());
    }
}
