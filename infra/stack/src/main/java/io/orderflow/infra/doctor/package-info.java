/** What is legal but unwise, or broken, in the stack as it is; only reads. */
@NullMarked
package io.orderflow.infra.doctor;

import org.jspecify.annotations.NullMarked;
