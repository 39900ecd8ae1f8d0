package io.orderflow.operations.deadletter.redrive;

import java.io.IOException;

/** Another process works on the receipt. */
public final class ReceiptInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    public ReceiptInUseException(String id) {
        super("receipt " + id + " is being worked on by another Orderflow");
    }
}
