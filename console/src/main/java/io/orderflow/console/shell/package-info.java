/** The main window: header, tabs, status bar and what a tab must offer. */
@NullMarked
package io.orderflow.console.shell;

import org.jspecify.annotations.NullMarked;
