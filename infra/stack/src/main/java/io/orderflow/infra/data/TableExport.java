package io.orderflow.infra.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.data.TableFileException.Code;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.UnreadableRowException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes every row of the Orders table to a file, one JSON object a line: the order as it is published, and under
 * {@code row} all attributes of the row in DynamoDB's JSON. A line is thus also a message that can be published again; a
 * row that is no order has only its {@code row}.
 */
public final class TableExport {
    static final String ROW = "row";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final OrderMessageCodec codec;

    public TableExport(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.codec = new OrderMessageCodec(new OrderValidator(clock));
    }

    /**
     * Whether the file can be written, asked before anything depends on it.
     *
     * @throws TableFileException when it is there already, or its folder cannot be written
     */
    public static void checkFile(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            throw new TableFileException(Code.EXISTS, null, file);
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new TableFileException(Code.NO_FOLDER, null, file);
        }
    }

    /**
     * Reads the whole table, consistently, and writes it; the file appears complete or not at all, readable by its owner
     * only.
     *
     * @return how many rows
     * @throws TableFileException when the file cannot be written
     * @throws software.amazon.awssdk.core.exception.SdkException when the table cannot be read
     */
    public long writeTo(Path file) {
        checkFile(file);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part); // of an export that was interrupted
            try {
                long rows = writeRows(part);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                return rows;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new TableFileException(Code.NOT_EXPORTED, e, file, String.valueOf(e.getMessage()));
        }
    }

    private long writeRows(Path part) throws IOException {
        boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        long rows = 0;
        try (FileChannel channel = FileChannel.open(
                        part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
                OutputStream out = Channels.newOutputStream(channel);
                BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            for (Map<String, AttributeValue> row : dynamoDb.scanPaginator(
                            request -> request.tableName(table).consistentRead(true))
                    .items()) {
                writer.write(line(row));
                writer.write('\n');
                rows++;
            }
            writer.flush();
            channel.force(true);
        }
        return rows;
    }

    private String line(Map<String, AttributeValue> row) throws IOException {
        ObjectNode json = RowJson.MAPPER.createObjectNode();
        try {
            json = RowJson.object(codec.encode(OrdersTable.fromItem(row).order()));
        } catch (UnreadableRowException e) {
            json.removeAll(); // no order, yet a row: kept as it is
        }
        json.set(ROW, RowJson.write(row));
        return RowJson.MAPPER.writeValueAsString(json);
    }
}
