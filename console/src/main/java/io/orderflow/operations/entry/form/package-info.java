/** What helps people to type an order: templates and suggestions. */
@NullMarked
package io.orderflow.operations.entry.form;

import org.jspecify.annotations.NullMarked;
