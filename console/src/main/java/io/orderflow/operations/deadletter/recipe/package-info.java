/** Recipes: the same repair of many letters, spliced into their text. Pure; knows no queue and no file. */
@NullMarked
package io.orderflow.operations.deadletter.recipe;

import org.jspecify.annotations.NullMarked;
