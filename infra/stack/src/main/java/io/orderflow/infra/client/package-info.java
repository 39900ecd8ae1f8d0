/** Which AWS is meant, and the SDK clients for it. */
@NullMarked
package io.orderflow.infra.client;

import org.jspecify.annotations.NullMarked;
