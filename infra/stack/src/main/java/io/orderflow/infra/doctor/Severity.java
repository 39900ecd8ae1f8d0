package io.orderflow.infra.doctor;

/** How much a finding matters; the gravest first. */
public enum Severity {
    /** Orders do not flow, are lost, or are open to others. */
    ERROR,
    /** Legal, and it will hurt one day. */
    WARNING,
    /** Worth knowing. */
    INFO
}
