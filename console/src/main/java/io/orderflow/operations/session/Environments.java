package io.orderflow.operations.session;

import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Place;
import io.orderflow.operations.session.Environment.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The environments that people have named, and which account each target without a name had.
 *
 * @param all in the order in which they were added; no two names differ in case alone
 * @param accounts by {@link #key}
 */
public record Environments(List<Environment> all, Map<String, String> accounts) {
    public static final Environments NONE = new Environments(List.of(), Map.of());

    public Environments {
        all = List.copyOf(all);
        accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
        long names = all.stream().map(each -> plain(each.name())).distinct().count();
        if (names < all.size()) {
            throw new IllegalArgumentException("two environments have the same name");
        }
    }

    /** A target by what people name and by the region and endpoint that are really used, as the file has it. */
    static String key(@Nullable URI endpoint, @Nullable String profile, String region, String prefix) {
        List<String> key = new ArrayList<>();
        key.add(endpoint == null ? "aws" : endpoint.toString());
        if (profile != null) {
            key.add("profile " + profile);
        }
        key.add(region);
        if (!prefix.isEmpty()) {
            key.add("prefix " + prefix);
        }
        return String.join(", ", key);
    }

    private static Optional<String> key(Environment environment) {
        Place place = environment.place();
        if (place instanceof Profile aws) {
            return Optional.of(key(null, aws.profile(), aws.region(), environment.prefix()));
        }
        return place instanceof Endpoint server
                ? Optional.of(key(server.url(), null, server.region(), environment.prefix()))
                : Optional.empty();
    }

    public Optional<Environment> named(String name) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /**
     * With one more; it has the account that the same target had before it had a name.
     *
     * @throws IllegalArgumentException with one line, when there is one of the name, in whatever case
     */
    public Environments plus(Environment added) {
        all.stream()
                .filter(each -> plain(each.name()).equals(plain(added.name())))
                .findFirst()
                .ifPresent(each -> {
                    throw new IllegalArgumentException("there is an environment " + each.name() + " already");
                });
        List<Environment> more = new ArrayList<>(all);
        more.add(key(added).map(accounts::get).map(added::confirmed).orElse(added));
        return new Environments(more, accounts);
    }

    /** With this one in the place of the one of its name; as it is where there is none. */
    public Environments with(Environment changed) {
        return new Environments(
                all.stream()
                        .map(each -> each.name().equals(changed.name()) ? changed : each)
                        .toList(),
                accounts);
    }

    /** Without it; its account stays remembered. */
    public Environments without(String name) {
        Environments left = new Environments(
                all.stream().filter(each -> !each.name().equals(name)).toList(), accounts);
        Environment gone = named(name).orElse(null);
        String account = gone == null ? null : gone.account();
        String key = gone == null ? null : key(gone).orElse(null);
        return account == null || key == null ? left : left.remember(key, account);
    }

    /** With the account of a target that has no name. */
    public Environments remember(String key, String account) {
        Map<String, String> more = new TreeMap<>(accounts);
        more.put(key, account);
        return new Environments(all, more);
    }

    /**
     * The environment that a target is, however it was named; the most protected of several. An account that was never
     * confirmed may be any.
     *
     * @param sameFolder whether an environment's data folder (null for the default one) is the target's
     */
    public Optional<Environment> at(Reached reached, BiPredicate<@Nullable Path, Path> sameFolder) {
        return all.stream()
                .filter(each -> each.prefix().equals(reached.prefix())
                        && each.place().region().equals(reached.region())
                        && (each.account() == null || each.account().equals(reached.account()))
                        && same(each.place(), reached, sameFolder))
                .max(Comparator.comparing(Environment::readOnly).thenComparing(Environment::confirmByTyping));
    }

    private static boolean same(Place place, Reached reached, BiPredicate<@Nullable Path, Path> sameFolder) {
        if (place instanceof Embedded embedded) {
            return reached.folder() != null && sameFolder.test(embedded.dataDir(), reached.folder());
        }
        URI endpoint = reached.endpoint();
        if (place instanceof Endpoint server) {
            return endpoint != null && server(server.url()).equals(server(endpoint));
        }
        // a profile may name a server of its own in ~/.aws
        return reached.folder() == null
                && (endpoint == null || ((Profile) place).profile().equals(reached.profile()));
    }

    /** The one writing of a server's address. */
    private static String server(URI url) {
        String host = plain(url.getHost());
        boolean here = host.equals("localhost") || host.equals("[::1]");
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : https ? 443 : 80;
        String path = url.getPath() == null ? "" : url.getPath();
        return (https ? "https" : "http") + "://" + (here ? "127.0.0.1" : host) + ":" + port
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
