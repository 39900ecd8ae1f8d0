package io.orderflow.operations.entry.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.app.UserTextFiles;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.entry.rows.FileForm.Kind;
import io.orderflow.operations.entry.rows.TextEncoding.How;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of orders as other people write them. */
class OrderFileTest {
    private static final String HEADER = "orderId,userId,itemName,quantity,status,timestamp\n";
    private static final String ROW = "O1,U1,Stra\u00dfe,2,new,2026-05-03T12:00:00Z\n";
    private static final long GIB = 1024L * 1024 * 1024;

    @TempDir
    Path folder;

    private OrderFile file(byte[] bytes) throws IOException {
        return new OrderFile(new UserTextFiles(), Files.write(folder.resolve("orders.csv"), bytes));
    }

    private OrderFile file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FileForm look(OrderFile file) throws Exception {
        return file.look(FormWish.NONE, Set.of(), Progress.NONE);
    }

    private static List<FileRow> rows(OrderFile file, FileForm form) throws PortException {
        List<FileRow> rows = new ArrayList<>();
        try (FileRows reader = file.rows(form)) {
            for (FileRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<List<String>> fields(OrderFile file) throws Exception {
        return rows(file, look(file)).stream()
                .map(row -> ((FileRow.Fields) row).fields())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false, FITS", "UTF-8, true, MARKED",
        "UTF-16LE, true, MARKED", "UTF-16BE, true, MARKED",
        "UTF-16LE, false, FITS", "UTF-16BE, false, FITS",
        "windows-1252, false, GUESSED"
    })
    void theEncodingIsFoundAndSaid(Charset charset, boolean marked, How how) throws Exception {
        OrderFile file = file(((marked ? "\ufeff" : "") + HEADER + ROW).getBytes(charset));

        TextEncoding encoding = look(file).encoding();
        assertThat(encoding.charset()).isEqualTo(charset);
        assertThat(encoding.how()).isEqualTo(how);
        assertThat(fields(file))
                .containsExactly(List.of("O1", "U1", "Stra\u00dfe", "2", "new", "2026-05-03T12:00:00Z"));
    }

    @Test
    void anEncodingThatIsNamedIsTaken() throws Exception {
        OrderFile file = file("itemName,quantity\nŁódź,1\n".getBytes(Charset.forName("ISO-8859-2")));
        FormWish wish = new FormWish(Charset.forName("ISO-8859-2"), null, null);
        FileForm form = file.look(wish, Set.of(), Progress.NONE);
        assertThat(form.encoding().how()).isEqualTo(How.NAMED);
        assertThat(rows(file, form)).containsExactly(new FileRow.Fields(2, List.of("Łódź", "1")));
    }

    @Test
    void whatIsNotOfTheEncodingThatWasNamedIsToldWithItsLine() throws Exception {
        OrderFile file = file((HEADER + ROW).getBytes(StandardCharsets.ISO_8859_1));
        FormWish wish = new FormWish(StandardCharsets.UTF_8, null, null);
        assertThatThrownBy(() -> file.look(wish, Set.of(), Progress.NONE))
                .isInstanceOf(PortException.class)
                .hasMessageMatching("Line 2 of .*orders.csv is not UTF-8: say with --encoding which it is, .*");
    }

    @Test
    void aLateLetterMakesTheWholeFileLatin1() throws Exception {
        byte[] bytes = (HEADER + "O1,U1,Lamp,1,new,\n".repeat(20_000) + ROW).getBytes(StandardCharsets.ISO_8859_1);
        OrderFile file = file(bytes);
        FileForm form = look(file);
        assertThat(form.encoding()).isEqualTo(new TextEncoding(OrderFile.WINDOWS, 0, How.GUESSED));
        assertThat(form.bytes()).isEqualTo(bytes.length);
        List<FileRow> rows = rows(file, form);
        assertThat(((FileRow.Fields) rows.get(20_000)).fields().get(2)).isEqualTo("Stra\u00dfe");
        assertThat(rows.get(20_000).line()).isEqualTo(20_002);
    }

    @Test
    void aByteThatNeitherHasIsToldWithItsLine() throws Exception {
        OrderFile file = file((HEADER + "O1,U1,\u0081,2,new,\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> look(file))
                .hasMessageContaining("Line 2 of ")
                .hasMessageContaining("is neither UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsFound(String separator) throws Exception {
        String text = (HEADER + "O1,U1,\"27, 28; 29| \t inch\",2,new,2026-05-03T12:00:00Z\n").replace(",", separator);
        OrderFile file = file(text);
        assertThat(look(file).separator()).isEqualTo(separator.charAt(0));
        assertThat(fields(file).get(0)).hasSize(6);
    }

    @Test
    void aSeparatorThatIsNamedIsTaken() throws Exception {
        OrderFile file = file("userId:itemName,x:quantity,y\n");
        FileForm form = file.look(new FormWish(null, ':', null), Set.of(), Progress.NONE);
        assertThat(form.first()).containsExactly("userId", "itemName,x", "quantity,y");
    }

    @Test
    void quotesAndLineBreaksInFieldsAreRead() throws Exception {
        OrderFile file =
                file("userId,itemName,quantity\r\nU1,\"27\"\" monitor,\r\nblack\",1\r\n\r\nU2,27\" monitor,2\r\n");
        assertThat(rows(file, look(file)))
                .containsExactly(
                        new FileRow.Fields(2, List.of("U1", "27\" monitor,\r\nblack", "1")),
                        new FileRow.Fields(5, List.of("U2", "27\" monitor", "2")));
    }

    @Test
    void whatStandsBehindAClosingQuoteIsToldWithItsLine() throws Exception {
        OrderFile file = file("userId,itemName,quantity\nU1,\"a\nb\",1\n\nU2,\"27\" monitor\",1\n");
        FileForm form = look(file);
        assertThatThrownBy(() -> rows(file, form))
                .isInstanceOf(PortException.class)
                .hasMessageMatching("Line 5 of .*orders.csv begins a row with something between a closing quote .*");
    }

    @Test
    void aMissingHeaderIsSeen() throws Exception {
        assertThat(look(file(ROW)).header()).isFalse();
        assertThat(look(file(HEADER)).header()).isTrue();
        assertThat(look(file("Kunde;Artikel;Menge\nU1;Lampe;1\n")).header()).isTrue();
        assertThat(look(file("id;item;7\n")).header()).isTrue();
        OrderFile file = file(ROW);
        FileForm form = file.look(new FormWish(null, null, true), Set.of(), Progress.NONE);
        assertThat(rows(file, form)).isEmpty();
    }

    @Test
    void emptyRowsOfSpreadsheetsAreNone() throws Exception {
        assertThat(fields(file(HEADER + ROW + ",,,,,\n , ,,,,\n"))).hasSize(1);
    }

    @Test
    void jsonLinesAreSeen() throws Exception {
        OrderFile file = file("\n{\"orderId\":\"O1\"}\r\n\r\n{\"orderId\":\"O2\"}");
        FileForm form = look(file);
        assertThat(form.kind()).isEqualTo(Kind.JSON_LINES);
        assertThat(rows(file, form))
                .containsExactly(
                        new FileRow.Json(2, "{\"orderId\":\"O1\"}"), new FileRow.Json(4, "{\"orderId\":\"O2\"}"));
    }

    @Test
    void aListInJsonIsToldHowToBeCut() throws Exception {
        OrderFile file = file("[{\"orderId\":\"O1\"}]");
        assertThatThrownBy(() -> look(file)).hasMessageContaining("begins a JSON list: write each order as a line");
    }

    @Test
    void whatIsNoTextIsToldAsSuch() {
        OrderFile folderItself = new OrderFile(new UserTextFiles(), folder);
        assertThatThrownBy(() -> look(folderItself)).hasMessageContaining("is a folder");
        OrderFile absent = new OrderFile(new UserTextFiles(), folder.resolve("absent.csv"));
        assertThatThrownBy(() -> look(absent)).hasMessageContaining("is not there");
    }

    @Test
    void aLineOfOneGibIsRefusedWithoutReadingIt() {
        Endless endless = new Endless(HEADER + "O1,U1,", "x");
        OrderFile file = new OrderFile(endless, Path.of("long.csv"));
        assertThatThrownBy(() -> look(file)).hasMessageStartingWith("Line 2 of long.csv is longer than 1,048,576");
        assertThat(endless.read).isLessThan(2 * OrderFile.LONGEST);
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedInBoundedMemory() throws Exception {
        Endless endless = new Endless(HEADER + "O1,U1,\"", "x\n");
        OrderFile file = new OrderFile(endless, Path.of("open.csv"));
        FileForm form = new FileForm(
                Kind.CSV,
                new TextEncoding(StandardCharsets.UTF_8, 0, How.FITS),
                ',',
                true,
                List.of(HEADER.strip().split(",", -1)),
                GIB);
        assertThatThrownBy(() -> rows(file, form))
                .hasMessageStartingWith("Line 2 of open.csv is longer than 1,048,576");
        assertThat(endless.read).isLessThan(2 * OrderFile.LONGEST);
    }

    @Test
    void lookingCanBeCancelled() throws Exception {
        OrderFile file = file(HEADER + ROW);
        assertThatThrownBy(() -> file.look(FormWish.NONE, Set.of(), new Progress() {
                    @Override
                    public void update(long done, long total, String message) {}

                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                }))
                .isInstanceOf(InterruptedException.class);
    }

    /** A beginning, then one text again and again: a GiB of it, which nobody has to store. */
    private static final class Endless implements TextFiles {
        private final byte[] start;
        private final byte[] more;
        long read;

        Endless(String start, String more) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            this.more = more.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void each(Path file, Lines lines) {
            throw new AssertionError();
        }

        @Override
        public InputStream open(Path file) {
            read = 0;
            return new InputStream() {
                @Override
                public int read() {
                    throw new AssertionError("a piece at a time");
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    for (int i = 0; i < length; i++) {
                        long at = read++;
                        buffer[offset + i] = at < start.length ? start[(int) at] : more[(int) (at % more.length)];
                    }
                    return read > GIB ? -1 : length;
                }
            };
        }
    }
}
