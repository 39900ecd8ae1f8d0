package io.orderflow.infra.client;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.profiles.Profile;

/**
 * Why there are no credentials, in one line: what, in which file and profile, and what to run. The SDK's words tell the
 * little that the settings themselves do not, e.g. how a credential_process ended; what such a process wrote is never
 * told, since it may be a secret.
 */
final class CredentialFaults {
    private static final Pattern EXIT = Pattern.compile("non-zero exit value \\((-?\\d+)\\)");
    private static final int NOT_FOUND = 127;

    private final MachineProfiles profiles;
    private final Throwable failure;

    private CredentialFaults(MachineProfiles profiles, Throwable failure) {
        this.profiles = profiles;
        this.failure = failure;
    }

    /** Empty where the failure says enough by itself: a service that refuses, a network that fails, a cancelled call. */
    static Optional<AwsFault> explain(MachineProfiles profiles, Throwable failure) {
        if (AwsFaults.find(failure, AbortedException.class).isPresent() || isNetwork(failure)) {
            return Optional.empty();
        }
        Optional<AwsServiceException> answer = AwsFaults.find(failure, AwsServiceException.class);
        if (answer.isPresent() && !refusesSignIn(answer.get())) {
            return Optional.empty();
        }
        return Optional.of(new CredentialFaults(profiles, failure).explained());
    }

    private static boolean isNetwork(Throwable failure) {
        return AwsFaults.find(failure, SocketException.class).isPresent()
                || AwsFaults.find(failure, UnknownHostException.class).isPresent()
                || AwsFaults.find(failure, InterruptedIOException.class).isPresent()
                || AwsFaults.find(failure, SSLException.class).isPresent();
    }

    /** Of the services that hand out a sign-in's credentials, not of STS. */
    private static boolean refusesSignIn(AwsServiceException failure) {
        String type = failure.getClass().getName();
        return type.contains(".services.sso") || type.contains(".services.signin.");
    }

    private AwsFault explained() {
        if (AwsFaults.messages(failure).contains("Unable to load region")) { // a sign-in has one of its own
            return AwsFault.of(AwsFaultCode.NO_REGION_TO_SIGN_IN, profiles.where(), profiles.name(), profiles.config());
        }
        boolean chain = !profiles.source().equals(MachineProfiles.OPTION); // the environment is looked at first
        return (chain ? environment() : Optional.<AwsFault>empty())
                .or(() -> profile(profiles.name(), "", new HashSet<>()))
                .orElseGet(this::nothing);
    }

    private Optional<AwsFault> environment() {
        boolean id = SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent();
        boolean secret = SdkSystemSetting.AWS_SECRET_ACCESS_KEY.getStringValue().isPresent();
        if (id != secret) {
            String there = id ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
            String missing = id ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID";
            return none(AwsFaultCode.HALF_KEYS_IN_ENVIRONMENT, there, missing);
        }
        Optional<String> token = SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue();
        if (token.isPresent() && SdkSystemSetting.AWS_ROLE_ARN.getStringValue().isEmpty()) {
            return none(AwsFaultCode.TOKEN_WITHOUT_ROLE);
        }
        return token.filter(file -> !Files.isReadable(Path.of(file)))
                .flatMap(file -> none(AwsFaultCode.TOKEN_FILE_IN_ENVIRONMENT, file));
    }

