package io.orderflow.infra.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * The profile in use, and the two files that it may stand in (AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, ~/.aws).
 * Read once; immutable.
 *
 * @param target whose settings they are, for messages
 * @param name of the profile in use
 * @param source what named it: {@code --profile}, {@code AWS_PROFILE}, or empty for the default one
 */
record MachineProfiles(
        AwsTarget target,
        String name,
        String source,
        Path config,
        Path credentials,
        ProfileFile all,
        ProfileFile keys) {
    private static final String DEFAULT = "default";

    static final String OPTION = "--profile";
    static final String VARIABLE = "AWS_PROFILE";

    /**
     * @param named what the user named; null leaves it to AWS_PROFILE
     * @throws SettingsException where a file cannot be read, with the file and line
     */
    static MachineProfiles read(AwsTarget target, @Nullable String named) {
        Path config = ProfileFileLocation.configurationFilePath();
        Path credentials = ProfileFileLocation.credentialsFilePath();
        ProfileFile settings = parse(target, config, ProfileFile.Type.CONFIGURATION);
        ProfileFile keys = parse(target, credentials, ProfileFile.Type.CREDENTIALS);
        ProfileFile all =
                ProfileFile.aggregator().addFile(keys).addFile(settings).build();
        String variable = ProfileFileSystemSetting.AWS_PROFILE.getStringValue().orElse(DEFAULT);
        return named != null
                ? new MachineProfiles(target, named, OPTION, config, credentials, all, keys)
                : new MachineProfiles(
                        target, variable, variable.equals(DEFAULT) ? "" : VARIABLE, config, credentials, all, keys);
    }

    private static ProfileFile parse(AwsTarget target, Path file, ProfileFile.Type type) {
        if (!Files.isRegularFile(file)) {
            return ProfileFile.aggregator().build();
        }
        try {
            return ProfileFile.builder().content(file).type(type).build();
        } catch (RuntimeException e) { // it has no type of its own for a broken file
            throw new SettingsException(
                    AwsFault.of(AwsFaultCode.SETTINGS_FILE, target.describe(), file, AwsFaults.rootLine(e)), e);
        }
    }

    /**
     * A profile that is named must be there, unless keys in the environment are taken before it.
     *
     * @throws SettingsException where it is not
     */
    void mustBeThere() {
        boolean keyed = SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent();
        if (profile(name).isEmpty() && (source.equals(OPTION) || (source.equals(VARIABLE) && !keyed))) {
            throw new SettingsException(noSuchProfile(name, ""));
        }
    }

    Optional<Profile> profile(String profile) {
        return all.profile(profile);
    }

    /** @param because why it is looked for; may be empty */
    AwsFault noSuchProfile(String profile, String because) {
        Set<String> known = new TreeSet<>(all.profiles().keySet());
        AwsFaultCode code = known.isEmpty()
                ? AwsFaultCode.NO_PROFILES
                : known.size() > 8 ? AwsFaultCode.PROFILE_OF_MANY : AwsFaultCode.PROFILE_OF_FEW;
        return AwsFault.of(code, where(), because, profile, config, credentials, String.join(", ", known));
    }

    /** The file that a profile's setting stands in. */
    Path fileOf(String profile, String property) {
        boolean inKeys =
                keys.profile(profile).flatMap(it -> it.property(property)).isPresent();
        return inKeys ? credentials : config;
    }

    /** The target and the profile, for messages. */
    String where() {
        return source.equals(VARIABLE) ? target.describe() + " (AWS_PROFILE=" + name + ")" : target.describe();
    }

    /** The command that signs in again, of the kind that the profile in use is of. */
    String signIn() {
        return signIn(name);
    }

    String signIn(String profile) {
        boolean login = profile(profile)
                .filter(it -> it.property("login_session").isPresent())
                .isPresent();
        String command = login ? "aws login" : "aws sso login";
        return profile.equals(DEFAULT) && source.isEmpty() ? command : command + " --profile " + profile;
    }
}
