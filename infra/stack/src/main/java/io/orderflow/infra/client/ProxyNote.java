package io.orderflow.infra.client;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Notes on a failed call, as a suppressed exception, which proxy it went through; the failure itself stays as it is. */
final class ProxyNote implements ExecutionInterceptor {
    private final ProxyConfiguration proxy;

    ProxyNote(ProxyConfiguration proxy) {
        this.proxy = proxy;
    }

    /** Where a call went. */
    static final class Route extends Exception {
        private static final long serialVersionUID = 1L;

        Route(String words) {
            super(words, null, false, false);
        }
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        context.httpRequest().flatMap(this::route).ifPresent(failure::addSuppressed);
        return failure;
    }

    private Optional<Route> route(SdkHttpRequest request) {
        URI to = URI.create(request.protocol() + "://" + request.host() + ":" + request.port());
        return Proxies.between(proxy, to).map(it -> new Route(to + " through the proxy " + it));
    }

    /** E.g. {@code http://box:4566 through the proxy http://proxy:3128}; empty where there was none. */
    static Optional<String> of(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            Optional<String> words = Arrays.stream(each.getSuppressed())
                    .filter(Route.class::isInstance)
                    .map(route -> String.valueOf(route.getMessage()))
                    .findFirst();
            if (words.isPresent()) {
                return words;
            }
        }
        return Optional.empty();
    }
}
