package io.orderflow.infra.fake;

import io.orderflow.infra.stack.JsonTrees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;

/** Queues in memory. */
public final class FakeSqs implements SqsClient {
    private static final String URL = "http://sqs/123456789012/";

    public final Map<String, Map<QueueAttributeName, String>> queues = new TreeMap<>();
    public final Map<String, Map<String, String>> tags = new TreeMap<>();
    /** How many CreateQueue calls are refused as the name was deleted a moment ago. */
    public int deletedRecently;

    private final Calls calls;

    FakeSqs(Calls calls) {
        this.calls = calls;
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Map<QueueAttributeName, String> queue(String url) {
        Map<QueueAttributeName, String> queue = queues.get(name(url));
        if (queue == null) {
            throw QueueDoesNotExistException.builder().message("no such queue").build();
        }
        return queue;
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        queue(request.queueName());
        return GetQueueUrlResponse.builder().queueUrl(URL + request.queueName()).build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return GetQueueAttributesResponse.builder()
                .attributes(queue(request.queueUrl()))
                .build();
    }

    @Override
    public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
        return ListQueueTagsResponse.builder()
                .tags(tags.getOrDefault(name(request.queueUrl()), Map.of()))
                .build();
    }

    @Override
    public ListDeadLetterSourceQueuesResponse listDeadLetterSourceQueues(ListDeadLetterSourceQueuesRequest request) {
        String target = ":" + name(request.queueUrl());
        List<String> sources = queues.entrySet().stream()
                .filter(it -> JsonTrees.parse(it.getValue().get(QueueAttributeName.REDRIVE_POLICY))
                        .path("deadLetterTargetArn")
                        .asText()
                        .endsWith(target))
                .map(it -> URL + it.getKey())
                .toList();
        return ListDeadLetterSourceQueuesResponse.builder().queueUrls(sources).build();
    }

    @Override
    public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
        return ListMessageMoveTasksResponse.builder().build();
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        return calls.mutate("sqs:CreateQueue " + request.queueName(), () -> {
            if (deletedRecently-- > 0) {
                throw QueueDeletedRecentlyException.builder().build();
            }
            checkTarget(request.attributes());
            Map<QueueAttributeName, String> there = queues.get(request.queueName());
            if (there != null
                    && !there.entrySet().containsAll(request.attributes().entrySet())) {
                throw QueueNameExistsException.builder().build();
            }
            queues.computeIfAbsent(request.queueName(), name -> new HashMap<>(request.attributes()));
            tags.computeIfAbsent(request.queueName(), name -> new HashMap<>(request.tags()));
            return CreateQueueResponse.builder()
                    .queueUrl(URL + request.queueName())
                    .build();
        });
    }

    private void checkTarget(Map<QueueAttributeName, String> attributes) {
        String arn = JsonTrees.parse(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .path("deadLetterTargetArn")
                .asText();
        if (!arn.isEmpty() && !queues.containsKey(arn.substring(arn.lastIndexOf(':') + 1))) {
            throw SqsException.builder()
                    .message("Dead letter target does not exist.")
                    .build();
        }
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
        return calls.mutate("sqs:SetQueueAttributes " + name(request.queueUrl()), () -> {
            checkTarget(request.attributes());
            Map<QueueAttributeName, String> queue = queue(request.queueUrl());
            queue.putAll(request.attributes());
            queue.values().removeIf(String::isEmpty);
            return SetQueueAttributesResponse.builder().build();
        });
    }

    @Override
    public TagQueueResponse tagQueue(TagQueueRequest request) {
        return calls.mutate("sqs:TagQueue " + name(request.queueUrl()), () -> {
            tags.computeIfAbsent(name(request.queueUrl()), name -> new HashMap<>())
                    .putAll(request.tags());
            return TagQueueResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
