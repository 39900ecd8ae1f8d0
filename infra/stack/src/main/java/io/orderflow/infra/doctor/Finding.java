package io.orderflow.infra.doctor;

import io.orderflow.infra.plan.ResourceId;

/**
 * One thing that is unwise or broken.
 *
 * @param what as it is, with the figures
 * @param why what comes of it
 * @param fix what to do
 */
public record Finding(Severity severity, FindingCode code, ResourceId resource, String what, String why, String fix) {

    /** False when it only says that something could not be looked at. */
    public boolean examined() {
        return code != FindingCode.UNREADABLE;
    }
}
