package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptExport;
import io.orderflow.operations.deadletter.redrive.ReceiptPage;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.files.NewFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Writes a receipt to a {@link NewFile}. Blocks. */
public final class ReceiptFile {
    private ReceiptFile() {}

    /**
     * As a page for people.
     *
     * @param chain what was done
     * @param visible makes text that others wrote fit into a line
     */
    public static void page(Path file, Receipt receipt, List<ReceiptSummary> chain, UnaryOperator<String> visible)
            throws PortException, InterruptedException {
        write(file, lines -> ReceiptPage.write(receipt, chain, visible, lines));
    }

    /** As lines of JSON: the whole, then each letter. */
    public static void jsonLines(Path file, Receipt receipt) throws PortException, InterruptedException {
        write(file, lines -> ReceiptExport.jsonLines(receipt, lines));
    }

    private static void write(Path file, Consumer<Consumer<String>> content)
            throws PortException, InterruptedException {
        NewFile.write(
                file,
                out -> content.accept(line -> {
                    try {
                        out.write(line);
                        out.write('\n');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }
}
