package io.orderflow.infra.apply.embedded;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/** One service answers every call with something that is not AWS's. */
final class Garbling implements ExecutionInterceptor {
    private final String service;
    private final int status;
    private final byte[] body;
    private volatile boolean on = true;

    Garbling(String service, int status, String body) {
        this.service = service;
        this.status = status;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    void heal() {
        on = false;
    }

    private boolean concerns(ExecutionAttributes attributes) {
        return on && attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).equalsIgnoreCase(service);
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return concerns(attributes)
                ? SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Type", "text/html")
                        .build()
                : context.httpResponse();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return concerns(attributes) ? Optional.of(new ByteArrayInputStream(body)) : context.responseBody();
    }
}
