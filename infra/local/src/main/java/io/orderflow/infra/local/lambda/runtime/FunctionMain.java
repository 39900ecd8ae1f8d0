package io.orderflow.infra.local.lambda.runtime;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Main class of a function's JVM: loads the handler from the unzipped folder and serves events until the parent goes.
 * AWS's own runtime interface client does the same, but its native parts exist for Linux only.
 */
public final class FunctionMain {

    /** Ends what an invocation has printed, followed by its request id: a control character that no log line has. */
    public static final String OUTPUT_ENDS = "\u0004OUTPUT ENDS ";

    private static final int RUNTIME_FAILED = 1;

    private FunctionMain() {}

    /** Reads everything it needs from the environment, as Lambda's runtimes do. */
    public static void main(String[] args) {
        endWithParent(System.in);
        run(System.getenv(), System.out, Clock.systemUTC());
    }

    /** The parent holds our standard input open: its end, even by kill -9, ends us too. */
    private static void endWithParent(InputStream parent) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (parent.read() >= 0) {
                            // nothing is ever written
                        }
                    } catch (IOException e) {
                        Runtime.getRuntime().halt(RUNTIME_FAILED); // as good as the end
                    }
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void run(Map<String, String> environment, PrintStream output, Clock clock) {
        RuntimeClient client = new RuntimeClient(environment.getOrDefault("AWS_LAMBDA_RUNTIME_API", ""));
        try {
            FunctionHandler handler;
            try {
                // The folder we run in is the task root; in a variable a name that is not ASCII may not come through.
                ClassLoader loader = loader(new File("").getAbsoluteFile());
                Thread.currentThread().setContextClassLoader(loader);
                handler = FunctionHandler.load(environment.getOrDefault("_HANDLER", ""), loader);
            } catch (ReflectiveOperationException | LinkageError | RuntimeException | MalformedURLException e) {
                e.printStackTrace(output); // into the function's log, as Lambda's own runtime does
                client.failInit(Objects.requireNonNullElse(e.getCause(), e));
                return;
            }
            while (true) {
                serve(client, handler, environment, output, clock);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(RUNTIME_FAILED); // the parent no longer answers
        }
    }

    private static void serve(
            RuntimeClient client,
            FunctionHandler handler,
            Map<String, String> environment,
            PrintStream output,
            Clock clock)
            throws IOException {
        RuntimeClient.Invocation invocation = client.next();
        FunctionContext context = new FunctionContext(
                environment,
                invocation.requestId(),
                invocation.functionArn(),
                invocation.deadlineMillis(),
                clock,
                output);
        byte[] result;
        try {
            result = handler.handle(invocation.event(), context);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            e.printStackTrace(output); // as above
            endOutput(output, invocation);
            client.fail(invocation.requestId(), e);
            return;
        } catch (VirtualMachineError e) {
            client.fail(invocation.requestId(), e);
            Runtime.getRuntime().halt(RUNTIME_FAILED); // after this the JVM cannot be trusted
            return;
        }
        endOutput(output, invocation);
        client.answer(invocation.requestId(), result);
    }

    private static void endOutput(PrintStream output, RuntimeClient.Invocation invocation) {
        output.println(OUTPUT_ENDS + invocation.requestId());
        output.flush();
    }

    private static URLClassLoader loader(File root) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        urls.add(root.toURI().toURL());
        File[] jars = new File(root, "lib").listFiles((folder, name) -> name.endsWith(".jar"));
        if (jars != null) {
            Arrays.sort(jars);
            for (File jar : jars) {
                urls.add(jar.toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), FunctionMain.class.getClassLoader());
    }
}
