package io.orderflow.infra.apply.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Notes the SDK's calls and lets one of them go wrong. */
public final class FaultyCalls implements ExecutionInterceptor {
    /** What goes wrong with the call of the given number. */
    enum Mishap {
        /** It fails before it is sent. */
        NOT_SENT,
        /** It has its effect, the caller sees a failure. */
        ANSWER_LOST,
        /** It has its effect, the answer is lost and the SDK sends it again. */
        SENT_TWICE,
        /** It has its effect, and the process does nothing more. */
        PROCESS_DIES
    }

    /** The end of a process, as far as a test can have it. */
    static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;

        ProcessDied() {
            super("the process died");
        }
    }

    private static final ExecutionAttribute<Integer> NUMBER = new ExecutionAttribute<>("FaultyCalls.number");
    private static final List<String> READS = List.of("Get", "List", "Describe", "Scan");

    private final List<String> made = new ArrayList<>();
    private Mishap mishap;
    private int at = -1;
    private boolean dead;
    private boolean sentTwice;

    /** Counts from zero again; the mishap happens to the call of that number. */
    synchronized void arm(Mishap next, int number) {
        clear();
        mishap = next;
        at = number;
    }

    public synchronized void clear() {
        made.clear();
        at = -1;
        dead = false;
        sentTwice = false;
    }

    public synchronized List<String> made() {
        return List.copyOf(made);
    }

    public static boolean isRead(String call) {
        String operation = call.substring(call.indexOf(':') + 1);
        return READS.stream().anyMatch(operation::startsWith);
    }

    @Override
    public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (dead) {
            throw new ProcessDied();
        }
        int number = made.size();
        attributes.putAttribute(NUMBER, number);
        made.add(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT) + ":"
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        if (number == at && mishap == Mishap.NOT_SENT) {
            throw SdkClientException.create("connection reset");
        }
    }

    @Override
    public synchronized SdkHttpResponse modifyHttpResponse(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (mishap == Mishap.SENT_TWICE && attributes.getAttribute(NUMBER) == at && !sentTwice) {
            sentTwice = true;
            return context.httpResponse().toBuilder().statusCode(500).build();
        }
        return context.httpResponse();
    }

    @Override
    public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (dead) {
            throw new ProcessDied(); // another thread's call that was under way
        }
        if (attributes.getAttribute(NUMBER) == at) {
            if (mishap == Mishap.ANSWER_LOST) {
                throw SdkClientException.create("connection reset");
            }
            if (mishap == Mishap.PROCESS_DIES) {
                dead = true;
                throw new ProcessDied();
            }
        }
    }

    @Override
    public synchronized void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Integer number = attributes.getAttribute(NUMBER);
        if (number != null && number == at && mishap == Mishap.PROCESS_DIES) {
            dead = true;
        }
    }
}
