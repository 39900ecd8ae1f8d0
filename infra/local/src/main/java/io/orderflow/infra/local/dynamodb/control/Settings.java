package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.util.List;
import java.util.Map;

/** What a table is asked to be and what changes nothing here: billing, throughput, encryption, class, protection. */
final class Settings {

    static final String BILLING = "BillingMode";
    static final String THROUGHPUT = "ProvisionedThroughput";
    static final String PROTECTION = "DeletionProtectionEnabled";

    /** When the table was last changed to be paid by request, in milliseconds. */
    static final String ON_DEMAND_SINCE = "OnDemandSince";

    private static final String ENCRYPTION = "SSESpecification";
    private static final String NEITHER = "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified ";
    private static final List<String> UNITS = List.of("ReadCapacityUnits", "WriteCapacityUnits");
    /** What is changed alone, and what AWS calls that. */
    private static final List<Map.Entry<String, String>> ALONE = List.of(
            Map.entry(ENCRYPTION, "Server-Side Encryption"),
            Map.entry("TableClass", "TableClass"),
            Map.entry(PROTECTION, "DeletionProtection"));

    private static final long MAX_UNITS = 1_000_000_000_000L;
    private static final List<String> KEPT =
            List.of(BILLING, THROUGHPUT, PROTECTION, ENCRYPTION, "TableClass", "WarmThroughput", "OnDemandThroughput");

    private Settings() {}

    static void checkNew(JsonNode in) throws AwsError {
        boolean onDemand = onDemand(in);
        if (onDemand && in.has(THROUGHPUT)) {
            throw Faults.parameters(NEITHER + "when BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && !in.has(THROUGHPUT)) {
            throw Faults.parameters("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode"
                    + " is PROVISIONED");
        }
        for (JsonNode index : in.path("GlobalSecondaryIndexes")) {
            String of = "for index: " + index.get("IndexName").asText();
            if (onDemand && index.has(THROUGHPUT)) {
                throw Faults.parameters(
                        "ProvisionedThroughput should not be specified " + of + " when BillingMode is PAY_PER_REQUEST");
            }
            if (!onDemand && !index.has(THROUGHPUT)) {
                throw Faults.parameters("ProvisionedThroughput is not specified " + of);
            }
        }
        check(in, onDemand);
    }

    /** @param changes what the request changes besides, of the stream and the indexes */
    static void checkChange(JsonNode in, ObjectNode before, boolean changes) throws AwsError {
        long all = KEPT.stream().filter(in::has).count();
        for (Map.Entry<String, String> alone : ALONE) {
            if (in.has(alone.getKey()) && (changes || all > 1)) {
                throw Faults.parameters(alone.getValue() + " modification must be the only operation in the request");
            }
        }
        String billing = in.path(BILLING).asText();
        if (billing.equals("PROVISIONED") && !in.has(THROUGHPUT)) {
            throw Faults.parameters("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        boolean onDemand = billing.isEmpty() ? onDemand(before) : billing.equals("PAY_PER_REQUEST");
        if (onDemand && in.has(THROUGHPUT)) {
            throw Faults.parameters(NEITHER + "when BillingMode is PAY_PER_REQUEST");
        }
        checkChanges(before, in, "the table", "the table");
        check(in, onDemand);
    }

    /** Asking for the throughput that is there already is refused. */
    static void checkChanges(JsonNode before, JsonNode asked, String what, String of) throws AwsError {
        StringBuilder both = new StringBuilder();
        boolean same = before.has(THROUGHPUT) && asked.has(THROUGHPUT);
        for (String units : UNITS) {
            long now = before.path(THROUGHPUT).path(units).asLong();
            long next = asked.path(THROUGHPUT).path(units).asLong();
            same &= now == next;
            both.append("Current ")
                    .append(units)
                    .append(" provisioned for ")
                    .append(of)
                    .append(": ")
                    .append(now);
            both.append(". Requested ").append(units).append(": ").append(next).append(". ");
        }
        if (same) {
            throw Faults.validation("The provisioned throughput for " + what + " will not change. The requested value"
                    + " equals the current value. " + both + "Refer to the Amazon DynamoDB Developer Guide for current"
                    + " limits and how to request higher limits.");
        }
    }

    private static void check(JsonNode in, boolean onDemand) throws AwsError {
        for (String units : UNITS) {
            long asked = in.path(THROUGHPUT).path(units).asLong();
            if (asked > MAX_UNITS) {
                throw Faults.validation("Given value " + asked + " for " + units + " is out of bounds");
            }
        }
        for (String units : List.of("MaxReadRequestUnits", "MaxWriteRequestUnits")) {
            if (!onDemand && in.path("OnDemandThroughput").has(units)) {
                throw Faults.parameters(units + " for OnDemandThroughput cannot be specified when the table BillingMode"
                        + " is PROVISIONED");
            }
        }
        JsonNode encryption = in.path(ENCRYPTION);
        for (String member : List.of("SSEType", "KMSMasterKeyId")) {
            if (encryption.has(member) && !encryption.path("Enabled").asBoolean()) {
                throw Faults.parameters(member + " can not be specified if Enabled is false");
            }
        }
        if (encryption.path("SSEType").asText().equals("AES256")) {
            throw Faults.parameters("SSEType AES256 is not supported");
        }
        if (encryption.has("KMSMasterKeyId") && !encryption.has("SSEType")) {
            throw Faults.parameters("SSEType KMS is required if KMSMasterKeyId is specified");
        }
    }

    static boolean onDemand(JsonNode settings) {
        return settings.path(BILLING).asText().equals("PAY_PER_REQUEST");
    }

    static boolean mentioned(JsonNode in) {
        return KEPT.stream().anyMatch(in::has);
    }

    /** The settings with what the request says. */
    static ObjectNode merged(ObjectNode before, JsonNode in, long nowMillis) {
        ObjectNode after = before.deepCopy();
        KEPT.stream().filter(in::has).forEach(member -> after.set(member, in.get(member)));
        if (onDemand(after)) {
            after.remove(THROUGHPUT);
            if (!onDemand(before)) {
                after.put(ON_DEMAND_SINCE, nowMillis);
            }
        }
        return after;
    }

    /** What an index is told of throughput, as a request asks for it. */
    static ObjectNode ofIndex(ObjectNode before, JsonNode in) {
        ObjectNode after = before.deepCopy();
        List.of(THROUGHPUT, "OnDemandThroughput", "WarmThroughput").stream()
                .filter(in::has)
                .forEach(member -> after.set(member, in.get(member)));
        return after;
    }
}
