/** The command line: one class a command. Exit codes: 0 done, 1 the job failed, 2 wrong options. */
@NullMarked
package io.orderflow.cli;

import org.jspecify.annotations.NullMarked;
