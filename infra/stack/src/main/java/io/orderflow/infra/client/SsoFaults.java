package io.orderflow.infra.client;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.utils.UserHomeDirectoryUtils;

/** What an IAM Identity Center profile lacks: a setting, its sso-session, or the sign-in. */
final class SsoFaults {
    private SsoFaults() {}

    /** @param because how the profile in use leads to this one; may be empty */
    static Optional<AwsFault> explain(MachineProfiles profiles, Profile profile, String because) {
        String self = because + "profile '" + profile.name() + "' in " + profiles.config();
        Optional<String> session = profile.property("sso_session");
        if (session.isPresent()
                && profiles.all().getSection("sso-session", session.get()).isEmpty()) {
            return fault(AwsFaultCode.SSO_SESSION, profiles, self, session.get(), profile.name());
        }
        Optional<String> lacking = Stream.of("sso_account_id", "sso_role_name")
                .filter(property -> profile.property(property).isEmpty())
                .findFirst();
        if (lacking.isPresent()) {
            return fault(AwsFaultCode.SSO_LACKS, profiles, self, lacking.get(), profile.name());
        }
        String key = session.or(() -> profile.property("sso_start_url")).orElse("");
        return fault(
                Files.exists(token(key)) ? AwsFaultCode.SSO_EXPIRED : AwsFaultCode.SSO_NOT_SIGNED_IN,
                profiles,
                self,
                profiles.signIn(profile.name()));
    }

    /** Where the AWS CLI and every SDK keep it: by the SHA-1 of the session's name, or of the start URL. */
    private static Path token(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8));
            String name = HexFormat.of().formatHex(hash) + ".json";
            return Path.of(UserHomeDirectoryUtils.userHomeDirectory(), ".aws", "sso", "cache", name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has SHA-1
        }
    }

    private static Optional<AwsFault> fault(AwsFaultCode code, MachineProfiles profiles, String... what) {
        return Optional.of(AwsFault.of(
                code,
                Stream.concat(Stream.of(profiles.where()), Stream.of(what)).toArray()));
    }
}
