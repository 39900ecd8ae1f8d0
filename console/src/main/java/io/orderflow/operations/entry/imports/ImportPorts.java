package io.orderflow.operations.entry.imports;

import io.orderflow.operations.entry.BatchPublisher;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;

/** What an import reaches. */
public record ImportPorts(BatchPublisher publisher, FunctionLog log, OrderRows rows, ImportLedger ledger) {}
