package io.orderflow.infra.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FileNameLocaleTest {

    @Test
    void theParentsEncodingIsTakenAndNothingElse() {
        assertThat(FileNameLocale.of(Map.of("LC_ALL", "C.UTF-8", "LC_MESSAGES", "ar_EG", "PATH", "/bin")))
                .isEqualTo(Map.of("LC_ALL", "C.UTF-8", "LANG", "en_US.UTF-8"));
        assertThat(FileNameLocale.of(Map.of("LC_CTYPE", "de_DE", "LANG", "fr_FR")))
                .isEqualTo(Map.of("LC_CTYPE", "de_DE", "LANG", "fr_FR"));
    }

    @Test
    void langAloneIsTakenAsItIsAndAnEmptyVariableIsNone() {
        assertThat(FileNameLocale.of(Map.of("LANG", "C.UTF-8"))).isEqualTo(Map.of("LANG", "C.UTF-8"));
        assertThat(FileNameLocale.of(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "C.UTF-8")))
                .isEqualTo(Map.of("LANG", "C.UTF-8"));
    }

    @Test
    void aParentWithoutAnyHasAChildWithoutAny() {
        assertThat(FileNameLocale.of(Map.of("HOME", "/root"))).isEmpty();
    }
}
