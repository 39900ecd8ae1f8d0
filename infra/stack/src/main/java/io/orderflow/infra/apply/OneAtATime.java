package io.orderflow.infra.apply;

import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;

/** Lets changes that run at the same time speak to one listener, one after the other. */
final class OneAtATime implements ApplyListener {
    private final ApplyListener listener;

    OneAtATime(ApplyListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void started(Change change, int index, int total) {
        listener.started(change, index, total);
    }

    @Override
    public synchronized void waiting(Change change, String what) {
        listener.waiting(change, what);
    }

    @Override
    public synchronized void finished(Change change, ApplyResult result) {
        listener.finished(change, result);
    }

    @Override
    public synchronized void failed(Change change, SetupException failure) {
        listener.failed(change, failure);
    }

    @Override
    public synchronized boolean cancelled() {
        return listener.cancelled();
    }
}
