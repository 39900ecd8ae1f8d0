/** The front door of the embedded AWS: one loopback listener, SigV4, routing and AWS's wire formats. */
@NullMarked
package io.orderflow.infra.local.http;

import org.jspecify.annotations.NullMarked;
