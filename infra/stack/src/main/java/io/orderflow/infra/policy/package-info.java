/** The least IAM policy of each role, made from the calls that the program makes. */
@NullMarked
package io.orderflow.infra.policy;

import org.jspecify.annotations.NullMarked;
