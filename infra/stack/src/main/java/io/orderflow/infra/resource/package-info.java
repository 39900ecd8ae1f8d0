/** One class a resource: reads what is there, compares it with what should be, creates and updates. */
@NullMarked
package io.orderflow.infra.resource;

import org.jspecify.annotations.NullMarked;
