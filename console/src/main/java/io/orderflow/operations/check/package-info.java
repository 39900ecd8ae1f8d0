/** The main job without a window: publish, consume, dead-letter, repair, redrive, each counted. */
@NullMarked
package io.orderflow.operations.check;

import org.jspecify.annotations.NullMarked;
