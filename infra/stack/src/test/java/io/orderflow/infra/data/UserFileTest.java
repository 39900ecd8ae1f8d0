package io.orderflow.infra.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's file may be, for every import. */
class UserFileTest {
    private static final String TEXT = "orderId,itemName\nO1,Stra\u00dfe \ud83d\udcbb\nO2,\u0416\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void textIsReadWithAndWithoutAByteOrderMark(String mark) throws IOException {
        Path file = file((mark + TEXT).getBytes(StandardCharsets.UTF_8));

        try (Reader reader = new UserFile(file).text()) {
            assertThat(new BufferedReader(reader).lines())
                    .containsExactly("orderId,itemName", "O1,Stra\u00dfe \ud83d\udcbb", "O2,\u0416");
        }
    }

    @Test
    void aByteOrderMarkFurtherOnIsPartOfTheText() throws IOException {
        assertThat(lines(file("a\ufeffb\n\ufeffc".getBytes(StandardCharsets.UTF_8))))
                .containsExactly("a\ufeffb", "\ufeffc");
    }

    @Test
    void whatIsPipedInIsReadAsAFile() {
        assertThat(UserFile.ofStandardInput(("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_8))
                        .whole(TEXT.length()))
                .isEqualTo(TEXT);
        assertThatThrownBy(() -> UserFile.ofStandardInput(new byte[0]).whole(9))
                .hasMessage("What is piped in is empty: name another.");
        assertThatThrownBy(() -> UserFile.ofStandardInput("ab\n\u00e4".getBytes(StandardCharsets.ISO_8859_1))
                        .whole(9))
                .hasMessageStartingWith("Line 2, column 1 of standard input is not UTF-8");
    }

    @Test
    void aTextThatIsTooLongIsNotReadToItsEnd() throws IOException {
        UserFile file = new UserFile(file(TEXT.getBytes(StandardCharsets.UTF_8)));
        assertThat(file.whole(TEXT.length())).isEqualTo(TEXT);
        assertThatThrownBy(() -> file.whole(TEXT.length() - 1)).hasMessageContaining("has more than ");
    }

    @Test
    void linesEndInEveryUsualWay() throws IOException {
        assertThat(lines(file("a\r\nb\nc\rd\r\n\r\ne".getBytes(StandardCharsets.UTF_8))))
                .containsExactly("a", "b", "c", "d", "", "e");
    }

    @Test
    void aLongTextIsReadWholeWhereverItsBuffersEnd() throws IOException {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            written.add("\ud83d\udcbb\u0416\u00df".repeat(i % 17) + i);
        }

        assertThat(lines(file(String.join("\r\n", written).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UTF-16LE|true |is UTF-16 (little endian): save it as UTF-8.",
                "UTF-16BE|true |is UTF-16 (big endian): save it as UTF-8.",
                "UTF-16LE|false|is UTF-16 (little endian, without a byte order mark): save it as UTF-8.",
                "UTF-16BE|false|is UTF-16 (big endian, without a byte order mark): save it as UTF-8.",
                "UTF-32LE|true |is UTF-32: save it as UTF-8.",
                "UTF-32BE|true |is UTF-32: save it as UTF-8.",
            })
    void anEncodingOfMoreBytesALetterIsNamed(String charset, boolean mark, String line) throws IOException {
        Path file = file(((mark ? "\ufeff" : "") + TEXT).getBytes(Charset.forName(charset)));

        assertThat(refusal(file)).isEqualTo("The file " + file + " " + line);
    }

    @Test
    void latin1IsToldWithLineColumnAndLetter() throws IOException {
        Path file = file("orderId,itemName\r\nO1,Stra\u00dfe\r\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal(file))
                .isEqualTo(
                        "Line 2, column 8 of " + file
                                + " is not UTF-8 (byte 0xDF, which is \u00df in Latin-1 and Windows-1252): save the file as UTF-8.");
    }

    @Test
    void aWrongByteIsFoundAtItsPlaceBehindManyBuffers() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("\ud83d\udcbb\u0416\u00df,\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("\ud83d\udcbb\u0416".getBytes(StandardCharsets.UTF_8));
        bytes.write(0x93);

        assertThat(refusal(file(bytes.toByteArray())))
                .startsWith("Line 20001, column 3 of ")
                .contains("byte 0x93, perhaps Windows-1252 or another encoding");
    }

    @Test
    void aCharacterThatTheFilesEndCutsIsNoUtf8() throws IOException {
        byte[] whole = "a\u0416".getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(file(java.util.Arrays.copyOf(whole, 2)))).startsWith("Line 1, column 2 of ");
    }

    @Test
    void compressedFilesAreNamed() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("orders.csv"));
        }

        assertThat(refusal(file(gzip.toByteArray()))).endsWith(" is compressed with gzip: unpack it first (gunzip).");
        assertThat(refusal(file(zip.toByteArray()))).contains(" is a ZIP archive or an office document: ");
    }

    @Test
    void otherBinaryFilesAreNoText() throws IOException {
        byte[] noise = new byte[2_000];
        new Random(7).nextBytes(noise);
        noise[0] = 1;

        assertThat(refusal(file(noise))).endsWith(" is binary, not text: name a text file in UTF-8.");
        assertThat(refusal(file("a,b\0c,d,e,f".getBytes(StandardCharsets.UTF_8))))
                .contains("is binary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void anEmptyFileIsReportedAsEmpty(String content) throws IOException {
        Path file = file(content.getBytes(StandardCharsets.UTF_8));

        assertThat(refusal(file)).isEqualTo("The file " + file + " is empty: name another.");
    }

    @Test
    void aMissingFileAndAFolderAreReportedAsSuch() {
        Path missing = folder.resolve("none").resolve("orders.jsonl");

        assertThat(refusal(missing)).isEqualTo("The file " + missing + " is not there: check its name.");
        assertThat(refusal(folder)).isEqualTo("The file " + folder + " is a folder: name the file in it.");
    }

    @Test
    void aFileThatIsAFoldersNameIsRefusedInOneLine() throws IOException {
        Path inside = file("a".getBytes(StandardCharsets.UTF_8)).resolve("orders.jsonl");

        assertThat(refusal(inside))
                .startsWith("The file " + inside + " ")
                .doesNotContain("\n")
                .endsWith(".");
    }

    @Test
    void aFileWithoutPermissionIsReportedAsSuch() throws IOException {
        Path file = file("a".getBytes(StandardCharsets.UTF_8));
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads everything");

        assertThat(refusal(file))
                .isEqualTo("The file " + file + " may not be read by you: ask its owner for the permission.");
    }

    @Test
    void aDeviceIsNotRead() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));

        assertThat(refusal(device)).contains("is a pipe or a device");
    }

    @Test
    void aFileWithoutLineBreaksDoesNotFillTheMemory() throws IOException {
        Path file = file("x".repeat(UserLines.LONGEST_LINE + 1).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> lines(file))
                .isInstanceOf(TableFileException.class)
                .hasMessageStartingWith("Line 1 of " + file + " is longer than 4,194,304 characters");
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "user", ".txt"), content);
    }

    private static List<String> lines(Path file) {
        List<String> all = new ArrayList<>();
        try (UserLines lines = new UserFile(file).lines()) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
                assertThat(lines.number()).isEqualTo(all.size());
            }
        }
        return all;
    }

    private static String refusal(Path file) {
        try {
            return "read as " + lines(file);
        } catch (TableFileException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
