package io.orderflow.infra.local.lambda.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The deployed handler behind one way to call it: JSON in, JSON out, converted as Lambda's Java runtime does. */
@FunctionalInterface
interface FunctionHandler {

    byte[] handle(byte[] event, Context context) throws Exception;

    /**
     * Loads {@code package.Class} or {@code package.Class::handleRequest}.
     *
     * @throws ReflectiveOperationException if there is no such class or it cannot be constructed
     */
    static FunctionHandler load(String name, ClassLoader loader) throws ReflectiveOperationException {
        int colons = name.indexOf("::");
        Class<?> type = Class.forName(colons < 0 ? name : name.substring(0, colons), true, loader);
        Object handler = type.getDeclaredConstructor().newInstance();
        if (handler instanceof RequestStreamHandler streams) {
            return (event, context) -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                streams.handleRequest(new ByteArrayInputStream(event), out, context);
                return out.toByteArray();
            };
        }
        if (handler instanceof RequestHandler<?, ?> requests) {
            return typed(requests, loader);
        }
        throw new ReflectiveOperationException(
                type.getName() + " implements neither RequestHandler nor RequestStreamHandler");
    }

    @SuppressWarnings("unchecked") // the event is read as the type that the handler itself declares
    private static FunctionHandler typed(RequestHandler<?, ?> handler, ClassLoader loader)
            throws ReflectiveOperationException {
        Method method = method(handler.getClass());
        PojoSerializer<Object> in = (PojoSerializer<Object>) serializer(method.getParameterTypes()[0], loader);
        RequestHandler<@Nullable Object, @Nullable Object> call =
                (RequestHandler<@Nullable Object, @Nullable Object>) handler;
        return (event, context) -> {
            Object result = call.handleRequest(in.fromJson(new ByteArrayInputStream(event)), context);
            if (result == null) {
                return "null".getBytes(StandardCharsets.UTF_8);
            }
            try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
                ((PojoSerializer<Object>) serializer(result.getClass(), loader)).toJson(result, out);
                return out.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static PojoSerializer<?> serializer(Class<?> type, ClassLoader loader) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, loader)
                : JacksonFactory.getInstance().getSerializer(type);
    }

    private static Method method(Class<?> type) throws NoSuchMethodException {
        for (Method method : type.getMethods()) {
            if (method.getName().equals("handleRequest") && method.getParameterCount() == 2 && !method.isBridge()) {
                return method;
            }
        }
        throw new NoSuchMethodException(type.getName() + ".handleRequest");
    }
}
