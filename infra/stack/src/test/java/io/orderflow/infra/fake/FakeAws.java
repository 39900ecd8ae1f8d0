package io.orderflow.infra.fake;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import software.amazon.awssdk.services.sts.StsClient;

/** An AWS in memory that behaves as badly as the real one: busy resources, unseen roles, encoded documents. */
public final class FakeAws implements AwsClients {
    public final Calls calls = new Calls();
    private final FakeSqs sqs = new FakeSqs(calls);
    private final FakeSns sns = new FakeSns(calls);
    private final FakeDynamoDb dynamoDb = new FakeDynamoDb(calls);
    private final FakeLambda lambda = new FakeLambda(calls);
    private final FakeIam iam = new FakeIam(calls);
    private final FakeLogs logs = new FakeLogs(calls);

    @Override
    public AwsTarget target() {
        return new AwsTarget.Cloud(null, null);
    }

    @Override
    public String region() {
        return "eu-west-1";
    }

    @Override
    public FakeSns sns() {
        return sns;
    }

    @Override
    public FakeSqs sqs() {
        return sqs;
    }

    @Override
    public FakeDynamoDb dynamoDb() {
        return dynamoDb;
    }

    @Override
    public FakeLambda lambda() {
        return lambda;
    }

    @Override
    public FakeIam iam() {
        return iam;
    }

    @Override
    public StsClient sts() {
        throw new UnsupportedOperationException("the identity is given");
    }

    @Override
    public FakeLogs logs() {
        return logs;
    }

    @Override
    public void abort(Thread thread) {}

    @Override
    public void close() {}
}
