package io.orderflow.infra.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.stack.NoTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which line of a user's file is wrong, said without a parser's own words; nothing is written then. */
class TableImportTest {
    private static final String ORDER = "{\"orderId\":\"O1\",\"userId\":\"U1\",\"itemName\":\"Laptop\",\"quantity\":1,"
            + "\"status\":\"new\",\"timestamp\":\"2025-05-03T12:00:00Z\"}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"orderId\":\"O2\",}       |Line 3, column 17|is not JSON: each line must be one whole JSON object",
                "{\"orderId\":\"O2\"         |Line 3, column 16|is not JSON: each line must be one whole JSON object",
                "orderId,itemName         |Line 3, column 1|is not JSON: each line must be one whole JSON object",
                "{} {}                    |Line 3, column 4|is not JSON: each line must be one whole JSON object",
                "[]                       |Line 3|is no exported row (not a JSON object)",
                "{\"row\":{}}              |Line 3|is no exported row (its row has no orderId)",
                "{\"row\":{\"orderId\":1}}  |Line 3|is no exported row (an attribute must have one type, e.g. {\"S\":\"text\"})",
                "{\"row\":{\"a\":{\"B\":\"?\"}}}|Line 3|is no exported row (an attribute of the type B must be a text in base64)",
                "{\"row\":{\"a\":{\"N\":\"x\"}}}|Line 3|is no exported row (an attribute of the type N must be a number in a text, e.g. {\"N\":\"1\"})",
                "{\"row\":{\"a\":{\"S\":5}}}  |Line 3|is no exported row (what an attribute holds must be a text, e.g. {\"S\":\"text\"})",
            })
    void aWrongLineIsNamedAndNothingIsImported(String wrong, String place, String what) throws IOException {
        Path file = write("\ufeff" + ORDER + "\n\n" + wrong + "\n" + ORDER);

        assertThatThrownBy(() -> importer().readFrom(file))
                .isInstanceOf(TableFileException.class)
                .hasMessage(place + " of " + file + " " + what + "; nothing was imported.");
    }

    @Test
    void whatIsNestedTooDeepIsRefusedInOneLine() throws IOException {
        Path file = write("[".repeat(100_000));

        assertThatThrownBy(() -> importer().readFrom(file))
                .isInstanceOf(TableFileException.class)
                .hasMessage(
                        "Line 1 of " + file + " is nested too deep, or holds too long a number; nothing was imported.");
    }

    @Test
    void aFileOfBlankLinesHoldsNoRows() throws IOException {
        Path file = write("\n \n\t\n");

        assertThatThrownBy(() -> importer().readFrom(file))
                .hasMessage("The file " + file + " holds no rows: name another; nothing was imported.");
    }

    private Path write(String content) throws IOException {
        return Files.write(folder.resolve("orders.jsonl"), content.getBytes(StandardCharsets.UTF_8));
    }

    /** On a table that is not there: a write would fail. */
    private static TableImport importer() {
        return new TableImport(
                new NoTable(), "Orders", 4, Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }
}
