/** What every area of the headless core shares: how work reports and how a port fails. */
@NullMarked
package io.orderflow.operations;

import org.jspecify.annotations.NullMarked;