    /**
     * @param because how the profile in use leads to this one; empty for itself
     * @param seen the profiles on the way, so that a circle ends
     */
    private Optional<AwsFault> profile(String name, String because, Set<String> seen) {
        Optional<Profile> found = profiles.profile(name);
        if (found.isEmpty()) {
            return because.isEmpty() && profiles.source().isEmpty()
                    ? Optional.empty()
                    : Optional.of(profiles.noSuchProfile(name, because));
        }
        if (!seen.add(name)) {
            return none(AwsFaultCode.PROFILES_IN_A_CIRCLE, because, String.join(", ", seen), profiles.config());
        }
        Profile profile = found.get();
        if (has(profile, "role_arn")) {
            return role(profile, because, seen);
        }
        if (has(profile, "sso_session") || has(profile, "sso_start_url")) {
            return SsoFaults.explain(profiles, profile, because);
        }
        if (has(profile, "login_session")) {
            return none(AwsFaultCode.NOT_SIGNED_IN, because + in(profile, "login_session"), profiles.signIn(name));
        }
        if (has(profile, "credential_process")) {
            return process(profile, because);
        }
        return keys(profile, because);
    }

    private Optional<AwsFault> role(Profile profile, String because, Set<String> seen) {
        String self = because + in(profile, "role_arn");
        Optional<String> token = profile.property("web_identity_token_file");
        if (token.isPresent()) {
            return Files.isReadable(Path.of(token.get()))
                    ? none(AwsFaultCode.TOKEN_REFUSED, self, AwsFaults.rootLine(failure), token.get())
                    : none(AwsFaultCode.TOKEN_FILE, self, token.get());
        }
        Optional<String> source = profile.property("source_profile");
        if (source.isPresent()) {
            return source.get().equals(profile.name()) // its own keys
                    ? keys(profile, because)
                    : profile(source.get(), self + " has a source_profile: ", seen);
        }
        return profile.property("credential_source")
                .map(from -> none(AwsFaultCode.SOURCE_WITHOUT_CREDENTIALS, self, from))
                .orElseGet(() -> none(AwsFaultCode.ROLE_WITHOUT_SOURCE, self));
    }

    private Optional<AwsFault> process(Profile profile, String because) {
        String command = profile.property("credential_process").orElse("").strip();
        String program = command.split("\\s+", 2)[0]; // its arguments may be secret
        Matcher exit = EXIT.matcher(AwsFaults.messages(failure));
        String of = in(profile, "credential_process");
        if (exit.find()) {
            return Integer.parseInt(exit.group(1)) == NOT_FOUND
                    ? none(AwsFaultCode.PROCESS_NOT_FOUND, because, program, of)
                    : none(AwsFaultCode.PROCESS_FAILED, because, program, of, exit.group(1));
        }
        boolean expired = AwsFaults.messages(failure).contains("expired");
        return none(
                expired ? AwsFaultCode.PROCESS_EXPIRED : AwsFaultCode.PROCESS_WITHOUT_CREDENTIALS,
                because,
                program,
                of);
    }

    private Optional<AwsFault> keys(Profile profile, String because) {
        for (List<String> pair : List.of(
                List.of("aws_access_key_id", "aws_secret_access_key"),
                List.of("aws_secret_access_key", "aws_access_key_id"))) {
            if (has(profile, pair.get(0)) && !has(profile, pair.get(1))) {
                return none(
                        AwsFaultCode.HALF_KEYS,
                        because + in(profile, pair.get(0)),
                        pair.get(0),
                        pair.get(1),
                        profile.name());
            }
        }
        if (profiles.source().isEmpty() && because.isEmpty()) {
            return Optional.empty(); // the default profile that only sets a region
        }
        return none(AwsFaultCode.NO_KEYS, because + in(profile, "region"), profile.name());
    }

    private AwsFault nothing() {
        return AwsFault.of(
                AwsFaultCode.NO_CREDENTIALS_ANYWHERE, profiles.where(), profiles.config(), profiles.credentials());
    }

    private Optional<AwsFault> none(AwsFaultCode code, Object... what) {
        return Optional.of(AwsFault.of(
                code,
                Stream.concat(Stream.of(profiles.where()), Stream.of(what)).toArray()));
    }

    private String in(Profile profile, String property) {
        return "profile '" + profile.name() + "' in " + profiles.fileOf(profile.name(), property);
    }

    private static boolean has(Profile profile, String property) {
        return profile.property(property).isPresent();
    }
}
