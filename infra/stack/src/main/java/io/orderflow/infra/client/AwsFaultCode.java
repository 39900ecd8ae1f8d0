package io.orderflow.infra.client;

import io.orderflow.infra.client.AwsFault.Kind;
import io.orderflow.infra.stack.PlainLine;
import java.util.List;

/** What can be wrong with a call, each with its line in plain English; {0} is where, in words. */
public enum AwsFaultCode {
    EXPIRED(Kind.EXPIRED_CREDENTIALS, "{0}: the credentials have expired; sign in again ({1}) and retry."),
    SIGN_IN_EXPIRED(Kind.EXPIRED_CREDENTIALS, "{0}: the sign-in has expired; sign in again ({1})."),
    NOT_SIGNED_IN(Kind.EXPIRED_CREDENTIALS, "{0}: {1} is not signed in, or the sign-in has expired; run {2}."),
    SSO_EXPIRED(Kind.EXPIRED_CREDENTIALS, "{0}: the sign-in of {1} has expired; run {2}."),
    SSO_NOT_SIGNED_IN(Kind.EXPIRED_CREDENTIALS, "{0}: {1} is not signed in; run {2}."),
    INVALID(
            Kind.INVALID_CREDENTIALS,
            "{0}: the access key or its signature is not accepted ({1}); check the profile, or sign in again ({2})."),
    CLOCK_SKEW(Kind.CLOCK_SKEW, "{0}: this machine's clock is too far off; set it right and retry."),
    DENIED_ACTION(
            Kind.ACCESS_DENIED, "{0}: no permission for {1}; ask your administrator for it, or use another profile."),
    DENIED(Kind.ACCESS_DENIED, "{0}: access denied ({1}); ask your administrator for it, or use another profile."),
    THROTTLED(Kind.THROTTLED, "{0}: too many requests ({1}); wait a moment and retry."),
    UNSUPPORTED(Kind.UNSUPPORTED, "{0}: not supported by this endpoint ({1})."),
    NOT_FOUND(Kind.NOT_FOUND, "{0}: {1} ({2}); check region and prefix, or set the stack up."),
    SERVICE_FAILED(Kind.SERVICE, "{0}: the service failed ({1} {2}); retry in a moment."),
    REFUSED(Kind.OTHER, "{0}: {1} ({2})."),
    FAILED(Kind.OTHER, "{0}: {1}."),
    INTERRUPTED(Kind.INTERRUPTED, "{0}: the call was cancelled."),
    UNREADABLE(
            Kind.UNREADABLE,
            "{0}: its answer cannot be read; check that an AWS-compatible server is behind the address."),
    UNREADABLE_STATUS(
            Kind.UNREADABLE,
            "{0}: its answer cannot be read (HTTP {1} without AWS's error code); check that an AWS-compatible server is"
                    + " behind the address."),
    UNREADABLE_PROXIED(
            Kind.UNREADABLE,
            "{0}: its answer cannot be read (HTTP {1} without AWS's error code), from {2}; check that an AWS-compatible"
                    + " server is behind the address."),
    UNREADABLE_PLAN(Kind.UNREADABLE, "{0}"),
    UNKNOWN_HOST(Kind.UNKNOWN_HOST, "{0}: no host {1}; check the region's name and the network connection."),
    TLS(Kind.TLS, "{0}: no secure connection ({1}); check the endpoint's scheme and certificate."),
    TIMEOUT(Kind.TIMEOUT, "{0}: no answer in time; check the network connection and retry."),
    DOWN_PROXIED(
            Kind.ENDPOINT_DOWN,
            "{0}: connection refused; check the proxy (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) and the address."),
    DOWN_CLOUD(Kind.ENDPOINT_DOWN, "{0}: connection refused; check the network connection."),
    DOWN_EMBEDDED(Kind.ENDPOINT_DOWN, "{0}: connection refused; the process that served it has ended: start it again."),
    DOWN_ENDPOINT(Kind.ENDPOINT_DOWN, "{0}: connection refused; check the address and that the server runs."),
    SETTINGS(
            Kind.OTHER,
            "This machine's AWS settings cannot be read: {0}; correct ~/.aws/config or the AWS_ variable named."),
    SETTINGS_FILE(Kind.OTHER, "{0}: {1} cannot be read: {2}; correct the file."),
    NO_PROXY(
            Kind.OTHER,
            "{0}: the environment variable {1} holds no address of a proxy; it should be like http://proxy.example:3128."),
    NO_REGION(Kind.REGION, "{0}: no region is set; pass --region, or set AWS_REGION."),
    NO_REGION_YET(
            Kind.REGION,
            "{0}: no region is set; pass --region, set AWS_REGION, or run aws configure set region eu-west-1 --profile"
                    + " {1}."),
    NO_REGION_IN_PROFILE(
            Kind.REGION,
            "{0}: no region is set, nor in profile '{1}' of {2}; pass --region, set AWS_REGION, or run aws configure set"
                    + " region eu-west-1 --profile {1}."),
    NO_REGION_TO_SIGN_IN(
            Kind.REGION,
            "{0}: the sign-in of profile '{1}' in {2} needs a region there; run aws configure set region eu-west-1"
                    + " --profile {1}."),
    NO_SUCH_PROFILE(
            Kind.NO_SUCH_PROFILE, "{0}: no such profile in ~/.aws/config or ~/.aws/credentials; check its name."),
    NO_PROFILES(
            Kind.NO_SUCH_PROFILE,
            "{0}: {1}no profile '{2}' in {3} or {4}; there are none: make one with aws configure --profile {2}."),
    PROFILE_OF_MANY(
            Kind.NO_SUCH_PROFILE,
            "{0}: {1}no profile '{2}' in {3} or {4}; list them with aws configure list-profiles."),
    PROFILE_OF_FEW(Kind.NO_SUCH_PROFILE, "{0}: {1}no profile '{2}' in {3} or {4}; there are: {5}."),
    NO_CREDENTIALS(
            Kind.NO_CREDENTIALS,
            "{0}: no credentials found; sign in ({1}), set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or, without --env,"
                    + " pass --profile or set AWS_PROFILE."),
    NO_CREDENTIALS_ANYWHERE(
            Kind.NO_CREDENTIALS,
            "{0}: no credentials found, neither in the environment nor in {1} nor {2}; run aws configure, set"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or, without --env, pass --profile or set AWS_PROFILE."),
    CREDENTIALS_TOO_SLOW(
            Kind.NO_CREDENTIALS,
            "{0}: no credentials came within {1} s; check the network connection, or pass another --profile."),
    HALF_KEYS_IN_ENVIRONMENT(
            Kind.NO_CREDENTIALS, "{0}: {1} is set without {2}; set both, or neither to use a profile."),
    TOKEN_WITHOUT_ROLE(
            Kind.NO_CREDENTIALS, "{0}: AWS_WEB_IDENTITY_TOKEN_FILE is set without AWS_ROLE_ARN; set both or neither."),
    TOKEN_FILE_IN_ENVIRONMENT(
            Kind.NO_CREDENTIALS,
            "{0}: the file that AWS_WEB_IDENTITY_TOKEN_FILE names, {1}, is not there or cannot be read; correct the"
                    + " variable or take it away."),
    TOKEN_FILE(
            Kind.NO_CREDENTIALS,
            "{0}: {1} names the web_identity_token_file {2}, which is not there or cannot be read; correct it."),
    TOKEN_REFUSED(
            Kind.NO_CREDENTIALS, "{0}: {1} has a web_identity_token_file that AWS does not take ({2}); renew {3}."),
    PROFILES_IN_A_CIRCLE(
            Kind.NO_CREDENTIALS,
            "{0}: {1}the profiles {2} take their credentials from each other; correct source_profile in {3}."),
    SOURCE_WITHOUT_CREDENTIALS(
            Kind.NO_CREDENTIALS,
            "{0}: {1} takes its credentials from {2} (credential_source), and there are none; correct it, or name a"
                    + " source_profile."),
    ROLE_WITHOUT_SOURCE(
            Kind.NO_CREDENTIALS,
            "{0}: {1} has a role_arn and neither source_profile, credential_source nor web_identity_token_file; add one of"
                    + " them."),
    PROCESS_NOT_FOUND(
            Kind.NO_CREDENTIALS,
            "{0}: {1}the credential_process {2} of {3} was not found; run it in a shell to see why, and correct it."),
    PROCESS_FAILED(
            Kind.NO_CREDENTIALS,
            "{0}: {1}the credential_process {2} of {3} failed with exit code {4}; run it in a shell to see why, and correct"
                    + " it."),
    PROCESS_EXPIRED(
            Kind.NO_CREDENTIALS,
            "{0}: {1}the credential_process {2} of {3} gave credentials that have expired; run it in a shell to see why, and"
                    + " correct it."),
    PROCESS_WITHOUT_CREDENTIALS(
            Kind.NO_CREDENTIALS,
            "{0}: {1}the credential_process {2} of {3} gave no credentials in the JSON that AWS describes (Version 1,"
                    + " AccessKeyId, SecretAccessKey); run it in a shell to see why, and correct it."),
    HALF_KEYS(Kind.NO_CREDENTIALS, "{0}: {1} has {2} without {3}; run aws configure --profile {4}."),
    NO_KEYS(Kind.NO_CREDENTIALS, "{0}: {1} has no credentials; run aws configure --profile {2}."),
    SSO_SESSION(
            Kind.NO_CREDENTIALS,
            "{0}: {1} names the sso-session '{2}', which is not in that file; run aws configure sso --profile {3}."),
    SSO_LACKS(Kind.NO_CREDENTIALS, "{0}: {1} has no {2}; run aws configure sso --profile {3}.");

    private final Kind kind;
    private final String line;

    AwsFaultCode(Kind kind, String line) {
        this.kind = kind;
        this.line = line;
    }

    public Kind kind() {
        return kind;
    }

    /** The line with its parameters in place. */
    public String line(List<String> parameters) {
        return PlainLine.with(line, parameters);
    }

    /** How many parameters the line takes. */
    public int parameters() {
        return PlainLine.parameters(line);
    }
}
