/** What the embedded services remember: one crash-safe file, group-committed. */
@NullMarked
package io.orderflow.infra.local.store;

import org.jspecify.annotations.NullMarked;
