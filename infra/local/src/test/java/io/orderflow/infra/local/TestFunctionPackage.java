package io.orderflow.infra.local;

import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;

/** {@link TestFunction} for other packages; a public method of its own would have to be loadable in its sandbox. */
public final class TestFunctionPackage {

    private TestFunctionPackage() {}

    public static SdkBytes zip() throws IOException {
        return TestFunction.zip();
    }
}
