/** CloudWatch Logs: what functions print, and the calls that read it. */
@NullMarked
package io.orderflow.infra.local.logs;

import org.jspecify.annotations.NullMarked;
