package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of a table that one of several parallel scans reads: an equal share of the hashes of its partitions. */
record Segment(int number, int total) {

    private static final long HASHES = 1L << 32;
    private static final String REQUIRED = " parameter is required but was not present in the request when ";

    static Segment of(JsonNode in) throws AwsError {
        if (in.has("Segment") && !in.has("TotalSegments")) {
            throw Faults.validation("The TotalSegments" + REQUIRED + "Segment parameter is present");
        }
        if (in.has("TotalSegments") && !in.has("Segment")) {
            throw Faults.validation("The Segment" + REQUIRED + "parameter TotalSegments is present");
        }
        Segment segment = new Segment(
                in.path("Segment").asInt(0), in.path("TotalSegments").asInt(1));
        if (segment.number >= segment.total) {
            throw Faults.validation("The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                    + " Segment: " + segment.number + " is not less than TotalSegments: " + segment.total);
        }
        return segment;
    }

    private static byte[] bound(long hash) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) hash).array();
    }

    byte @Nullable [] from() {
        return number == 0 ? null : bound(HASHES * number / total);
    }

    byte @Nullable [] to() {
        return number == total - 1 ? null : bound(HASHES * (number + 1) / total);
    }

    boolean contains(byte[] place) {
        byte @Nullable [] from = from();
        byte @Nullable [] to = to();
        return (from == null || Arrays.compareUnsigned(place, from) >= 0)
                && (to == null || Arrays.compareUnsigned(place, to) < 0);
    }
}
