package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sns.http.DeliveryPolicy;
import io.orderflow.infra.local.sns.http.Signer;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Headers and signed texts as HTTP(S) subscribers get them. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/http-subscription-confirmation-json.html">Confirmation</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html">Notification</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/http-unsubscribe-confirmation-json.html">Unsubscribed</a>
 */
final class WebEnvelope {

    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "SubscribeURL", "Subject", "Timestamp", "Token", "TopicArn", "Type");

    private final Signer signer;
    private final URI endpoint;

    WebEnvelope(Signer signer, URI endpoint) {
        this.signer = signer;
        this.endpoint = endpoint;
    }

    /** @param policy that says of which content type notifications are */
    static Map<String, String> headers(WebMessage message, Subscription subscription, DeliveryPolicy policy) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-sns-message-type", message.kind().type());
        headers.put("x-amz-sns-message-id", message.messageId());
        headers.put("x-amz-sns-topic-arn", message.topicArn());
        headers.put("Content-Type", message.notifies() ? policy.contentType(subscription.raw()) : DeliveryPolicy.TEXT);
        headers.put("Accept-Encoding", "gzip,deflate");
        headers.put("User-Agent", "Amazon Simple Notification Service Agent");
        if (message.kind() != WebMessage.Kind.ASKS_TO_CONFIRM) {
            headers.put("x-amz-sns-subscription-arn", subscription.arn());
        }
        if (message.notifies() && subscription.raw()) {
            headers.put("x-amz-sns-rawdelivery", "true");
        }
        return headers;
    }

    /**
     * The body to post.
     *
     * @param version the topic's SignatureVersion
     * @throws IOException if it cannot be signed
     */
    String body(WebMessage message, Subscription subscription, String version) throws IOException {
        if (message.notifies() && subscription.raw()) {
            return message.message();
        }
        ObjectNode body = Json.object().put("Type", message.kind().type()).put("MessageId", message.messageId());
        String token = Objects.requireNonNullElse(subscription.token(), "");
        if (!message.notifies()) {
            body.put("Token", token);
        }
        body.put("TopicArn", message.topicArn());
        if (message.subject() != null) {
            body.put("Subject", message.subject());
        }
        body.put("Message", message.message());
        if (!message.notifies()) {
            body.put("SubscribeURL", url("ConfirmSubscription", "TopicArn", message.topicArn(), token));
        }
        body.put("Timestamp", message.notification().timestamp()).put("SignatureVersion", version);
        body.put("Signature", signer.sign(version, toSign(body)));
        body.put("SigningCertURL", endpoint + signer.certificatePath());
        if (message.notifies()) {
            body.put("UnsubscribeURL", url("Unsubscribe", "SubscriptionArn", subscription.arn(), token));
            message.notification().putAttributes(body);
        }
        return Json.write(body);
    }

    private String url(String action, String name, String arn, String token) {
        return endpoint + "/?Action=" + action + "&" + name + "=" + arn + "&Token=" + token;
    }

    private static String toSign(ObjectNode body) {
        StringBuilder text = new StringBuilder();
        for (String name : SIGNED) {
            Json.text(body, name)
                    .ifPresent(value ->
                            text.append(name).append('\n').append(value).append('\n'));
        }
        return text.toString();
    }
}
