package io.orderflow.infra.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A refusal in AWS's words; the service's protocol decides how it looks on the wire. */
public final class AwsError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<ObjectNode> details;

    /**
     * @param status the HTTP status
     * @param code AWS's error code, e.g. {@code InvalidParameterValue}
     */
    public AwsError(int status, String code, String message) {
        this(status, code, message, Optional.empty());
    }

    private AwsError(int status, String code, String message, Optional<ObjectNode> details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    /** The same with further members, for the JSON protocols. */
    public AwsError with(ObjectNode further) {
        return new AwsError(status, code, message(), Optional.of(further));
    }

    /** Members beside code and message. */
    public Optional<ObjectNode> details() {
        return details;
    }

    /** The code as the services that speak JSON name it: faults of access have other names there. */
    public String jsonCode() {
        return switch (code) {
            case "InvalidClientTokenId" -> "UnrecognizedClientException";
            case "MissingAuthenticationToken", "IncompleteSignature" -> code + "Exception";
            case "SignatureDoesNotMatch", "RequestTimeTooSkewed" -> "InvalidSignatureException";
            default -> code;
        };
    }

    /** Whether the request never reached its service. */
    public boolean ofAccess() {
        return !jsonCode().equals(code);
    }

    public static AwsError badRequest(String code, String message) {
        return new AwsError(400, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Whether the caller is at fault, as AWS says with {@code Sender} or {@code Receiver}. */
    public boolean sender() {
        return status < 500;
    }
}
