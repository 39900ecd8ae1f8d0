/** What runs inside a function's own JVM: nothing here may use a class of the other packages. */
@NullMarked
package io.orderflow.infra.local.lambda.runtime;

import org.jspecify.annotations.NullMarked;
