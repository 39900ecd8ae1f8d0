package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.Deaths;
import io.orderflow.operations.deadletter.LetterRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the receipts tell of letters that were redriven before, by the MessageIds that they had. The newest receipts are read,
 * each once until something happens to it. A receipt that cannot be read tells nothing.
 */
public final class EarlierRedrives implements Deaths {
    /** Twice as many letters as a snapshot holds: what is looked at is bounded in time and memory. */
    static final int MOST = 200_000;

    /** No letter is redriven more often. */
    private static final int LONGEST_THREAD = 10_000;

    private final ReceiptStore receipts;
    private final int most;
    private Map<String, Known> read = Map.of();
    private volatile Map<String, EarlierRedrive> byNewId = Map.of();
    private volatile List<EarlierRedrive> all = List.of();

    /** Of a receipt, as of when so much of it was written. */
    private record Known(long written, int letters, List<EarlierRedrive> redrives) {}

    public EarlierRedrives(ReceiptStore receipts) {
        this(receipts, MOST);
    }

    EarlierRedrives(ReceiptStore receipts, int most) {
        this.receipts = receipts;
        this.most = most;
    }

    /** Reads what is new. */
    @Override
    public synchronized void refresh() {
        Map<String, Known> now = new LinkedHashMap<>();
        int letters = 0;
        for (String id : ids()) {
            if (letters >= most) {
                break;
            }
            Known known = known(id);
            letters += known.letters();
            now.put(id, known);
        }
        if (now.equals(read)) {
            return;
        }
        read = now;
        List<EarlierRedrive> redrives = new ArrayList<>();
        Map<String, EarlierRedrive> newest = new HashMap<>();
        for (Known known : now.values()) {
            for (EarlierRedrive each : known.redrives()) {
                redrives.add(each);
                String newId = each.letter().newMessageId();
                if (newId != null) {
                    newest.putIfAbsent(newId, each);
                }
            }
        }
        all = redrives;
        byNewId = newest;
    }

    private List<String> ids() {
        try {
            return receipts.ids();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Known known(String id) {
        long written = 0;
        try {
            written = receipts.written(id);
            Known before = read.get(id);
            return before != null && before.written() == written ? before : of(receipts.outline(id), written);
        } catch (IOException e) {
            return new Known(written, 0, List.of());
        }
    }

    private static Known of(Receipt receipt, long written) {
        List<EarlierRedrive> redrives = new ArrayList<>();
        if (receipt.order().act() != Act.REDRIVE) {
            return new Known(written, 0, redrives);
        }
        List<LetterReport> letters = receipt.report().letters();
        for (int i = 0; i < letters.size(); i++) {
            LetterReport letter = letters.get(i);
            if (letter.sent() || letter.reason() != null) {
                redrives.add(new EarlierRedrive(
                        receipt.id(),
                        receipt.startedAt(),
                        receipt.order().who(),
                        receipt.order().to(),
                        receipt.order().repairs(),
                        receipt.entries().get(i).eventHash(),
                        letter));
            }
        }
        return new Known(written, letters.size(), redrives);
    }

    /**
     * Along the thread of its MessageIds every redrive to OrderQueue counts, whatever was known of its end: that its new message
     * lies among the dead letters, or lay there to be redriven, says that it died. Through the topic a letter gets an id that
     * nobody is told, and its thread ends.
     */
    @Override
    public int of(String messageId) {
        return (int)
                origins(messageId).stream().filter(EarlierRedrive::diesThere).count();
    }

    /** The redrives that this message came of, the newest first. */
    private List<EarlierRedrive> origins(String messageId) {
        List<EarlierRedrive> thread = new ArrayList<>();
        Map<String, EarlierRedrive> sent = byNewId;
        EarlierRedrive each = sent.get(messageId);
        while (each != null && thread.size() < LONGEST_THREAD) {
            thread.add(each);
            each = sent.get(each.letter().messageId());
        }
        return thread;
    }

    /**
     * The redrives of a message, of those that it came of, and of its order, oldest first.
     *
     * @param orderId null where it cannot be read
     */
    public List<EarlierRedrive> thread(String messageId, @Nullable String orderId) {
        Set<EarlierRedrive> found = new LinkedHashSet<>(origins(messageId));
        for (EarlierRedrive each : all) {
            if (each.letter().messageId().equals(messageId)
                    || (orderId != null && orderId.equals(each.letter().orderId()))) {
                found.add(each);
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(EarlierRedrive::at).thenComparing(EarlierRedrive::receipt))
                .toList();
    }

    /** What is known by now of the redrives of a letter, of those that it came of, and of its order, oldest first. Blocks. */
    public List<EarlierRedrive> now(LetterRow letter) {
        refresh();
        return thread(letter.id(), letter.orderId());
    }

    /** Those with a part of that text in a MessageId or the order's id, the newest receipt first. */
    public List<EarlierRedrive> find(String text) {
        return all.stream().filter(each -> each.letter().names(text)).toList();
    }
}
