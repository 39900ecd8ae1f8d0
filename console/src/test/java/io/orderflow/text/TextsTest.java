package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.console.shell.Tab;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private final Texts texts = new Texts(Locale.GERMAN);

    @Test
    void areAllWellFormedAndWithoutALoneApostrophe() {
        ResourceBundle bundle = ResourceBundle.getBundle("io.orderflow.text.messages", Locale.ROOT);
        assertThat(Collections.list(bundle.getKeys())).isNotEmpty().allSatisfy(key -> {
            assertThat(new MessageFormat(bundle.getString(key), Locale.ROOT)).isNotNull();
            assertThat(bundle.getString(key).replace("''", "")).doesNotContain("'");
        });
    }

    @Test
    void areEnglishWhereThereIsNoTranslation() {
        assertThat(texts.get("shell.tab.orders")).isEqualTo("Orders");
    }

    @Test
    void countInWords() {
        assertThat(texts.get("orders.footer.loaded", 1)).isEqualTo("1 order loaded");
        assertThat(texts.get("orders.footer.loaded", 200)).isEqualTo("200 orders loaded");
    }

    @Test
    void failForAKeyThatIsNotThere() {
        assertThatThrownBy(() -> texts.get("no.such.key")).isInstanceOf(MissingResourceException.class);
    }

    @ParameterizedTest
    @EnumSource(Tab.class)
    void nameEveryTab(Tab tab) {
        assertThat(texts.has(tab.titleKey())).isTrue();
    }
}
