"""A tour of the embedded AWS with boto3: run it by hand against the endpoint that `local` prints.

    eval "$(orderflow local --print-env)"   # or export AWS_ENDPOINT_URL, AWS_REGION and the two keys
    python3 boto3_tour.py path/to/order-consumer.zip

Prints one line a step and ends with exit code 1 at the first answer that AWS would not have given.
"""
import json
import sys
import time
import uuid

import boto3
from botocore.exceptions import ClientError

PREFIX = "tour-" + uuid.uuid4().hex[:8] + "-"
ACCOUNT = "000000000000"
sns, sqs, iam, sts = (boto3.client(s) for s in ("sns", "sqs", "iam", "sts"))
lam, ddb, logs = (boto3.client(s) for s in ("lambda", "dynamodb", "logs"))


def step(name, ok, seen=""):
    print(("ok   " if ok else "FAIL ") + name + (": " + str(seen) if seen else ""), flush=True)
    if not ok:
        sys.exit(1)


def refused(name, code, call):
    try:
        call()
    except ClientError as e:
        step(name, e.response["Error"]["Code"] == code, e.response["Error"]["Code"])
        return e.response["Error"].get("Message", "")
    step(name, False, "not refused")


def until(name, check, seconds=40):
    end = time.time() + seconds
    while time.time() < end:
        seen = check()
        if seen:
            step(name, True, seen if seen is not True else "")
            return
        time.sleep(0.3)
    step(name, False, "not within %s s" % seconds)


def arn(queue):
    return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queue


step("get-caller-identity", sts.get_caller_identity()["Account"] == ACCOUNT)

# topic and queues with all attributes
topic = sns.create_topic(Name=PREFIX + "OrderTopic", Tags=[{"Key": "app", "Value": "tour"}])["TopicArn"]
step("create-topic", sns.list_tags_for_resource(ResourceArn=topic)["Tags"][0]["Value"] == "tour", topic)
dead = sqs.create_queue(QueueName=PREFIX + "OrderDLQ", Attributes={"MessageRetentionPeriod": "1209600"})["QueueUrl"]
policy = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Sid": "Allow-SNS-SendMessage", "Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
    "Action": "SQS:SendMessage", "Resource": arn(PREFIX + "OrderQueue"),
    "Condition": {"ArnEquals": {"aws:SourceArn": topic}}}]})
wanted = {
    "VisibilityTimeout": "4", "DelaySeconds": "0", "MaximumMessageSize": "262144", "MessageRetentionPeriod": "345600",
    "ReceiveMessageWaitTimeSeconds": "1", "SqsManagedSseEnabled": "true", "Policy": policy,
    "RedrivePolicy": json.dumps({"deadLetterTargetArn": arn(PREFIX + "OrderDLQ"), "maxReceiveCount": 2})}
queue = sqs.create_queue(QueueName=PREFIX + "OrderQueue", Attributes=wanted, tags={"app": "tour"})["QueueUrl"]
read = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
step("queue attributes read back", all(read[k] == v for k, v in wanted.items()), sorted(read))
allow = json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": [arn(PREFIX + "OrderQueue")]})
sqs.set_queue_attributes(QueueUrl=dead, Attributes={"RedriveAllowPolicy": allow})
step("redrive allow policy", sqs.get_queue_attributes(
    QueueUrl=dead, AttributeNames=["RedriveAllowPolicy"])["Attributes"]["RedriveAllowPolicy"] == allow)
step("dead-letter sources", sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [queue])

# subscriptions and publishing
sub = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn(PREFIX + "OrderQueue"),
                    Attributes={"RawMessageDelivery": "true"})["SubscriptionArn"]
sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="someone@example.com")
step("subscriptions", sorted(s["SubscriptionArn"] == "PendingConfirmation" for s in
     sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]) == [False, True])
sns.publish(TopicArn=topic, Message="one", Subject="s", MessageAttributes={
    "kind": {"DataType": "String", "StringValue": "order"}, "n": {"DataType": "Number", "StringValue": "7"},
    "b": {"DataType": "Binary", "BinaryValue": b"\x00\xff"}})
got = sqs.receive_message(QueueUrl=queue, MessageAttributeNames=["All"], AttributeNames=["All"])["Messages"][0]
step("publish reaches the queue", got["Body"] == "one" and got["MessageAttributes"]["b"]["BinaryValue"] == b"\x00\xff")
sqs.delete_message(QueueUrl=queue, ReceiptHandle=got["ReceiptHandle"])
batch = sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=[
    {"Id": "a", "Message": "two"}, {"Id": "b", "Message": "three", "Subject": "x" * 200}])
