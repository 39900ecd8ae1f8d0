/** What SNS needs to reach HTTP(S) subscribers: its signing key, and posts to this machine. */
@NullMarked
package io.orderflow.infra.local.sns.http;

import org.jspecify.annotations.NullMarked;
