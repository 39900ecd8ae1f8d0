/** Lambda: control plane, event source poller and the child JVMs that run functions. */
@NullMarked
package io.orderflow.infra.local.lambda;

import org.jspecify.annotations.NullMarked;
