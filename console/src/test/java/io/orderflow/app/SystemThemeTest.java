package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemThemeTest {
    private static final String ABSENT = "-";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Linux, -, 'prefer-dark', 'Adwaita', true",
                "Linux, -, 'prefer-light', 'Adwaita-dark', false",
                "Linux, -, 'default', 'Yaru-dark', true",
                "Linux, -, 'default', 'Darkroom', false",
                "Linux, -, -, 'adwaita-dark', true",
                "Linux, -, -, -, false",
                "Linux, Adwaita:dark, 'prefer-light', -, true",
                "Linux, Adwaita, 'prefer-dark', -, false",
                "Windows 11, -, \"    AppsUseLightTheme    REG_DWORD    0x0\n\n\", -, true",
                "Windows 11, -, \"    AppsUseLightTheme    REG_DWORD    0x1\n\n\", -, false",
                "Windows 11, -, -, -, false",
                "Mac OS X, -, Dark, -, true",
                "Mac OS X, -, -, -, false",
            })
    void isDarkWhereTheDesktopsOwnToolsSaySo(String os, String gtkTheme, String first, String second, boolean dark) {
        Map<String, String> environment = gtkTheme.equals(ABSENT) ? Map.of() : Map.of("GTK_THEME", gtkTheme);
        assertThat(SystemTheme.dark(os, environment, command -> answer(command, first, second)))
                .isEqualTo(dark);
    }

    private static Optional<String> answer(List<String> command, String first, String second) {
        String said = command.get(command.size() - 1).equals("gtk-theme") ? second : first;
        return Optional.of(said).filter(text -> !text.equals(ABSENT));
    }
}
