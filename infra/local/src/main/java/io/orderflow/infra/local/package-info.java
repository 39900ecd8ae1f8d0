/** The embedded AWS: real engines and thin services behind one loopback endpoint. */
@NullMarked
package io.orderflow.infra.local;

import org.jspecify.annotations.NullMarked;
