/** What was done, line by line, so that a killed process can be taken up again. */
@NullMarked
package io.orderflow.operations.journal;

import org.jspecify.annotations.NullMarked;
