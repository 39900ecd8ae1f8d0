/** What would become of letters, tried before anything is sent. */
@NullMarked
package io.orderflow.operations.deadletter.rehearsal;

import org.jspecify.annotations.NullMarked;
