package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What batches that failed say of their letters: one by one, or as a whole. */
final class SendFaults {
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private SendFaults() {}

    /** One entry of a batch, as SQS and SNS answer it. */
    static EntryFault of(String code, @Nullable String message, @Nullable Boolean senderFault) {
        return new EntryFault(code, message == null ? "" : message, Boolean.TRUE.equals(senderFault));
    }

    /**
     * An answer where the service refused the request before it did anything.
     *
     * @throws PortException where nobody knows, or the refusal is none of the letters' fault
     */
    static SendAnswer of(SdkException e, AwsTarget target, String name, List<OutgoingLetter> letters)
            throws PortException {
        PortException fault = PortFaults.of(e, target, name);
        if (fault.kind() != PortException.Kind.REFUSED
                || !(e instanceof AwsServiceException refusal)
                || refusal.statusCode() < FIRST_CLIENT_ERROR
                || refusal.statusCode() >= FIRST_SERVER_ERROR) {
            throw fault;
        }
        AwsErrorDetails details = refusal.awsErrorDetails();
        String code = details == null ? "Refused" : details.errorCode();
        Map<String, EntryFault> failed = new HashMap<>();
        for (OutgoingLetter letter : letters) {
            failed.put(letter.key(), new EntryFault(code, String.valueOf(fault.getMessage()), true));
        }
        return new SendAnswer(Map.of(), failed);
    }
}
