/** The least IAM policy of each role, made from the calls that the program makes. */
@NullMarked
package io.orderflow.infra.plan.policy;

import org.jspecify.annotations.NullMarked;
