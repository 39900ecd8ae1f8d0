package io.orderflow.operations.entry.rows;

import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.rows.FileForm.Kind;
import io.orderflow.operations.session.Memory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What columns were said to be, by the header that they stand in; the column of faults does not count. */
public final class RememberedColumns {
    private static final String KEY = "import.columns.";
    private static final int BYTES = 8;

    private final Memory memory;

    public RememberedColumns(Memory memory) {
        this.memory = memory;
    }

    /** Empty where nothing was said. */
    public Map<String, OrderField> of(FileForm form) {
        Map<String, OrderField> known = new LinkedHashMap<>();
        for (String line : memory.get(key(form, 0)).orElse("").split("\n", -1)) {
            int equals = line.lastIndexOf('=');
            Optional<OrderField> field = OrderField.named(line.substring(equals + 1));
            if (equals > 0 && field.isPresent()) {
                known.put(line.substring(0, equals), field.get());
            }
        }
        return known;
    }

    public void keep(FileForm form, Map<String, OrderField> named) {
        String value = named.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue().wireName())
                .collect(Collectors.joining("\n"));
        memory.put(key(form, 0), value);
        if (form.kind() == Kind.CSV && !form.header()) {
            memory.put(key(form, 1), value); // its faulty rows have a column more
        }
    }

    private static String key(FileForm form, int more) {
        if (form.kind() == Kind.JSON_LINES) {
            return KEY + "json";
        }
        if (!form.header()) {
            return KEY + (form.first().size() + more);
        }
        List<String> names = new ArrayList<>(form.first());
        names.remove(Columns.FAULT);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
            return KEY + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
