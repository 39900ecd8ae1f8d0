/** The expression language: a lexer, parsers, a tree that evaluates itself. Pure: no store, no clock. */
@NullMarked
package io.orderflow.infra.local.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
