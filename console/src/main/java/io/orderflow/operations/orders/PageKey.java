package io.orderflow.operations.orders;

/** Where a page of rows ended; the table's own business. */
public interface PageKey {}
