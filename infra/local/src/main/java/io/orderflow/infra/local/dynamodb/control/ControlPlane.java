package io.orderflow.infra.local.dynamodb.control;

import io.orderflow.infra.local.dynamodb.operation.ClientTokens;
import io.orderflow.infra.local.dynamodb.operation.Operation;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations on tables, under their names, and what is done in the background. Thread-safe. */
public final class ControlPlane {

    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration STREAM_KEPT = Duration.ofHours(24);
    private static final int ACCOUNT_UNITS = 80_000;
    private static final int TABLE_UNITS = 40_000;

    private final Tables tables;
    private final ClientTokens tokens;
    private final Clock clock;
    private final Lifetimes lifetimes;
    private final IndexBuilder builder;

    public ControlPlane(Tables tables, ClientTokens tokens, ExecutorService executor, Clock clock) {
        this.tables = tables;
        this.tokens = tokens;
        this.clock = clock;
        this.lifetimes = new Lifetimes(tables, clock);
        this.builder = new IndexBuilder(tables, executor);
        builder.resume();
        executor.execute(this::sweep);
    }

    public Map<String, Operation> operations() {
        TableOperations one = new TableOperations(tables, clock);
        UpdateTable changes = new UpdateTable(tables, one, builder, clock);
        Tags tags = new Tags(tables);
        Backups backups = new Backups(tables, clock);
        Map<String, Operation> operations = new HashMap<>();
        operations.put("CreateTable", one::create);
        operations.put("DescribeTable", one::describe);
        operations.put("DeleteTable", one::delete);
        operations.put("ListTables", one::list);
        operations.put("UpdateTable", changes::update);
        operations.put("TagResource", tags::tag);
        operations.put("UntagResource", tags::untag);
        operations.put("ListTagsOfResource", tags::list);
        operations.put("UpdateTimeToLive", lifetimes::update);
        operations.put("DescribeTimeToLive", lifetimes::describe);
        operations.put("UpdateContinuousBackups", backups::update);
        operations.put("DescribeContinuousBackups", backups::describe);
        operations.put("DescribeLimits", in -> Json.object()
                .put("AccountMaxReadCapacityUnits", ACCOUNT_UNITS)
                .put("AccountMaxWriteCapacityUnits", ACCOUNT_UNITS)
                .put("TableMaxReadCapacityUnits", TABLE_UNITS)
                .put("TableMaxWriteCapacityUnits", TABLE_UNITS));
        return operations;
    }

    /** Now and then, until this thread is interrupted: the longer it takes, the more seldom. */
    private void sweep() {
        try {
            long pause = SWEEP.toNanos();
            while (true) {
                TimeUnit.NANOSECONDS.sleep(pause);
                long start = System.nanoTime();
                tables.names().forEach(name -> tables.find(name).ifPresent(this::sweep));
                tables.trimStreams(clock.instant().minus(STREAM_KEPT));
                tokens.forgetOld();
                pause = Math.max(SWEEP.toNanos(), 20 * (System.nanoTime() - start));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("The store has ended", e);
        }
    }

    private void sweep(Table table) {
        try {
            lifetimes.sweep(table);
        } catch (AwsError e) {
            LOG.debug("Table {} went while it was swept", table.definition().name());
        }
    }
}
