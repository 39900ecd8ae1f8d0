package io.orderflow.infra.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AbsentOperations;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import java.time.Clock;

/** CloudWatch Logs: what functions printed, filtered by words. Thread-safe. */
public final class LogsService implements AwsService {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private final LogStore lines;
    private final LogGroups groups;

    public LogsService(LogStore lines, DurableStore store, Clock clock) {
        this.lines = lines;
        this.groups = new LogGroups(lines, store, clock);
    }

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        ObjectNode in = Json.read(request.body());
        String operation = request.target().orElse("");
        return Json.ok(
                CONTENT_TYPE,
                switch (operation) {
                    case "FilterLogEvents" -> events(in).filter(in);
                    case "GetLogEvents" -> events(in).get(in);
                    case "DescribeLogStreams" ->
                        events(in)
                                .describeStreams(
                                        in,
                                        LogGroups.ARN_PREFIX
                                                + groups.existing(in).name());
                    case "DescribeLogGroups" -> groups.describe(in);
                    case "CreateLogGroup" -> groups.create(in);
                    case "DeleteLogGroup" -> groups.delete(in);
                    case "PutRetentionPolicy" -> groups.retain(in);
                    case "DeleteRetentionPolicy" -> groups.retainForEver(in);
                    case "TagResource", "TagLogGroup" -> groups.tag(in);
                    case "UntagResource" -> groups.untag(in, "tagKeys");
                    case "UntagLogGroup" -> groups.untag(in, "tags");
                    case "ListTagsForResource", "ListTagsLogGroup" -> groups.tags(in);
                    default ->
                        throw AwsError.badRequest(
                                "UnknownOperationException",
                                AbsentOperations.sentence("logs", operation)
                                        .orElse("Unknown operation " + operation + "."));
                });
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        String code = error.jsonCode();
        return Json.refuse(CONTENT_TYPE, error, error.ofAccess() ? 400 : error.status(), code);
    }

    private LogEvents events(ObjectNode in) throws AwsError {
        String group = groups.existing(in).name();
        return new LogEvents(lines, group, groups.oldest(group));
    }
}
