package io.orderflow.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.table.RowsViewModelTest.Row;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.Texts;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class DataTableTest {
    private static final FilterKeys<Row> KEYS = FilterKeys.freeTextIn((Row row) -> List.of(row.id()))
            .number("count", Row::count)
            .build();

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Memory memory = Memory.ofThisProcess();
    private RowsViewModel<Row> model;
    private Stage stage;
    private int ends;

    @Start
    void start(Stage stage) {
        this.stage = stage;
        open();
    }

    private void open() {
        var clock = new MutableClock(SampleData.NOW);
        model = new RowsViewModel<>("rows", Row::id, KEYS, new DirectTaskRunner(), clock, ZoneOffset.UTC, memory);
        List<DataColumn<Row, ?>> columns = List.of(
                new DataColumn<>("name", "Name", "What it is called", Row::id, 150, 60).elastic(),
                new DataColumn<>("count", "Count", "How many", Row::count, 100, 60),
                new DataColumn<>("made", "Made", "When it was made", Row::made, 150, 60));
        var table = new DataTable<>("rows", model, columns, row -> Map.of("name", row.id()), memory, texts);
        table.follow(new SimpleBooleanProperty(), () -> ends++);
        var line = new FilterLine("rows-filter", model, texts, "count>1", table.node(), table.columnsMenu());
        VBox.setVgrow(table.node(), Priority.ALWAYS);
        var scene = new Scene(new VBox(line, table.node()), 700, 500);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void aDraggedColumnLeavesTheOthersAlone(FxRobot robot) {
        show(robot, rows(0, 50));
        double name = width(robot, 0);
        double made = width(robot, 2);
        assertThat(name + width(robot, 1) + made).isBetween(660.0, 700.0); // the elastic one fills

        robot.interact(() -> table(robot).resizeColumn(table(robot).getColumns().get(1), 400));

        assertThat(width(robot, 0)).isEqualTo(150); // what it asked for itself
        assertThat(width(robot, 1)).isEqualTo(500);
        assertThat(width(robot, 2)).isEqualTo(made);

        robot.interact(() -> table(robot).resizeColumn(table(robot).getColumns().get(1), -400));
        assertThat(width(robot, 0)).isEqualTo(name);
    }

    @Test
    void orderWidthSortAndWhatIsHiddenAreRemembered(FxRobot robot) {
        show(robot, rows(0, 5));
        robot.interact(() -> {
            table(robot).resizeColumn(table(robot).getColumns().get(1), 33);
            List<TableColumn<Row, ?>> turned = new ArrayList<>(table(robot).getColumns());
            Collections.reverse(turned);
            table(robot).getColumns().setAll(turned);
            turned.get(0).setVisible(false);
            turned.get(2).setSortType(TableColumn.SortType.DESCENDING);
            table(robot).getSortOrder().setAll(List.of(turned.get(2)));
        });

        robot.interact(this::open);
        show(robot, rows(0, 5));

        assertThat(table(robot).getColumns())
                .extracting(column -> ColumnMemory.data(column).key())
                .containsExactly("made", "count", "name");
        assertThat(table(robot).getColumns().get(0).isVisible()).isFalse();
        assertThat(width(robot, 1)).isEqualTo(133);
        assertThat(table(robot).getItems()).extracting(Row::id).startsWith("row-004");
    }

    @Test
    void aBrokenMemoryIsNoReasonNotToOpen(FxRobot robot) {
        memory.put("rows.columns", "nonsense=9 -count=99999999 name name ||| !made !! nothing");
        robot.interact(this::open);
        show(robot, rows(0, 5));
        assertThat(table(robot).getItems()).hasSize(5);
    }

    @Test
    void selectionAndScrollStayWhileRowsComeIn(FxRobot robot) {
        show(robot, rows(100, 300));
        robot.interact(() -> {
            table(robot).getSelectionModel().selectIndices(120, 121, 122);
            table(robot).scrollTo(118);
        });
        robot.interact(() -> scrollPixels(robot, 7));
        String top = firstRow(robot);
        double offset = firstOffset(robot);

        show(robot, rows(90, 300)); // ten more on top

        assertThat(table(robot).getSelectionModel().getSelectedItems())
                .extracting(Row::id)
                .containsExactly("row-220", "row-221", "row-222");
        assertThat(model.selectedIdProperty().get()).isEqualTo("row-222");
        assertThat(firstRow(robot)).isEqualTo(top);
        assertThat(firstOffset(robot)).isEqualTo(offset);
    }

    @Test
    void aRowThatTheFilterHidesIsSelectedAgainWhenItIsBack(FxRobot robot) {
        show(robot, rows(0, 20));
        robot.interact(() -> table(robot).getSelectionModel().select(3));

        robot.interact(() -> model.filterTextProperty().set("row-011"));
        assertThat(table(robot).getItems()).hasSize(1);
        assertThat(table(robot).getSelectionModel().getSelectedItem()).isNull();
        assertThat(model.selectedProperty().get().id()).isEqualTo("row-003");

        robot.interact(() -> model.filterTextProperty().set(""));
        assertThat(table(robot).getSelectionModel().getSelectedItem().id()).isEqualTo("row-003");
    }

    @Test
    void sortingGoesToTheTop(FxRobot robot) {
        show(robot, rows(0, 300));
        robot.interact(() -> table(robot).scrollTo(200));
        assertThat(firstRow(robot)).isNotEqualTo("row-000");

        robot.interact(() -> table(robot)
                .getSortOrder()
                .setAll(List.of(table(robot).getColumns().get(0))));

        assertThat(firstRow(robot)).isEqualTo("row-000");
    }

    @Test
    void copiesRowsAndCells(FxRobot robot) {
        show(robot, List.of(new Row("=1+1", 7, SampleData.NOW), new Row("a\"b", 8, SampleData.NOW)));
        robot.interact(() -> table(robot).getSelectionModel().selectAll());
        robot.interact(() -> table(robot).requestFocus());
        robot.press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.C, KeyCode.CONTROL);
        assertThat(clipboard(robot)).isEqualTo("'=1+1\t7\t2026-11-22T14:06:20.250Z\na\"b\t8\t2026-11-22T14:06:20.250Z");

        menu(robot, "Copy as CSV");
        assertThat(clipboard(robot))
                .isEqualTo(
                        "name,count,made\r\n'=1+1,7,2026-11-22T14:06:20.250Z\r\n\"a\"\"b\",8,2026-11-22T14:06:20.250Z\r\n");
        menu(robot, "Copy as JSON");
        assertThat(clipboard(robot)).contains("\"name\" : \"=1+1\"").startsWith("[");

        robot.clickOn((Node) cell(robot, 0, 0), MouseButton.PRIMARY);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C).release(KeyCode.C, KeyCode.SHIFT, KeyCode.CONTROL);
        assertThat(clipboard(robot)).isEqualTo("=1+1");
    }

    @Test
    void aGapIsLessThanAnyValueAndCopiedAsNothing(FxRobot robot) {
        show(robot, List.of(new Row("known", 7, SampleData.NOW), new Row("gap", 8, null)));
        sortByTime(robot, TableColumn.SortType.ASCENDING);
        assertThat(table(robot).getItems()).extracting(Row::id).containsExactly("gap", "known");

        sortByTime(robot, TableColumn.SortType.DESCENDING);
        assertThat(table(robot).getItems()).extracting(Row::id).containsExactly("known", "gap");

        robot.interact(() -> table(robot).getSelectionModel().selectAll());
        menu(robot, "Copy as CSV");
        assertThat(clipboard(robot)).isEqualTo("name,count,made\r\nknown,7,2026-11-22T14:06:20.250Z\r\ngap,8,\r\n");
    }

    @Test
    void aCellThatIsCutSaysAllOfItWhenPointedAt(FxRobot robot) {
        String longName = "a name that is much longer than the column in which it stands, wherever that is";
        show(robot, List.of(new Row(longName, 1, SampleData.NOW), new Row("short", 1, SampleData.NOW)));
        robot.interact(() -> table(robot).resizeColumn(table(robot).getColumns().get(0), -250));
        robot.moveTo((Node) cell(robot, 1, 0));
        assertThat(((TableCell<?, ?>) cell(robot, 1, 0)).getTooltip()).isNull();
        robot.moveTo((Node) cell(robot, 0, 0));
        assertThat(((TableCell<?, ?>) cell(robot, 0, 0)).getTooltip().getText()).isEqualTo(longName);
    }

    @Test
    void theFaultyWordIsUnderlinedAndTheFaultSaid(FxRobot robot) {
        show(robot, rows(0, 20));
        robot.clickOn("#rows-filter").write("row count:x");

        assertThat(robot.lookup("#rows-filter-fault").queryAs(Label.class).getText())
                .isEqualTo("✕ “x” is no number. What else is typed holds without it.");
        Node underline = robot.lookup(".filter-underline").query();
        assertThat(underline.isVisible()).isTrue();
        Bounds marked = underline.localToScene(underline.getBoundsInLocal());
        assertThat(marked.getWidth()).isBetween(4.0, 14.0); // one letter

        robot.type(KeyCode.ESCAPE);
        assertThat(model.filterTextProperty().get()).isEmpty();
        assertThat(underline.isVisible()).isFalse();
        assertThat(robot.lookup("#rows-filter-fault").query().isVisible()).isFalse();
    }

    @Test
    void chipsTakeConditionsAway(FxRobot robot) {
        show(robot, rows(0, 20));
        robot.clickOn("#rows-filter").write("row-00 count>=3 -count:5");
        robot.clickOn("count ≥ 3");
        assertThat(model.filterTextProperty().get()).isEqualTo("row-00 -count:5");
        robot.clickOn("not count 5");
        assertThat(model.filterTextProperty().get()).isEqualTo("row-00");
        assertThat(robot.lookup("#rows-filter").query().isFocused()).isTrue();
    }

    @Test
    void columnsAreHiddenAndComeBackAsTheyWere(FxRobot robot) {
        show(robot, rows(0, 20));
        double count = width(robot, 1);
        robot.interact(() -> table(robot).resizeColumn(table(robot).getColumns().get(1), 50));
        robot.clickOn("#rows-columns")
                .clickOn((Node) robot.lookup(".check-menu-item").nth(2).query());
        assertThat(table(robot).getVisibleLeafColumns()).hasSize(2);

        robot.clickOn("#rows-columns").clickOn("As they were at first");
        assertThat(table(robot).getVisibleLeafColumns()).hasSize(3);
        assertThat(width(robot, 1)).isEqualTo(count);
    }

    @Test
    void theFilterIsAskedFor(FxRobot robot) {
        robot.interact(() -> table(robot).requestFocus());
        robot.interact(() -> FilterAction.of("rows-filter", "Filter", model, texts, line -> "")
                .run(stage));
        assertThat(robot.lookup("#rows-filter").query().isFocused()).isTrue();
        robot.type(KeyCode.ENTER);
        assertThat(table(robot).isFocused()).isTrue();
    }

    @Test
    void rowsAreSelectedByKeysAndMouseAsInAnyTable(FxRobot robot) {
        show(robot, rows(0, 100));
        robot.clickOn("row-002");
        assertThat(selected(robot)).containsExactly(2);
        robot.press(KeyCode.SHIFT).type(KeyCode.DOWN, 2).release(KeyCode.SHIFT);
        assertThat(selected(robot)).containsExactly(2, 3, 4);
        robot.press(KeyCode.SHIFT).type(KeyCode.UP, 3).release(KeyCode.SHIFT);
        assertThat(selected(robot)).containsExactly(1, 2);
        robot.press(KeyCode.SHIFT).clickOn("row-006").release(KeyCode.SHIFT);
        assertThat(selected(robot)).containsExactly(2, 3, 4, 5, 6);
        robot.press(KeyCode.CONTROL).clickOn("row-004").clickOn("row-008").release(KeyCode.CONTROL);
        assertThat(selected(robot)).containsExactly(2, 3, 5, 6, 8);
        robot.type(KeyCode.DOWN);
        robot.press(KeyCode.SHIFT).type(KeyCode.END).release(KeyCode.SHIFT);
        assertThat(selected(robot)).hasSize(91).contains(9, 99);
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        assertThat(selected(robot)).hasSize(100);
        robot.type(KeyCode.HOME);
        assertThat(selected(robot)).containsExactly(0);
        assertThat(model.selectedIdProperty().get()).isEqualTo("row-000");
        robot.type(KeyCode.DOWN, 2);
        assertThat(model.selectedIdProperty().get()).isEqualTo("row-002");
    }

    @Test
    void theEndKeyComesToTheEnd(FxRobot robot) {
        show(robot, rows(0, 300));
        int before = ends;
        robot.clickOn("row-003").type(KeyCode.END);
        assertThat(ends).isGreaterThan(before);
    }

    @Test
    void manySelectedStayAsFarAsTheyAreShown(FxRobot robot) {
        show(robot, rows(0, 100));
        robot.clickOn("row-002");
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        robot.interact(() -> model.filterTextProperty().set("count<10"));
        assertThat(selected(robot)).hasSize(10);
        assertThat(table(robot).getSelectionModel().getSelectedItems())
                .extracting(Row::id)
                .containsExactlyElementsOf(rows(0, 10).stream().map(Row::id).toList());
        robot.interact(() -> model.filterTextProperty().set(""));
        assertThat(selected(robot)).hasSize(10);
        robot.clickOn("row-003");
        assertThat(selected(robot)).containsExactly(3);
    }

    private static List<Integer> selected(FxRobot robot) {
        return List.copyOf(table(robot).getSelectionModel().getSelectedIndices());
    }

    private static void sortByTime(FxRobot robot, TableColumn.SortType direction) {
        robot.interact(() -> {
            TableColumn<Row, ?> made = table(robot).getColumns().get(2);
            table(robot).getSortOrder().clear();
            made.setSortType(direction);
            table(robot).getSortOrder().setAll(List.of(made));
        });
    }

    private void menu(FxRobot robot, String item) {
        robot.interact(() -> table(robot).getContextMenu().getItems().stream()
                .filter(each -> each.getText().equals(item))
                .forEach(each -> each.fire()));
    }

    private static String clipboard(FxRobot robot) {
        var text = new String[1];
        robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }

    private void show(FxRobot robot, List<Row> rows) {
        robot.interact(() -> model.show(rows));
    }

    private static List<Row> rows(int from, int to) {
        List<Row> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(new Row(String.format(Locale.ROOT, "row-%03d", i), i, SampleData.NOW.plusSeconds(i)));
        }
        return rows;
    }

    private static Object cell(FxRobot robot, int row, int column) {
        return robot.lookup(".table-cell").queryAll().stream()
                .filter(node -> node instanceof TableCell<?, ?> cell
                        && cell.getIndex() == row
                        && cell.getTableView().getVisibleLeafIndex(column(cell)) == column)
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TableColumn column(TableCell<?, ?> cell) {
        return cell.getTableColumn();
    }

    private static double width(FxRobot robot, int column) {
        return table(robot).getColumns().get(column).getWidth();
    }

    private static String firstRow(FxRobot robot) {
        return table(robot)
                .getItems()
                .get(flow(robot).getFirstVisibleCell().getIndex())
                .id();
    }

    private static double firstOffset(FxRobot robot) {
        return flow(robot).getFirstVisibleCell().getLayoutY();
    }

    private static void scrollPixels(FxRobot robot, double pixels) {
        flow(robot).scrollPixels(pixels);
    }

    private static VirtualFlow<?> flow(FxRobot robot) {
        return (VirtualFlow<?>) table(robot).lookup(".virtual-flow");
    }

    @SuppressWarnings("unchecked")
    private static TableView<Row> table(FxRobot robot) {
        return robot.lookup("#rows").queryAs(TableView.class);
    }
}
