package io.orderflow.console.app;

/** There is no display to open a window on. */
public final class NoDisplayException extends Exception {
    private static final long serialVersionUID = 1L;

    NoDisplayException(Throwable cause) {
        super("There is no display to open the window on.", cause);
    }
}
