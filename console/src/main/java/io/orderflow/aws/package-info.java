/** The SDK behind the ports of the tabs. */
@NullMarked
package io.orderflow.aws;

import org.jspecify.annotations.NullMarked;
