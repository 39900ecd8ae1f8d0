package io.orderflow.text;

import io.orderflow.infra.doctor.Finding;

/** What the doctor finds, in words; in its own plain English where there are none. Thread-safe. */
public final class FindingTexts {
    private final Texts texts;

    public FindingTexts(Texts texts) {
        this.texts = texts;
    }

    /** As it is, with the figures. */
    public String what(Finding finding) {
        return line(finding, "what", finding.what());
    }

    /** What comes of it. */
    public String why(Finding finding) {
        return line(finding, "why", finding.why());
    }

    /** What to do. */
    public String fix(Finding finding) {
        return line(finding, "fix", finding.fix());
    }

    private String line(Finding finding, String part, String plain) {
        String key = "doctor." + finding.text() + "." + part;
        return texts.has(key) ? texts.get(key, finding.parameters().toArray()) : plain;
    }
}
