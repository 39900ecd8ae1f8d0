package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.resource.AliasResource;
import io.orderflow.infra.resource.ForgetfulTags;
import io.orderflow.infra.resource.FunctionResource;
import io.orderflow.infra.resource.LogGroupResource;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.MappingResource;
import io.orderflow.infra.resource.QueueResource;
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
        List<ManagedResource> all = new ArrayList<>();
        ManagedResource deadLetters = added(all, new QueueResource(clients.sqs(), spec.deadLetterQueue(), Set.of()));
        ManagedResource topic = added(all, new TopicResource(clients.sns(), spec.topic()));
        Set<ResourceId> beforeSubscription = new HashSet<>(ids(topic));
        spec.undelivered()
                .ifPresent(queue -> beforeSubscription.add(added(all, new QueueResource(clients.sqs(), queue, Set.of()))
                        .id()));
        ManagedResource queue = added(all, new QueueResource(clients.sqs(), spec.queue(), ids(deadLetters)));
        beforeSubscription.add(queue.id());
        added(all, new SubscriptionResource(clients.sns(), spec.subscription(), beforeSubscription));
        ManagedResource table = added(all, new TableResource(clients.dynamoDb(), spec.table()));
        ManagedResource logGroup = added(all, new LogGroupResource(clients.logs(), spec.logGroup()));

        Set<ResourceId> beforeFunction = new HashSet<>(ids(table, logGroup, queue));
        spec.role()
                .ifPresent(role -> beforeFunction.add(
                        added(all, new RoleResource(clients.iam(), role)).id()));
        ManagedResource function = added(all, new FunctionResource(clients.lambda(), spec.function(), beforeFunction));
        Set<ResourceId> beforeMapping = new HashSet<>(ids(queue, function));
        spec.alias()
                .ifPresent(alias ->
                        beforeMapping.add(added(all, new AliasResource(clients.lambda(), alias, ids(queue, function)))
                                .id()));
        boolean elsewhere = isElsewhere(clients);
        added(all, new MappingResource(clients.lambda(), spec.mapping(), beforeMapping, elsewhere));
        return elsewhere ? all.stream().<ManagedResource>map(ForgetfulTags::new).toList() : List.copyOf(all);
    }

    /** True on a server that is neither AWS nor the embedded one: what it takes it may not keep. */
    static boolean isElsewhere(AwsClients clients) {
        return clients.endpoint().isPresent() && !(clients.target() instanceof AwsTarget.Embedded);
    }

    private static ManagedResource added(List<ManagedResource> all, ManagedResource resource) {
        all.add(resource);
        return resource;
    }

    private static Set<ResourceId> ids(ManagedResource... resources) {
        Set<ResourceId> ids = new HashSet<>();
        for (ManagedResource resource : resources) {
            ids.add(resource.id());
        }
        return ids;
    }
}
