package io.orderflow.infra.client;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Notes on a failed call, as a suppressed exception, where it went and through which proxy; the failure itself stays as it is. */
final class RouteNote implements ExecutionInterceptor {
    private final ProxyConfiguration proxy;

    RouteNote(ProxyConfiguration proxy) {
        this.proxy = proxy;
    }

    /** Where a call went. */
    static final class Route extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean proxied;

        Route(URI to, Optional<String> proxy) {
            super(to + proxy.map(it -> " through the proxy " + it).orElse(""), null, false, false);
            this.proxied = proxy.isPresent();
        }
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        context.httpRequest().map(this::route).ifPresent(failure::addSuppressed);
        return failure;
    }

    private Route route(SdkHttpRequest request) {
        URI to = URI.create(request.protocol() + "://" + request.host() + ":" + request.port());
        return new Route(to, Proxies.between(proxy, to));
    }

    /** E.g. {@code http://box:4566 through the proxy http://proxy:3128}; empty where no call was made. */
    static Optional<String> of(Throwable failure) {
        return route(failure).map(it -> String.valueOf(it.getMessage()));
    }

    /** As {@link #of}; empty where there was no proxy. */
    static Optional<String> ofProxied(Throwable failure) {
        return route(failure).filter(it -> it.proxied).map(it -> String.valueOf(it.getMessage()));
    }

    private static Optional<Route> route(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            Optional<Route> found = Arrays.stream(each.getSuppressed())
                    .filter(Route.class::isInstance)
                    .map(Route.class::cast)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
