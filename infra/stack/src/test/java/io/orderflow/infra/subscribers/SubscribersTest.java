package io.orderflow.infra.subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.StackSpecs;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.Subscription;

class SubscribersTest {
    private static final String OWN = "arn:aws:sqs:eu-west-1:123456789012:OrderQueue";
    private static final String AUDIT = "arn:aws:sqs:eu-west-1:123456789012:Audit";

    private final FakeTopic topic = new FakeTopic();
    private final Subscribers subscribers =
            new Subscribers(topic, new AwsTarget.Cloud(null, null), StackSpecs.standard());

    @BeforeEach
    void theQueueIsSubscribed() {
        topic.subscriptions.add(Subscription.builder()
                .protocol("sqs")
                .endpoint(OWN)
                .subscriptionArn(FakeTopic.arn(OWN))
                .build());
    }

    @Test
    void anAddressIsPendingUntilItConfirms() {
        Subscriber added = subscribers.add(SubscriberProtocol.EMAIL, "ann@example.com", null);
        assertThat(added)
                .isEqualTo(
                        new Subscriber(null, "email", "ann@example.com", null, null, Subscriber.State.PENDING, false));
        assertThatThrownBy(() -> subscribers.remove("ann@example.com"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("is not confirmed yet; SNS forgets it");

        topic.confirm("ann@example.com");
        assertThat(subscribers.list())
                .extracting(Subscriber::state)
                .containsExactly(Subscriber.State.CONFIRMED, Subscriber.State.CONFIRMED);
        assertThat(subscribers.remove("ann@example.com").endpoint()).isEqualTo("ann@example.com");
        assertThat(subscribers.list()).singleElement().satisfies(it -> assertThat(it.own())
                .isTrue());
    }

    @Test
    void aFilterIsOverTheOrderItself() {
        Subscriber added = subscribers.add(SubscriberProtocol.SQS, AUDIT, " {\"status\": [\"cancelled\"]} ");

        assertThat(added.filterPolicy()).isEqualTo("{\"status\":[\"cancelled\"]}");
        assertThat(added.filterScope()).isEqualTo("MessageBody");
        assertThat(subscribers.add(SubscriberProtocol.SQS, AUDIT, "{\"status\":[\"cancelled\"]}"))
                .isEqualTo(added);
        assertThatThrownBy(() -> subscribers.add(SubscriberProtocol.SQS, AUDIT, null))
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("SNS topic OrderTopic: ");
        assertThat(subscribers.remove(FakeTopic.arn(AUDIT)).endpoint()).isEqualTo(AUDIT);
    }

    @Test
    void theQueueItselfIsNeitherAddedNorRemoved() {
        assertThatThrownBy(() -> subscribers.remove(OWN))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("part of the stack");
        assertThatThrownBy(() -> subscribers.add(SubscriberProtocol.SQS, OWN, null))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("part of the stack");
        assertThatThrownBy(() -> subscribers.remove("nobody@example.com"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("is not subscribed");
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, ann@example.com",
        "HTTPS, https://example.com/orders?a=b",
        "SQS, arn:aws:sqs:eu-west-1:123456789012:Audit"
    })
    void theFormTellsTheProtocol(SubscriberProtocol protocol, String endpoint) {
        assertThat(SubscriberProtocol.ofEndpoint(endpoint)).contains(protocol);
        assertThat(subscribers.add(protocol, endpoint, null).endpoint()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, example.com",
        "EMAIL, a b@example.com",
        "HTTPS, http://example.com",
        "HTTPS, https://",
        "SQS, OrderQueue",
        "SQS, arn:aws:sns:eu-west-1:123456789012:Audit"
    })
    void whatSnsCannotReachIsRefusedBeforeACall(SubscriberProtocol protocol, String endpoint) {
        assertThatThrownBy(() -> subscribers.add(protocol, endpoint, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + endpoint + "' is not");
        assertThat(topic.subscriptions).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"status=new", "[]", "{}", "'\"new\"'"})
    void aFilterIsAnObject(String filter) {
        assertThatThrownBy(() -> subscribers.add(SubscriberProtocol.EMAIL, "ann@example.com", filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON object");
    }
}
