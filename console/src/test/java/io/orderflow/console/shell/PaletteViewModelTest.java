package io.orderflow.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.shell.PaletteViewModel.Entry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PaletteViewModelTest {
    private final PaletteViewModel model = new PaletteViewModel(
            List.of(
                    entry("Go to Dead letters", ""),
                    entry("Redrive all 14", "Dead letters"),
                    entry("Apply…", "Setup"),
                    entry("Place order", "Place order")),
            typed -> typed.startsWith("O") ? Optional.of(entry("Open order " + typed, "Orders")) : Optional.empty());

    private static Entry entry(String title, String detail) {
        return new Entry(title, detail, "", "", "", () -> {});
    }

    private List<String> titles(String typed) {
        model.queryProperty().set(typed);
        return model.found().stream().map(Entry::title).toList();
    }

    @Test
    void everythingIsListedUntilSomethingIsTyped() {
        assertThat(titles("")).hasSize(4);
    }

    @Test
    void everyWordHasToBeThereAndWhatBeginsWithThemComesFirst() {
        assertThat(titles("re")).containsExactly("Redrive all 14");
        assertThat(titles("dead")).containsExactly("Go to Dead letters", "Redrive all 14");
        assertThat(titles("ALL dead")).containsExactly("Redrive all 14");
        assertThat(titles("all nothing")).isEmpty();
    }

    @Test
    void anOrderIsOfferedByItsIdAfterWhatCanBeDone() {
        assertThat(titles("O1234")).containsExactly("Open order O1234");
        assertThat(titles("Order")).containsExactly("Place order", "Open order Order");
    }
}
