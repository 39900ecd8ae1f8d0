package io.orderflow.operations.session;

import io.orderflow.infra.stack.ResourceNames;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place to work, under a name. Its constructor and those of its places throw IllegalArgumentException with one line.
 *
 * @param name 1 to 40 letters, digits, {@code . _ -} and spaces between them
 * @param prefix put before every resource name; empty for the plain names
 * @param account twelve digits, those that were confirmed; null until they are
 * @param readOnly whether everything is refused that would change something there
 * @param confirmByTyping whether its name is to be typed before something is changed there
 */
public record Environment(
        String name,
        Colour colour,
        Place place,
        String prefix,
        @Nullable String account,
        boolean readOnly,
        boolean confirmByTyping) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]{0,38}[\\p{L}\\p{N}._-])?");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern PROFILE = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    private static final String NO_SERVER =
            "endpoint URL must be a server's address such as http://127.0.0.1:4566, without a password";
    private static final int SHOWN = 60;

    /** What tells environments apart at a glance, beside their names. */
    public enum Colour {
        PURPLE,
        GREEN,
        BLUE,
        YELLOW,
        RED,
        GREY;

        /** As people write it and as it is kept. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which AWS it is. */
    public sealed interface Place {
        /** The region; the embedded AWS has the one. */
        String region();
    }

    /**
     * The embedded AWS.
     *
     * @param dataDir its data folder, absolute; null for the default one
     */
    public record Embedded(@Nullable Path dataDir) implements Place {
        public Embedded {
            if (dataDir != null && !dataDir.isAbsolute()) {
                throw new IllegalArgumentException("data folder " + shown(dataDir.toString()) + " must be absolute");
            }
        }

        @Override
        public String region() {
            return "us-east-1";
        }
    }

    /** AWS itself, as a profile of {@code ~/.aws} reaches it. */
    public record Profile(String profile, String region) implements Place {
        public Profile {
            if (profile.isBlank() || !PROFILE.matcher(profile).matches()) {
                throw new IllegalArgumentException("profile " + shown(profile) + " is no profile of ~/.aws");
            }
            checkRegion(region);
        }
    }

    /** An AWS-compatible server; http or https, without a user or password. */
    public record Endpoint(URI url, String region) implements Place {
        public Endpoint {
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null) {
                throw new IllegalArgumentException(NO_SERVER);
            }
            checkRegion(region);
        }

        /** By the address as people type it. */
        public static Endpoint at(String url, String region) {
            try {
                return new Endpoint(new URI(url), region);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(NO_SERVER, e);
            }
        }
    }

    public Environment {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name " + shown(name)
                            + " cannot name an environment: use 1 to 40 letters, digits, '.', '_', '-' and spaces between them");
        }
        ResourceNames unused = new ResourceNames(prefix);
        if (account != null && !account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("account " + shown(account) + " must be twelve digits");
        }
    }

    /** Whether it is an account or a server of somebody's, not the embedded AWS. */
    public boolean cloud() {
        return !(place instanceof Embedded);
    }

    /** The same with that account confirmed. */
    public Environment confirmed(@Nullable String newAccount) {
        return new Environment(name, colour, place, prefix, newAccount, readOnly, confirmByTyping);
    }

    private static void checkRegion(String region) {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    "region " + shown(region) + " is no region: use one such as eu-central-1");
        }
    }

    /** Fit for a line in any terminal. */
    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain) + "'";
    }
}
