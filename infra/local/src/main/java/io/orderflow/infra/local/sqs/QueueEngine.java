package io.orderflow.infra.local.sqs;

import com.typesafe.config.ConfigFactory;
import io.orderflow.infra.local.store.DurableStore;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.QueueStatistics;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.VisibilityTimeout;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.ClearQueue;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.DeleteQueue;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.msg.UpdateQueueDeadLettersQueue;
import org.elasticmq.msg.UpdateQueueDefaultVisibilityTimeout;
import org.elasticmq.msg.UpdateQueueDelay;
import org.elasticmq.msg.UpdateVisibilityTimeout;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.util.Either;

/**
 * ElasticMQ's queue actors, asked from Java. Calls block until the engine has answered; what they changed is recorded
 * but durable only after {@link DurableStore#awaitDurable}. Thread-safe.
 */
final class QueueEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ActorSystem system;
    private final ActorRef manager;
    private final Journal journal;
    private final Map<String, ActorRef> queues = new ConcurrentHashMap<>();
    private final Map<String, List<InternalMessage>> restored;

    /** The timings and the dead-letter queue of one queue. */
    record Settings(Duration visibility, Duration delay, Optional<String> deadLetterQueue, int maxReceiveCount) {}

    QueueEngine(DurableStore store) {
        ClassLoader loader = QueueEngine.class.getClassLoader();
        // our own configuration: ElasticMQ's jars ship an application.conf, and so may whoever embeds us
        system = ActorSystem.create(
                "sqs",
                ConfigFactory.parseString(
                                "pekko { loglevel = WARNING, stdout-loglevel = OFF, log-dead-letters = off,"
                                        + " daemonic = on, jvm-shutdown-hooks = off,"
                                        + " coordinated-shutdown.run-by-jvm-shutdown-hook = off,"
                                        + " scheduler.tick-duration = 100ms,"
                                        + " actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 8 } }")
                        .withFallback(ConfigFactory.defaultReference(loader))
                        .resolve(),
                loader);
        journal = new Journal(store);
        restored = journal.restore();
        Option<ActorRef> listener = store.persistent()
                ? Option.apply(
                        system.actorOf(Props.create(Journal.Listener.class, () -> new Journal.Listener(journal))))
                : Option.empty();
        manager = system.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, listener)));
    }

    /** When the queue's messages were first sent; nothing where nothing is kept on disk. */
    LongStream created(String name) {
        return journal.created(name);
    }

    /** Creates the queue, with the messages it had in the last run. */
    void create(String name, Settings settings) {
        CreateQueueData data = new CreateQueueData(
                name,
                Option.apply(new MillisVisibilityTimeout(settings.visibility().toMillis())),
                Option.apply(settings.delay()),
                Option.apply(Duration.ZERO),
                Option.<OffsetDateTime>empty(),
                Option.<OffsetDateTime>empty(),
                OptionConverters.toScala(deadLetters(settings)),
                false,
                false,
                Option.<String>empty(),
                Option.<String>empty(),
                scala.collection.immutable.Map.from(CollectionConverters.asScala(Map.<String, String>of())));
        Either<?, ?> answer = ask(manager, new CreateQueue(data), Duration.ZERO);
        if (!(answer.toOption().get() instanceof ActorRef queue)) {
            throw new IllegalStateException("ElasticMQ refused to create " + name + ": " + answer);
        }
        List<InternalMessage> messages = restored.remove(name);
        if (messages != null) {
            scala.collection.immutable.List<InternalMessage> list =
                    scala.collection.immutable.List.from(CollectionConverters.asScala(messages));
            ask(queue, new RestoreMessages(list), Duration.ZERO);
        }
        queues.put(name, queue);
    }

    void update(String name, Settings settings) {
        ActorRef queue = actor(name);
        ask(
                queue,
                new UpdateQueueDefaultVisibilityTimeout(
                        new MillisVisibilityTimeout(settings.visibility().toMillis())),
                Duration.ZERO);
        ask(queue, new UpdateQueueDelay(settings.delay()), Duration.ZERO);
        Option<DeadLettersQueueData> data = OptionConverters.toScala(deadLetters(settings));
        Option<ActorRef> actor = OptionConverters.toScala(
                settings.deadLetterQueue().flatMap(dead -> Optional.ofNullable(queues.get(dead))));
        ask(queue, new UpdateQueueDeadLettersQueue(actor.isEmpty() ? Option.empty() : data, actor), Duration.ZERO);
    }

    private Optional<DeadLettersQueueData> deadLetters(Settings settings) {
        return settings.deadLetterQueue()
                .filter(queues::containsKey)
                .map(dead -> new DeadLettersQueueData(dead, settings.maxReceiveCount()));
    }

    void delete(String name) {
        List<String> ids = journal.idsOf(name);
        queues.remove(name);
        ask(manager, new DeleteQueue(name), Duration.ZERO);
        journal.forgetAll(name, ids);
    }

    void clear(String name) {
        List<String> ids = journal.idsOf(name);
        ask(actor(name), new ClearQueue(), Duration.ZERO);
        journal.forgetAll(name, ids);
    }

    /** Sends and returns the message's id. */
    String send(String name, OutgoingMessage message) {
        MessageData sent = ask(actor(name), new SendMessage(EngineMessages.toEngine(message)), Duration.ZERO);
        return sent.id().id();
    }

    List<ReceivedMessage> receive(String name, int count, Optional<Duration> visibility, Duration wait) {
        VisibilityTimeout timeout = visibility
                .<VisibilityTimeout>map(v -> new MillisVisibilityTimeout(v.toMillis()))
                .orElse(DefaultVisibilityTimeout$.MODULE$);
        scala.collection.immutable.List<MessageData> received =
                ask(actor(name), new ReceiveMessages(timeout, count, Option.apply(wait), Option.empty()), wait);
        return CollectionConverters.asJava(received).stream()
                .map(EngineMessages::fromEngine)
                .toList();
    }

    /** Whether the handle was the message's latest and it is gone now. */
    boolean delete(String name, String receiptHandle) {
        DeliveryReceipt receipt = new DeliveryReceipt(receiptHandle);
        String id = receipt.extractId().id();
        journal.removing(id);
        Either<?, ?> answer = ask(actor(name), new DeleteMessage(receipt), Duration.ZERO);
        if (answer.isLeft()) {
            journal.notRemoved(id);
        }
        return answer.isRight();
    }

    /** Whether the handle was the message's latest and it is hidden for that long now. */
    boolean hide(String name, String receiptHandle, Duration visibility) {
        Either<?, ?> answer = ask(
                actor(name),
                new UpdateVisibilityTimeout(
                        new DeliveryReceipt(receiptHandle), new MillisVisibilityTimeout(visibility.toMillis())),
                Duration.ZERO);
        return answer.isRight();
    }

    /** Shows the message again; in the next run its last receive does not count. */
    void giveBack(String name, String id, String receiptHandle) {
        journal.uncount(id);
        hide(name, receiptHandle, Duration.ZERO);
    }

    Depth depth(String name, long nowMillis) {
        QueueStatistics statistics = ask(actor(name), new GetQueueStatistics(nowMillis + 1), Duration.ZERO);
        return new Depth(
                statistics.approximateNumberOfVisibleMessages(),
                statistics.approximateNumberOfInvisibleMessages(),
                statistics.approximateNumberOfMessagesDelayed());
    }

    private ActorRef actor(String name) {
        ActorRef queue = queues.get(name);
        if (queue == null) {
            throw new IllegalStateException("No such queue: " + name);
        }
        return queue;
    }

    @SuppressWarnings("unchecked") // ElasticMQ's messages name their reply in Scala types that Java does not see
    private <T> T ask(ActorRef actor, Object message, Duration wait) {
        Duration timeout = PATIENCE.plus(wait);
        try {
            return (T) Patterns.ask(actor, message, timeout)
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for ElasticMQ", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "ElasticMQ did not answer " + message.getClass().getSimpleName(), e);
        }
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("ElasticMQ did not stop", e);
        }
    }
}
