/** The AWS resources: ports and values of plan, apply, destroy and doctor, headless. */
@NullMarked
package io.orderflow.operations.stack;

import org.jspecify.annotations.NullMarked;
