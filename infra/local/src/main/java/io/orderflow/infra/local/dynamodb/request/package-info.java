/** Requests: which members an operation has, of which types, within which limits. */
@NullMarked
package io.orderflow.infra.local.dynamodb.request;

import org.jspecify.annotations.NullMarked;
