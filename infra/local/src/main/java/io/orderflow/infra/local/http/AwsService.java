package io.orderflow.infra.local.http;

/** One service behind the front door. Thread-safe: called by many request threads at once. */
public interface AwsService {

    /** Answers a verified request; what it changed is made durable before the answer goes out. */
    AwsResponse handle(AwsRequest request) throws AwsError;

    /** The refusal in the protocol that the request speaks. */
    AwsResponse refuse(AwsRequest request, AwsError error);
}
