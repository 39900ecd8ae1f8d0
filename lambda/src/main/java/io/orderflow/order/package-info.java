/** The order, its rule book and its form on the wire. Knows no AWS SDK. */
@NullMarked
package io.orderflow.order;

import org.jspecify.annotations.NullMarked;
