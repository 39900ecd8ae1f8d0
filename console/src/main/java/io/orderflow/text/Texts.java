package io.orderflow.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The console's texts, by key. Every text is a {@link MessageFormat}: a literal apostrophe is typed {@code ’} (or
 * doubled), numbers are grouped by {@code {0}} itself. Thread-safe.
 */
public final class Texts {
    private final ResourceBundle bundle;
    private final Locale locale;

    /** Texts of this locale, English where there is no translation; numbers are written as the texts' language does. */
    public Texts(Locale locale) {
        this.bundle = ResourceBundle.getBundle(
                "io.orderflow.text.messages",
                locale,
                Texts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        // the bundle without a language is English; the asker's own digits would not fit into its sentences
        this.locale = bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale();
    }

    /**
     * The text with its arguments in place.
     *
     * @throws java.util.MissingResourceException when there is no such text: a mistake in the program
     */
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** How many arguments the text uses. */
    int arity(String key) {
        return new MessageFormat(bundle.getString(key), locale).getFormatsByArgumentIndex().length;
    }

    Locale locale() {
        return locale;
    }
}
