/** IAM and STS: roles that read back, and who the caller is. */
@NullMarked
package io.orderflow.infra.local.iam;

import org.jspecify.annotations.NullMarked;
