package io.orderflow.infra.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;

/** Finds the region in the SDK's order: the environment, the profile, the machine's metadata service if it has one. */
final class RegionLookup {
    /** It answers within milliseconds where there is one. */
    private static final Duration METADATA_LIMIT = Duration.ofSeconds(2);

    private RegionLookup() {}

    /** @throws SettingsException one line, where none is set */
    static Region of(MachineProfiles profiles) {
        return SdkSystemSetting.AWS_REGION
                .getStringValue()
                .or(() -> profiles.profile(profiles.name()).flatMap(it -> it.property("region")))
                .map(String::strip)
                .filter(region -> !region.isEmpty())
                .map(Region::of)
                .or(RegionLookup::ofTheMachine)
                .orElseThrow(() -> new SettingsException(none(profiles)));
    }

    private static AwsFault none(MachineProfiles profiles) {
        return profiles.profile(profiles.name()).isPresent()
                ? AwsFault.of(AwsFaultCode.NO_REGION_IN_PROFILE, profiles.where(), profiles.name(), profiles.config())
                : AwsFault.of(AwsFaultCode.NO_REGION_YET, profiles.where(), profiles.name());
    }

    private static Optional<Region> ofTheMachine() {
        CompletableFuture<Region> answer =
                CompletableFuture.supplyAsync(() -> new InstanceProfileRegionProvider().getRegion());
        try {
            return Optional.ofNullable(answer.get(METADATA_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty(); // this machine is none of AWS's
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
    }
}
