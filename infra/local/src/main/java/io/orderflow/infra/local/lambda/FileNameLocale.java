package io.orderflow.infra.local.lambda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables by which a JVM on Unix turns file names into bytes. A child must do that as its parent does, else it does
 * not find its own class path where a folder's name is not ASCII. Of the three the first that is set counts, as <a
 * href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html">POSIX</a> has it.
 */
final class FileNameLocale {
    private static final String LANG = "LANG";

    /** Taken from the parent alone: a function that sets one would not find its class path either. */
    static final List<String> VARIABLES = List.of("LC_ALL", "LC_CTYPE", LANG);

    /** What Lambda sets. */
    private static final String LAMBDAS = "en_US.UTF-8";

    private FileNameLocale() {}

    /**
     * What the child gets: the three as they are, but for a LANG that LC_ALL overrides anyway. Beside LC_CTYPE it counts: one
     * that is not installed makes the system refuse them all.
     */
    static Map<String, String> of(Map<String, String> parent) {
        Map<String, String> child = new HashMap<>(parent);
        child.keySet().retainAll(VARIABLES);
        child.values().removeIf(String::isEmpty); // counts as not set
        if (child.containsKey("LC_ALL")) {
            child.put(LANG, LAMBDAS);
        }
        return child;
    }
}
