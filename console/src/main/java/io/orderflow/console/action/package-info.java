/** Acts as objects: what buttons, menus, the palette and the list of shortcuts have in common. */
@NullMarked
package io.orderflow.console.action;

import org.jspecify.annotations.NullMarked;
