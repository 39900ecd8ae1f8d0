package io.orderflow.infra.fake;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;

/** Log groups in memory; zero days stand for "kept for ever". */
public final class FakeLogs implements CloudWatchLogsClient {
    public final Map<String, Integer> retention = new TreeMap<>();
    public final Map<String, String> tags = new TreeMap<>();

    private final Calls calls;

    FakeLogs(Calls calls) {
        this.calls = calls;
    }

    /** Nothing was logged. */
    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        return FilterLogEventsResponse.builder().events(List.of()).build();
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        return DescribeLogGroupsResponse.builder()
                .logGroups(retention.entrySet().stream()
                        .filter(it -> it.getKey().startsWith(request.logGroupNamePrefix()))
                        .map(it -> LogGroup.builder()
                                .logGroupName(it.getKey())
                                .retentionInDays(it.getValue() == 0 ? null : it.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        return calls.mutate("logs:CreateLogGroup", () -> {
            if (retention.putIfAbsent(request.logGroupName(), 0) != null) {
                throw ResourceAlreadyExistsException.builder().build();
            }
            tags.putAll(request.tags());
            return CreateLogGroupResponse.builder().build();
        });
    }

    @Override
    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        return calls.mutate("logs:PutRetentionPolicy", () -> {
            retention.put(request.logGroupName(), request.retentionInDays());
            return PutRetentionPolicyResponse.builder().build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return calls.mutate("logs:TagResource", () -> {
            tags.putAll(request.tags());
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
