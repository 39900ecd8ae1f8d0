package io.orderflow.operations.deadletter.redrive;

import java.util.List;

/**
 * What a text was found in.
 *
 * @param lines of the chain, in its order: those that tell it themselves, and those of receipts of the letters
 * @param letters whose MessageIds or order have it, the newest receipt first
 */
public record ReceiptSearch(List<ReceiptSummary> lines, List<EarlierRedrive> letters) {
    public ReceiptSearch {
        lines = List.copyOf(lines);
        letters = List.copyOf(letters);
    }

    /** Looks for a part of a text; ids are told apart by upper and lower case. Blocks. */
    public static ReceiptSearch of(ReceiptStore receipts, List<ReceiptSummary> chain, String text) {
        EarlierRedrives earlier = receipts.earlier();
        earlier.refresh();
        List<EarlierRedrive> letters = earlier.find(text);
        return new ReceiptSearch(ReceiptSummary.search(chain, text, letters), letters);
    }
}