step("publish-batch", [e["Id"] for e in batch["Successful"]] == ["a"] and [e["Id"] for e in batch["Failed"]] == ["b"])
refused("publish to nowhere", "NotFound", lambda: sns.publish(TopicArn=topic + "x", Message="x"))
for _ in range(3):
    for m in sqs.receive_message(QueueUrl=queue, VisibilityTimeout=0, WaitTimeSeconds=0).get("Messages", []):
        pass
until("second receive too many: in the DLQ", lambda: sqs.get_queue_attributes(
    QueueUrl=dead, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]["ApproximateNumberOfMessages"] == "1")

# move tasks and AWS's errors
refused("move task: not a DLQ", "InvalidParameterValue", lambda: sqs.start_message_move_task(SourceArn=arn(PREFIX + "OrderQueue")))
refused("move task: unknown source", "ResourceNotFoundException", lambda: sqs.start_message_move_task(SourceArn=arn("none")))
sqs.send_message_batch(QueueUrl=dead, Entries=[{"Id": str(i), "MessageBody": "m%d" % i} for i in range(9)])
task = sqs.start_message_move_task(SourceArn=arn(PREFIX + "OrderDLQ"), DestinationArn=arn(PREFIX + "OrderQueue"),
                                   MaxNumberOfMessagesPerSecond=1)["TaskHandle"]
refused("move task: a second one", "InvalidParameterValue", lambda: sqs.start_message_move_task(SourceArn=arn(PREFIX + "OrderDLQ")))
sqs.cancel_message_move_task(TaskHandle=task)
until("move task cancelled", lambda: sqs.list_message_move_tasks(
    SourceArn=arn(PREFIX + "OrderDLQ"))["Results"][0]["Status"] == "CANCELLED")
refused("move task: cancel again", "ResourceNotFoundException", lambda: sqs.cancel_message_move_task(TaskHandle=task))
sqs.start_message_move_task(SourceArn=arn(PREFIX + "OrderDLQ"), DestinationArn=arn(PREFIX + "OrderQueue"))
until("move task completed", lambda: [
    (r["Status"], r["ApproximateNumberOfMessagesMoved"]) for r in sqs.list_message_move_tasks(
        SourceArn=arn(PREFIX + "OrderDLQ"), MaxResults=10)["Results"] if r["Status"] == "COMPLETED"])
sqs.purge_queue(QueueUrl=queue)
refused("purge twice", "AWS.SimpleQueueService.PurgeQueueInProgress", lambda: sqs.purge_queue(QueueUrl=queue))
refused("unknown queue", "AWS.SimpleQueueService.NonExistentQueue", lambda: sqs.get_queue_url(QueueName="none"))

# table
table = PREFIX + "Orders"
ddb.create_table(TableName=table, BillingMode="PAY_PER_REQUEST", DeletionProtectionEnabled=True,
                 AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n in ("orderId", "userId")],
                 KeySchema=[{"AttributeName": "orderId", "KeyType": "HASH"}], Tags=[{"Key": "app", "Value": "tour"}],
                 GlobalSecondaryIndexes=[{"IndexName": "orders-by-user", "Projection": {"ProjectionType": "ALL"},
                                          "KeySchema": [{"AttributeName": "userId", "KeyType": "HASH"}]}])
ddb.get_waiter("table_exists").wait(TableName=table)
described = ddb.describe_table(TableName=table)["Table"]
step("table", described["DeletionProtectionEnabled"] and described["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST",
     described["TableArn"])
ddb.update_continuous_backups(TableName=table, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})
step("point-in-time recovery", ddb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"][
    "PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED")
for i in range(50):
    ddb.put_item(TableName=table, Item={"orderId": {"S": "O%d" % i}, "userId": {"S": "U%d" % (i % 3)}},
                 ConditionExpression="attribute_not_exists(orderId)")
refused("conditional put", "ConditionalCheckFailedException", lambda: ddb.put_item(
    TableName=table, Item={"orderId": {"S": "O1"}}, ConditionExpression="attribute_not_exists(orderId)",
    ReturnValuesOnConditionCheckFailure="ALL_OLD"))
