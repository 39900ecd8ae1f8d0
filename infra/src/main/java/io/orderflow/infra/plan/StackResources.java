package io.orderflow.infra.plan;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.resource.FunctionResource;
import io.orderflow.infra.resource.LogGroupResource;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.MappingResource;
import io.orderflow.infra.resource.QueueResource;
import io.orderflow.infra.resource.ResourceId;
import io.orderflow.infra.resource.RoleResource;
import io.orderflow.infra.resource.SubscriptionResource;
import io.orderflow.infra.resource.TableResource;
import io.orderflow.infra.resource.TopicResource;
import io.orderflow.infra.stack.StackSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The stack's resources, each after those that it depends on. */
final class StackResources {
    private StackResources() {}

    static List<ManagedResource> of(AwsClients clients, StackSpec spec) {
        ManagedResource deadLetters = new QueueResource(clients.sqs(), spec.deadLetterQueue(), Set.of());
        ManagedResource topic = new TopicResource(clients.sns(), spec.topic());
        ManagedResource undelivered = new QueueResource(clients.sqs(), spec.undelivered(), Set.of());
        ManagedResource queue = new QueueResource(clients.sqs(), spec.queue(), ids(deadLetters));
        ManagedResource subscription =
                new SubscriptionResource(clients.sns(), spec.subscription(), ids(topic, queue, undelivered));
        ManagedResource table = new TableResource(clients.dynamoDb(), spec.table());
        ManagedResource logGroup = new LogGroupResource(clients.logs(), spec.logGroup());
        List<ManagedResource> all =
                new ArrayList<>(List.of(deadLetters, topic, undelivered, queue, subscription, table, logGroup));

        Set<ResourceId> beforeFunction = new HashSet<>(ids(table, logGroup, queue));
        spec.role().ifPresent(roleSpec -> {
            ManagedResource role = new RoleResource(clients.iam(), roleSpec);
            all.add(role);
            beforeFunction.add(role.id());
        });
        ManagedResource function = new FunctionResource(clients.lambda(), spec.function(), beforeFunction);
        all.add(function);
        all.add(new MappingResource(
                clients.lambda(), spec.mapping(), spec.function().arn(), ids(queue, function)));
        return List.copyOf(all);
    }

    private static Set<ResourceId> ids(ManagedResource... resources) {
        Set<ResourceId> ids = new HashSet<>();
        for (ManagedResource resource : resources) {
            ids.add(resource.id());
        }
        return ids;
    }
}
