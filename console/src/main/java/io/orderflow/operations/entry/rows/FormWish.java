package io.orderflow.operations.entry.rows;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** How somebody says that a file is written; what is null is to be found out. */
public record FormWish(@Nullable Charset encoding, @Nullable Character separator, @Nullable Boolean header) {
    public static final FormWish NONE = new FormWish(null, null, null);
}
