/** What would change, and carrying it out: ordered, resumable, cancellable; knows no user interface. */
@NullMarked
package io.orderflow.infra.plan;

import org.jspecify.annotations.NullMarked;
