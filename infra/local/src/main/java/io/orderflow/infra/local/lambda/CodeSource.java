package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where a request says that a function's code is: here always in the request itself, as a zip. */
final class CodeSource {

    private static final String ZIP = "Zip";
    private static final String IMAGE = "Image";

    private CodeSource() {}

    private static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidParameterValueException", message);
    }

    /** Refuses a new function that is not a zip. */
    static void checkPackageType(JsonNode in) throws AwsError {
        String type = Json.text(in, "PackageType").orElse(ZIP);
        if (type.equals(IMAGE)) {
            throw invalid("The embedded AWS has no container images: PackageType must be Zip, the code a ZipFile.");
        }
        if (!type.equals(ZIP)) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value '" + type + "' at 'packageType' failed to satisfy constraint:"
                            + " Member must satisfy enum value set: [Zip, Image]");
        }
    }

    /** The zip in the {@code ZipFile} member. */
    static byte[] zip(JsonNode from) throws AwsError {
        for (String elsewhere : List.of("ImageUri", "S3Bucket", "S3Key", "S3ObjectVersion", "SourceKMSKeyArn")) {
            Optional<String> named = Json.text(from, elsewhere).filter(text -> !text.isEmpty());
            if (named.isPresent()) {
                throw invalid("The embedded AWS does not support " + elsewhere + " (" + named.get()
                        + "): give the code as ZipFile.");
            }
        }
        Optional<String> base64 = Json.text(from, "ZipFile");
        if (base64.isEmpty()) {
            throw invalid("Please provide the code as ZipFile; the embedded AWS has no S3 and no images.");
        }
        try {
            return Base64.getDecoder().decode(base64.get());
        } catch (IllegalArgumentException e) {
            throw invalid("ZipFile is not base64.");
        }
    }
}
