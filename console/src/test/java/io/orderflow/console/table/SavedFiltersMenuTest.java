package io.orderflow.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.Texts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SavedFiltersMenuTest {
    private static final FilterKeys<Integer> KEYS = FilterKeys.freeTextIn((Integer row) -> List.of(row.toString()))
            .number("count", row -> row)
            .build();

    private final RowsViewModel<Integer> model = new RowsViewModel<>(
            "rows",
            String::valueOf,
            KEYS,
            new DirectTaskRunner(),
            new MutableClock(SampleData.NOW),
            ZoneOffset.UTC,
            Memory.ofThisProcess());

    @Start
    void start(Stage stage) {
        var line = new FilterLine("rows-filter", model, new Texts(Locale.ENGLISH), "count>1", new Label());
        var scene = new Scene(line, 700, 500);
        Themes.style(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void filtersAreSavedUnderANameTakenAgainRenamedAndRemoved(FxRobot robot) {
        robot.interact(() -> model.show(List.of(1, 2, 3)));
        robot.interact(() -> model.filterTextProperty().set("count:3"));
        menu(robot, "Save this filter…");
        robot.clickOn("#rows-filter-saved-name").write("Threes").clickOn("#rows-filter-saved-ok");
        assertThat(model.saved().name("count:3")).isEqualTo("Threes");
        robot.interact(() -> model.filterTextProperty().set(""));

        menu(robot, "Threes — count:3");
        assertThat(model.shownProperty().get()).containsExactly(3);
        menu(robot, "Rename this filter…");
        robot.doubleClickOn("#rows-filter-saved-name").write("3s").clickOn("#rows-filter-saved-ok");
        assertThat(model.saved().name("count:3")).isEqualTo("3s");
        menu(robot, "Remove this filter from the saved ones");
        assertThat(model.saved().all()).isEmpty();
    }

    @Test
    void oneNeedsNoName(FxRobot robot) {
        robot.interact(() -> model.filterTextProperty().set("count:3"));
        menu(robot, "Save this filter…");
        robot.clickOn("#rows-filter-saved-ok");
        robot.interact(() -> model.filterTextProperty().set(""));
        menu(robot, "count:3");
        assertThat(model.filterTextProperty().get()).isEqualTo("count:3");
    }

    private static void menu(FxRobot robot, String item) {
        robot.clickOn("#rows-filter-saved").clickOn(item);
    }
}
