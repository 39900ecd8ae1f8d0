package io.orderflow.infra.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/** A function small enough to read: it prints what it gets and fails what says so. */
public final class TestFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final AtomicBoolean warm = new AtomicBoolean();

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            System.out.println("got " + message.getBody() + " count "
                    + message.getAttributes().get("ApproximateReceiveCount") + " greeting "
                    + System.getenv("GREETING"));
            if (message.getBody().contains("poison")) {
                failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            }
            if (message.getBody().contains("throw")) {
                throw new IllegalStateException("told to");
            }
            if (message.getBody().contains("environment")) {
                System.out.println(
                        "names " + new java.util.TreeSet<>(System.getenv().keySet()));
            }
            if (message.getBody().contains("speech")) {
                failures.add(new SQSBatchResponse.BatchItemFailure(speech()));
            }
            if (message.getBody().contains("half")) {
                System.out.print("no line break");
            }
            if (message.getBody().contains("unknown")) {
                failures.add(new SQSBatchResponse.BatchItemFailure("no-such-message"));
            }
            if (message.getBody().contains("hang")) {
                hang(Long.MAX_VALUE);
            }
            if (message.getBody().contains("linger")) {
                System.out.println("pid " + ProcessHandle.current().pid() + " lingers");
                hang(2_000);
            }
            if (message.getBody().contains("cold") && !warm.get()) {
                hang(3_000); // as if classes were loaded all this time
            }
        }
        warm.set(true);
        return new SQSBatchResponse(failures);
    }

    /** What differs between languages, and between machines' encodings. */
    @SuppressWarnings({"DefaultLocale", "StringCaseLocaleUsage", "JavaUtilDate"}) // which is what is asked here
    private static String speech() {
        return String.join(
                " | ",
                java.util.Locale.getDefault().toString(),
                java.util.Locale.getDefault(java.util.Locale.Category.FORMAT).toString(),
                java.util.Locale.getDefault(java.util.Locale.Category.DISPLAY).toString(),
                String.format("%,d %.2f", 1234567, 0.5),
                "title".toUpperCase(),
                java.text.DateFormat.getDateTimeInstance().format(new java.util.Date(0)),
                java.util.Currency.getInstance(java.util.Locale.getDefault()).getCurrencyCode(),
                java.nio.charset.Charset.defaultCharset().name(),
                "\u00fc");
    }

    private static void hang(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** This class as it would be deployed, the event classes under lib. */
    static SdkBytes zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            String name = TestFunction.class.getName().replace('.', '/') + ".class";
            zip.putNextEntry(new ZipEntry(name));
            try (InputStream in = TestFunction.class.getClassLoader().getResourceAsStream(name)) {
                Objects.requireNonNull(in).transferTo(zip);
            }
            for (Class<?> library : List.of(SQSEvent.class, org.joda.time.DateTime.class)) {
                File jar = new File(library.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                zip.putNextEntry(new ZipEntry("lib/" + jar.getName()));
                Files.copy(Path.of(jar.toURI()), zip);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}
