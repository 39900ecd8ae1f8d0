package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.util.List;

/** What a table is asked to be and what changes nothing here: billing, throughput, encryption, class, protection. */
final class Settings {

    static final String BILLING = "BillingMode";
    static final String THROUGHPUT = "ProvisionedThroughput";
    static final String PROTECTION = "DeletionProtectionEnabled";

    private static final long MAX_UNITS = 1_000_000_000_000L;
    private static final List<String> KEPT = List.of(
            BILLING, THROUGHPUT, PROTECTION, "SSESpecification", "TableClass", "WarmThroughput", "OnDemandThroughput");

    private Settings() {}

    static void checkNew(JsonNode in) throws AwsError {
        if (in.path(BILLING).asText().equals("PAY_PER_REQUEST")) {
            if (in.has(THROUGHPUT)) {
                throw Faults.parameters("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                        + " BillingMode is PAY_PER_REQUEST");
            }
        } else if (!in.has(THROUGHPUT)) {
            throw Faults.parameters(
                    "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                            + " PROVISIONED");
        }
        checkUnits(in);
    }

    static void checkChange(JsonNode in, ObjectNode before) throws AwsError {
        String billing = in.path(BILLING).asText();
        if (billing.equals("PROVISIONED") && !in.has(THROUGHPUT)) {
            throw Faults.parameters("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        boolean onDemand = billing.isEmpty() ? onDemand(before) : billing.equals("PAY_PER_REQUEST");
        if (onDemand && in.has(THROUGHPUT)) {
            throw Faults.parameters("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
                    + " is PAY_PER_REQUEST");
        }
        checkUnits(in);
    }

    private static void checkUnits(JsonNode in) throws AwsError {
        for (String member : List.of("ReadCapacityUnits", "WriteCapacityUnits")) {
            long units = in.path(THROUGHPUT).path(member).asLong();
            if (units > MAX_UNITS) {
                throw Faults.validation("Given value " + units + " for " + member + " is out of bounds");
            }
        }
    }

    static boolean onDemand(ObjectNode settings) {
        return settings.path(BILLING).asText().equals("PAY_PER_REQUEST");
    }

    static boolean mentioned(JsonNode in) {
        return KEPT.stream().anyMatch(in::has);
    }

    /** The settings with what the request says. */
    static ObjectNode merged(ObjectNode before, JsonNode in) {
        ObjectNode after = before.deepCopy();
        for (String member : KEPT) {
            if (in.has(member)) {
                after.set(member, in.get(member));
            }
        }
        if (onDemand(after)) {
            after.remove(THROUGHPUT);
        }
        return after;
    }
}
