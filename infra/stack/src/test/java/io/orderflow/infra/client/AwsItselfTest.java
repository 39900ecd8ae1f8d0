package io.orderflow.infra.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Where calls would go and how they are signed, whatever the machine's settings say. */
class AwsItselfTest {
    private static final String ELSEWHERE = "http://127.0.0.1:1";

    @TempDir
    Path folder;

    @Test
    void aFixedTargetCallsAwsItselfInItsOwnRegionWithItsOwnKey() throws Exception {
        profile("");
        Map<String, String> elsewhere = new HashMap<>(Map.of(
                "aws.region", "ap-south-1",
                "aws.profile", "other",
                "aws.accessKeyId", "AKOTHER",
                "aws.secretAccessKey", "x",
                "aws.endpointUrl", ELSEWHERE));
        for (String service : List.of("Sqs", "Sns", "DynamoDb", "Lambda", "Iam", "Sts", "CloudwatchLogs")) {
            elsewhere.put("aws.endpointUrl" + service, ELSEWHERE);
        }
        for (Map<String, String> settings : List.of(Map.<String, String>of(), elsewhere)) {
            assertThat(called(new AwsTarget.Cloud("work", "eu-central-1", true), settings))
                    .containsExactly(
                            "https://sqs.eu-central-1.amazonaws.com AKWORK eu-central-1",
                            "https://sns.eu-central-1.amazonaws.com AKWORK eu-central-1",
                            "https://dynamodb.eu-central-1.amazonaws.com AKWORK eu-central-1",
                            "https://lambda.eu-central-1.amazonaws.com AKWORK eu-central-1",
                            "https://iam.amazonaws.com AKWORK us-east-1",
                            "https://sts.eu-central-1.amazonaws.com AKWORK eu-central-1",
                            "https://logs.eu-central-1.amazonaws.com AKWORK eu-central-1");
        }
    }

    @Test
    void aServerThatTheProfileNamesIsTheTargetsOwn() throws Exception {
        profile("endpoint_url = http://127.0.0.1:2\n");
        assertThat(called(new AwsTarget.Cloud("work", "eu-central-1", true), Map.of("aws.endpointUrl", ELSEWHERE)))
                .hasSize(7)
                .allMatch(call -> call.startsWith("http://127.0.0.1:2 AKWORK "));
    }

    @Test
    void anEndpointIsTheTargetsOwnWhateverTheVariablesSay() throws Exception {
        profile("");
        var target = new AwsTarget.Endpoint(URI.create("http://127.0.0.1:3"), "work", "eu-central-1");
        assertThat(called(target, Map.of("aws.endpointUrl", ELSEWHERE, "aws.endpointUrlSqs", ELSEWHERE)))
                .hasSize(7)
                .allMatch(call -> call.startsWith("http://127.0.0.1:3 AKWORK "));
    }

    @Test
    void onlyAFixedTargetPassesThemOver() throws Exception {
        profile("");
        assertThat(called(new AwsTarget.Cloud("work", "eu-central-1"), Map.of("aws.endpointUrl", ELSEWHERE)))
                .hasSize(7)
                .allMatch(call -> call.startsWith(ELSEWHERE + " AKWORK "));
    }

    private void profile(String more) throws Exception {
        Files.writeString(
                folder.resolve("config"),
                "[profile work]\naws_access_key_id = AKWORK\naws_secret_access_key = x\n" + more
                        + "[profile other]\nregion = eu-north-1\n");
    }

    /** Server, key and region of a call of each service. */
    private List<String> called(AwsTarget target, Map<String, String> settings) {
        List<String> calls = new ArrayList<>();
        Map<String, String> all = new HashMap<>(settings);
        all.put("aws.configFile", folder.resolve("config").toString());
        all.put("aws.sharedCredentialsFile", folder.resolve("none").toString());
        List<Consumer<AwsClients>> each = List.of(
                it -> it.sqs().listQueues(),
                it -> it.sns().listTopics(),
                it -> it.dynamoDb().listTables(),
                it -> it.lambda().listFunctions(),
                it -> it.iam().listRoles(),
                it -> it.sts().getCallerIdentity(),
                it -> it.logs().describeLogGroups());
        SystemProperties.with(all, () -> {
            try (AwsClients clients = SdkAwsClients.open(target, List.of(new Recorder(calls)))) {
                if (target instanceof AwsTarget.Cloud cloud && cloud.fixed()) {
                    assertThat(clients.endpoint().map(Object::toString).orElse(""))
                            .isNotEqualTo(ELSEWHERE);
                }
                for (Consumer<AwsClients> call : each) {
                    assertThatThrownBy(() -> call.accept(clients)).isInstanceOf(SdkException.class);
                }
            }
        });
        return calls;
    }

    /** Sends nothing. */
    private record Recorder(List<String> calls) implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            SdkHttpRequest request = context.httpRequest();
            String signed = request.firstMatchingHeader("Authorization").orElse("");
            String[] scope =
                    signed.replaceFirst(".*Credential=([^,]*),.*", "$1").split("/", -1);
            boolean usual = request.protocol().equals("https") && request.port() == 443;
            calls.add(request.protocol() + "://" + request.host() + (usual ? "" : ":" + request.port()) + " " + scope[0]
                    + " " + scope[2]);
            throw SdkException.create("not sent", null);
        }
    }
}
