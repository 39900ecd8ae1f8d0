package io.orderflow.infra.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.QueueSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Keeps the queues that already use an adopted dead-letter queue among those that may. */
final class RedriveSources {
    private static final QueueAttributeName ALLOW = QueueAttributeName.REDRIVE_ALLOW_POLICY;
    private static final String SOURCES = "sourceQueueArns";

    private final SqsClient sqs;
    private final QueueSpec spec;

    RedriveSources(SqsClient sqs, QueueSpec spec) {
        this.sqs = sqs;
        this.spec = spec;
    }

    /** The wanted documents for a queue that is there: its present sources are not cut off. */
    Map<QueueAttributeName, JsonNode> includeExisting(String url, Map<QueueAttributeName, String> now) {
        JsonNode wanted = spec.documents().get(ALLOW);
        if (wanted == null || JsonTrees.same(JsonTrees.parse(now.get(ALLOW)), wanted)) {
            return spec.documents(); // nothing to change, so nobody to ask about
        }
        TreeSet<String> arns = new TreeSet<>();
        wanted.path(SOURCES).forEach(arn -> arns.add(arn.asText()));
        sqs.listDeadLetterSourceQueuesPaginator(request -> request.queueUrl(url)).queueUrls().stream()
                .map(this::arn)
                .forEach(arns::add);
        ObjectNode merged = wanted.deepCopy();
        ArrayNode list = merged.putArray(SOURCES);
        arns.forEach(list::add);
        Map<QueueAttributeName, JsonNode> documents = new LinkedHashMap<>(spec.documents());
        documents.put(ALLOW, merged);
        return documents;
    }

    /** A source is always in the account and region of its dead-letter queue. */
    private String arn(String url) {
        String beforeName = spec.arn().substring(0, spec.arn().lastIndexOf(':') + 1);
        return beforeName + url.substring(url.lastIndexOf('/') + 1);
    }
}