step("query an index", ddb.query(TableName=table, IndexName="orders-by-user", KeyConditionExpression="userId = :u",
                                 ExpressionAttributeValues={":u": {"S": "U0"}})["Count"] == 17)
step("scan by pages", sum(p["Count"] for p in ddb.get_paginator("scan").paginate(
    TableName=table, PaginationConfig={"PageSize": 7})) == 50)
ddb.batch_write_item(RequestItems={table: [{"DeleteRequest": {"Key": {"orderId": {"S": "O1"}}}}]})
refused("deletion protection", "ValidationException", lambda: ddb.delete_table(TableName=table))
ddb.update_table(TableName=table, DeletionProtectionEnabled=False)

# role, function, mapping, log lines
trust = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
role = iam.create_role(RoleName=PREFIX + "role", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
iam.put_role_policy(RoleName=PREFIX + "role", PolicyName="p", PolicyDocument=trust)
step("role policy as a document", iam.get_role_policy(
    RoleName=PREFIX + "role", PolicyName="p")["PolicyDocument"]["Version"] == "2012-10-17")
refused("function without its role", "InvalidParameterValueException", lambda: lam.create_function(
    FunctionName=PREFIX + "f", Runtime="java21", Handler="x", Role=role + "x", Code={"ZipFile": b"PK"}))
if len(sys.argv) > 1:
    with open(sys.argv[1], "rb") as f:
        code = f.read()
    lam.create_function(FunctionName=PREFIX + "OrderConsumer", Runtime="java21", Role=role, Timeout=2, MemorySize=256,
                        Handler="io.orderflow.lambda.OrderConsumer", Code={"ZipFile": code}, Tags={"app": "tour"},
                        Environment={"Variables": {"ORDERS_TABLE": table}})
    lam.get_waiter("function_active_v2").wait(FunctionName=PREFIX + "OrderConsumer")
    step("published version", lam.publish_version(FunctionName=PREFIX + "OrderConsumer")["Version"] == "1")
    lam.create_alias(FunctionName=PREFIX + "OrderConsumer", Name="live", FunctionVersion="1")
    mapping = lam.create_event_source_mapping(
        FunctionName=PREFIX + "OrderConsumer:live", EventSourceArn=arn(PREFIX + "OrderQueue"), BatchSize=10,
        FunctionResponseTypes=["ReportBatchItemFailures"], ScalingConfig={"MaximumConcurrency": 2}, Tags={"a": "1", "b": "2", "c": "3"})
    lam.untag_resource(Resource=mapping["EventSourceMappingArn"], TagKeys=["a", "c"])
    step("tags of a mapping", lam.list_tags(Resource=mapping["EventSourceMappingArn"])["Tags"] == {"b": "2"})
    sns.publish(TopicArn=topic, Message=json.dumps({
        "orderId": "TOUR-1", "userId": "U1", "itemName": "Laptop", "quantity": 1, "status": "new",
        "timestamp": "2025-05-03T12:00:00Z"}))
    until("the function wrote the row", lambda: "Item" in ddb.get_item(TableName=table, Key={"orderId": {"S": "TOUR-1"}}))
    until("its log lines", lambda: len(logs.filter_log_events(
        logGroupName="/aws/lambda/" + PREFIX + "OrderConsumer", filterPattern='"TOUR-1"')["events"]))
    result = lam.invoke(FunctionName=PREFIX + "OrderConsumer", Payload=b'{"Records":[]}')
    step("invoke", result["StatusCode"] == 200 and "FunctionError" not in result, result["Payload"].read())
    lam.delete_event_source_mapping(UUID=mapping["UUID"])
    lam.delete_function(FunctionName=PREFIX + "OrderConsumer")

# unknown operations, and away with everything
iam.delete_role_policy(RoleName=PREFIX + "role", PolicyName="p")
iam.delete_role(RoleName=PREFIX + "role")
refused("unknown operation", "InvalidAction", lambda: sns.list_platform_applications())
refused("unknown operation, JSON", "UnknownOperationException", lambda: logs.describe_queries())
ddb.delete_table(TableName=table)
sns.unsubscribe(SubscriptionArn=sub)
sns.delete_topic(TopicArn=topic)
for url in (queue, dead):
    sqs.delete_queue(QueueUrl=url)
step("gone", not [u for u in sqs.list_queues(QueueNamePrefix=PREFIX).get("QueueUrls", [])])
