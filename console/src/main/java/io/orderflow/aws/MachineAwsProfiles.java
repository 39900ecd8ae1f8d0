package io.orderflow.aws;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.AwsProfile.Credentials;
import io.orderflow.operations.session.AwsProfile.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.utils.UserHomeDirectoryUtils;

/** The profiles in {@code ~/.aws/config} and {@code ~/.aws/credentials}, or where the AWS variables say that these files are. */
public final class MachineAwsProfiles {
    private static final String DEFAULT = "default";

    /** By what settles it, as the SDK asks. */
    private static final List<Map.Entry<String, Credentials>> BY_SETTING = List.of(
            Map.entry("role_arn", Credentials.ROLE),
            Map.entry("sso_session", Credentials.SSO),
            Map.entry("sso_start_url", Credentials.SSO),
            Map.entry("login_session", Credentials.LOGIN),
            Map.entry("credential_process", Credentials.PROCESS),
            Map.entry("aws_access_key_id", Credentials.KEY));

    private MachineAwsProfiles() {}

    /**
     * The default one first, the others by name; none where there are no files. Reads the files anew.
     *
     * @throws PortException with one line that names the file, where one cannot be read
     */
    public static List<AwsProfile> read() throws PortException {
        return read(Path.of(UserHomeDirectoryUtils.userHomeDirectory(), ".aws", "sso", "cache"));
    }

    static List<AwsProfile> read(Path ssoCache) throws PortException {
        var tokens = new SsoTokens(ssoCache);
        ProfileFile all = ProfileFile.aggregator()
                .addFile(parse(ProfileFileLocation.credentialsFilePath(), ProfileFile.Type.CREDENTIALS))
                .addFile(parse(ProfileFileLocation.configurationFilePath(), ProfileFile.Type.CONFIGURATION))
                .build();
        return all.profiles().values().stream()
                .map(each -> profile(each, tokens))
                .sorted(Comparator.comparing((AwsProfile each) -> !each.name().equals(DEFAULT))
                        .thenComparing(AwsProfile::name))
                .toList();
    }

    private static AwsProfile profile(Profile profile, SsoTokens tokens) {
        Credentials credentials = BY_SETTING.stream()
                .filter(each -> profile.property(each.getKey()).isPresent())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Credentials.ELSEWHERE);
        String session = profile.property("sso_session")
                .or(() -> profile.property("sso_start_url"))
                .orElse("")
                .strip();
        Token token = credentials == Credentials.SSO ? tokens.of(session) : null;
        return new AwsProfile(
                profile.name(), profile.property("region").orElse("").strip(), credentials, token);
    }

    private static ProfileFile parse(Path file, ProfileFile.Type type) throws PortException {
        if (!Files.isRegularFile(file)) {
            return ProfileFile.aggregator().build();
        }
        try {
            return ProfileFile.builder().content(file).type(type).build();
        } catch (RuntimeException e) { // it has no type of its own for a broken file
            String why = Stream.iterate((Throwable) e, Throwable::getCause)
                    .takeWhile(each -> each != null)
                    .reduce((outer, inner) -> inner)
                    .map(Throwable::getMessage)
                    .flatMap(text -> text.lines().findFirst())
                    .map(text -> text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
                    .orElse("no reason given");
            throw new PortException(
                    PortException.Kind.REFUSED,
                    file.toString(),
                    Reason.line(file + " cannot be read: " + why + "."),
                    e);
        }
    }
}
