package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.doctor.FindingCode;
import io.orderflow.infra.doctor.FindingText;
import io.orderflow.infra.doctor.Severity;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTextsTest {
    private final Texts words = new Texts(Locale.ENGLISH);
    private final FindingTexts texts = new FindingTexts(words);

    /** What infra says in plain English is what the texts say, but for typographic quotes. */
    @ParameterizedTest
    @EnumSource(FindingText.class)
    void wordEverythingThatTheDoctorFinds(FindingText text) {
        var resource = new ResourceId(ResourceKind.QUEUE, "OrderQueue");
        var finding = new Finding(Severity.INFO, FindingCode.MISSING, resource, text, "<0>", "<1>", "<2>", "<3>");
        assertThat(words.has("doctor." + text + ".what")).isTrue();
        assertThat(texts.what(finding).replace('’', '\'')).isEqualTo(finding.what());
        assertThat(texts.why(finding).replace('’', '\'')).isEqualTo(finding.why());
        assertThat(texts.fix(finding).replace('’', '\'')).isEqualTo(finding.fix());
    }
}
