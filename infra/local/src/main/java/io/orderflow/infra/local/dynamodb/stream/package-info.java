/** Streams of tables: what happened to their rows during the last 24 hours. */
@NullMarked
package io.orderflow.infra.local.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
