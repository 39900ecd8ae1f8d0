/** Carries plans out: ordered, resumable, cancellable; knows no user interface. */
@NullMarked
package io.orderflow.infra.apply;

import org.jspecify.annotations.NullMarked;
