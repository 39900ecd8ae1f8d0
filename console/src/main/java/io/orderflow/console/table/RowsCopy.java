package io.orderflow.console.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.CsvText;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows as texts for the clipboard, in machine formats. */
final class RowsCopy {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RowsCopy() {}

    /** As a table that documents and spreadsheets take: tabs between the columns, no header. */
    static <R> String rows(List<R> rows, List<DataColumn<R, ?>> columns) {
        return rows.stream()
                .map(row -> columns.stream()
                        .map(column ->
                                CsvText.harmless(column.machineValue(row)).replaceAll("[\t\r\n]", " "))
                        .collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n"));
    }

    /** With the columns' names as header. */
    static <R> String csv(List<R> rows, List<DataColumn<R, ?>> columns) {
        Stream<String> header =
                Stream.of(CsvText.line(columns.stream().map(DataColumn::key).toList()));
        Stream<String> lines = rows.stream()
                .map(row -> CsvText.line(
                        columns.stream().map(column -> column.machineValue(row)).toList()));
        return Stream.concat(header, lines).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** One object, or an array of several. */
    static <R> String json(List<R> rows, Function<R, Map<String, Object>> fields) {
        List<Map<String, Object>> objects = rows.stream().map(fields).toList();
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(objects.size() == 1 ? objects.get(0) : objects);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rows cannot be written as JSON", e);
        }
    }
}
