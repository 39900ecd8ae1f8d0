package io.orderflow.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.ui.Tone;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.AwsProfile.Credentials;
import io.orderflow.operations.session.AwsProfile.Token;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EnvironmentWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final List<AwsProfile> known = new ArrayList<>();
    private final EnvironmentWords words =
            new EnvironmentWords(texts, new Formats(texts, ZoneOffset.UTC), () -> NOW, () -> known);

    @Test
    void aProfileTellsUntilWhenItsSignInHolds() {
        assertThat(words.detail(profile(NOW.plusSeconds(60), false)))
                .isEqualTo("eu-central-1 · IAM Identity Center · token until 12:01:00");
    }

    @Test
    void oneThatHasEndedNamesTheCommandToSignInWith() {
        assertThat(words.detail(profile(NOW, false)))
                .endsWith("· token ended 12:00:00: aws sso login --profile 'my shop'");
    }

    @Test
    void oneThatRenewsItselfDoesNotAskFor() {
        assertThat(words.detail(profile(NOW, true))).endsWith("· token ended 12:00:00, renewed when it is used");
    }

    @Test
    void anEnvironmentTellsItOfItsProfile() {
        var environment =
                new Environment("Shop", Colour.RED, new Profile("my shop", "eu-west-1"), "", null, false, false);
        var place =
                new Place(new EnvironmentLabel("Shop", Tone.DANGER, "", "", ""), environment, (folder, progress) -> {
                    throw new AssertionError("it is not opened");
                });
        assertThat(words.detail(place)).isEqualTo("profile my shop · eu-west-1");
        known.add(profile(NOW.plusSeconds(3600), false));
        assertThat(words.detail(place)).isEqualTo("profile my shop · eu-west-1 · token until 13:00:00");
    }

    private static AwsProfile profile(Instant until, boolean renews) {
        return new AwsProfile("my shop", "eu-central-1", Credentials.SSO, new Token(until, renews));
    }
}
