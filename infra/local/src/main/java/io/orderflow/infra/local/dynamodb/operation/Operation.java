package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;

/** One operation of the service. Thread-safe. */
@FunctionalInterface
public interface Operation {

    /** Answers a request whose types and limits are in order. */
    ObjectNode run(ObjectNode in) throws AwsError;
}
