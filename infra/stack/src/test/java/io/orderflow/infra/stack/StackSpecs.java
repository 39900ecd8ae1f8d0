package io.orderflow.infra.stack;

import java.nio.charset.StandardCharsets;

/** Specifications for tests. */
public final class StackSpecs {
    public static final Identity IDENTITY =
            new Identity("123456789012", "arn:aws:iam::123456789012:user/ann", "eu-west-1");

    private StackSpecs() {}

    public static StackSpec of(StackOptions options) {
        return new StackSpec(IDENTITY, ResourceNames.DEFAULT, options, code());
    }

    public static StackSpec standard() {
        return of(StackOptions.builder().build());
    }

    public static FunctionCode code() {
        return new FunctionCode("zip".getBytes(StandardCharsets.UTF_8));
    }
}
