package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import io.orderflow.console.MutableClock;
import io.orderflow.console.shell.Appearance.Theme;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.EnvironmentSource;
import io.orderflow.console.shell.EnvironmentsViewModel;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Place;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.operations.orders.FakeRecentOrders;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.SampleEnvironments;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The whole window over a table in memory. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class WindowTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final FakeRecentOrders table = new FakeRecentOrders(clock);
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final List<Order> published = new CopyOnWriteArrayList<>();
    private final AtomicReference<PortException> publishFault = new AtomicReference<>();
    private final AtomicReference<PortException> openFault = new AtomicReference<>();
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(), ConsoleThreads.timer(), uncaught::add, Duration.ofSeconds(1), thread -> {});
    private final ObjectProperty<List<HealthSign>> health = new SimpleObjectProperty<>(List.of());
    private static final AwsProfile WORK = new AwsProfile("work", "eu-central-1", AwsProfile.Credentials.SSO);

    @TempDir
    static Path home;

    private final Memory remembered = Memory.ofThisProcess();
    private final EnvironmentsFile registry = new EnvironmentsFile(home);
    private MainViewModel model;
    private Scene scene;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        var faults = new FaultTexts(texts);
        var tools = new ConsoleTools(runner, uncaught::add, texts, formats, faults, clock, ZoneOffset.UTC);
        OrderPublisher publisher = order -> {
            PortException fault = publishFault.get();
            if (fault != null) {
                throw fault;
            }
            published.add(order);
            table.store(order, clock.instant().plusMillis(61));
            return "5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab";
        };
        model = new MainViewModel(
                runner,
                progress -> {
                    progress.update(1, 2, "Starting the engines");
                    mayOpen.await();
                    PortException fault = openFault.getAndSet(null);
                    if (fault != null) {
                        throw fault;
                    }
                    var workspace = new FakeWorkspace(tools, table, publisher);
                    workspace.health = health;
                    return workspace;
                },
                new EnvironmentLabel("Embedded", Tone.DONE, "", "", ""),
                faults,
                clock);
        var source = new EnvironmentSource(registry, model.place(), this::place, remembered, () -> List.of(WORK));
        var environments = new EnvironmentsViewModel(model, source, runner, faults);
        var window = new MainWindow(model, environments, texts, formats);
        scene = new Scene(window.root(), 1280, 800);
        Themes.style(scene);
        model.appearance().darkProperty().subscribe(dark -> Themes.apply(scene, dark));
        window.installKeys(scene);
        stage.setScene(scene);
        stage.show();
        model.start();
    }

    @AfterEach
    void stop(FxRobot robot) throws IOException {
        robot.interact(model::stop);
        runner.close();
        Files.deleteIfExists(home.resolve(EnvironmentsFile.NAME));
        assertThat(uncaught).isEmpty();
    }

    @Test
    void isThereBeforeItsTargetAndShowsWhatIsHappening(FxRobot robot) {
        await().until(() -> robot.lookup("Starting the engines").tryQuery().isPresent());
        assertThat(text(robot, "#connection")).isEqualTo("Starting…");

        mayOpen.countDown();

        await().until(() -> text(robot, "#connection").startsWith("Connected"));
        assertThat(robot.lookup("#orders").tryQuery()).isPresent();
    }

    @Test
    void saysInOneLineWhyTheTargetDidNotOpenAndTriesAgain(FxRobot robot) {
        openFault.set(new PortException(PortException.Kind.REFUSED, "port 4566", "is in use"));
        mayOpen.countDown();
        await().until(() -> text(robot, "#connection").equals("Not connected"));
        assertThat(text(robot, "#connection-fault")).isEqualTo("port 4566: is in use.");
        robot.clickOn("#copy-fault");
        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("port 4566: is in use."));

        robot.clickOn("#retry");

        await().until(() -> text(robot, "#connection").startsWith("Connected"));
    }

    @Test
    void asksWhereToWorkAndGoesThere(FxRobot robot) throws Exception {
        open(robot);
        registry.update(known -> known.plus(SampleEnvironments.STAGING));

        chooser(robot);
        robot.type(KeyCode.ESCAPE);
        await().until(() -> robot.lookup("#environments").tryQuery().isEmpty());
        assertThat(text(robot, "#connection")).startsWith("Connected");

        chooser(robot);
        await().until(() -> robot.lookup("staging").tryQuery().isPresent());
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);

        await().until(() -> text(robot, "#connection").equals("Not connected"));
        assertThat(text(robot, "#connection-fault")).isEqualTo("staging: is signed out.");
        assertThat(robot.lookup("#environments").tryQuery()).isEmpty();
        assertThat(robot.lookup("#environment").<Node>query().getAccessibleText())
                .isEqualTo("You are in staging: us-east-1 · localhost:4566 · stg-…");

        chooser(robot);
        await().until(() -> robot.lookup("staging").tryQuery().isPresent());
        robot.type(KeyCode.UP).type(KeyCode.ENTER);
        await().until(() -> text(robot, "#connection").startsWith("Connected"));
    }

    @Test
    void thePaletteDoesWhatIsTypedAndTheListOfKeysNamesIt(FxRobot robot) {
        open(robot);
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#palette").tryQuery().isPresent());
        robot.write("go to place");
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#palette").tryQuery().isEmpty());
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.PLACE_ORDER);

        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#palette").tryQuery().isPresent());
        robot.write("clear");
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#palette").tryQuery().isEmpty());

        robot.type(KeyCode.F1);
        await().until(() -> robot.lookup("#shortcuts-card").tryQuery().isPresent());
        assertThat(robot.lookup("#shortcuts-card .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("Go to Orders", "Ctrl+1", "Keyboard shortcuts", "F1");
        robot.type(KeyCode.ESCAPE);
        await().until(() -> robot.lookup("#shortcuts-card").tryQuery().isEmpty());
    }

    @Test
    void anOrderOpensByItsIdFromThePalette(FxRobot robot) {
        store("O1");
        store("O2");
        open(robot);
        await().until(() -> robot.lookup("O1").tryQuery().isPresent());
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT3).release(KeyCode.DIGIT3, KeyCode.CONTROL);
        robot.clickOn("#find").write("O1").type(KeyCode.ENTER);
        await().until(() -> model.selectedTabProperty().get() == Tab.ORDERS);
        await().until(() -> orders(robot).getSelectionModel().getSelectedItem() != null);
        assertThat(selectedId(robot)).isEqualTo("O1");
    }

    @Test
    void theStatusBarSaysHowTheEnvironmentDoesAndLeadsThere(FxRobot robot) {
        open(robot);
        robot.interact(() -> health.set(List.of(
                new HealthSign(Tone.WARNING, "2 drifted", clock.instant().minusSeconds(12), "TopicPolicy, Timeout"))));
        await().until(() -> robot.lookup("#health-SETUP").tryQuery().isPresent());
        Button sign = robot.lookup("#health-SETUP").queryButton();
        assertThat(sign.getText()).isEqualTo("2 drifted · checked 12 s ago");
        robot.clickOn(sign);
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.SETUP);
        robot.interact(() -> health.set(List.of()));
        await().until(() -> robot.lookup("#health-SETUP").tryQuery().isEmpty());
    }

    @Test
    void registersAProfileAndChangesItByKeyboardAlone(FxRobot robot) throws Exception {
        open(robot);
        chooser(robot);
        tabTo(robot, "#add-profile").type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#profiles").tryQuery().isPresent());
        await().until(() ->
                !robot.lookup("#profiles").queryListView().getItems().isEmpty());
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#place-name").tryQuery().isPresent());
        robot.type(KeyCode.END).write("!");
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#place-fault").<Node>query().isVisible());
        robot.type(KeyCode.END).type(KeyCode.BACK_SPACE).type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#places").tryQuery().isPresent());
        assertThat(registry.read().all()).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("work");
            assertThat(each.place()).isEqualTo(new Profile("work", "eu-central-1"));
            assertThat(each.readOnly()).isFalse();
        });

        tabTo(robot, "#edit-place").type(KeyCode.SPACE);
        await().until(() -> robot.lookup("#place-readonly").tryQuery().isPresent());
        tabTo(robot, "#place-readonly").type(KeyCode.SPACE);
        tabTo(robot, "#save-place").type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#places").tryQuery().isPresent());
        assertThat(registry.read().all().get(0).readOnly()).isTrue();
        assertThat(robot.lookup("profile work · eu-central-1 · read-only").tryQuery())
                .isPresent();
    }

    @Test
    void saysAtTheFirstStartThatAllIsHereAndNoMoreOnceItWasRead(FxRobot robot) {
        open(robot);
        assertThat(robot.lookup("#welcome").<Node>query().isVisible()).isTrue();
        robot.clickOn("#welcome-endpoint");
        await().until(() -> robot.lookup("#place-url").tryQuery().isPresent());
        robot.type(KeyCode.ESCAPE);
        await().until(() -> robot.lookup("#environments").tryQuery().isEmpty());

        robot.clickOn("#welcome-stay");

        assertThat(robot.lookup("#welcome").<Node>query().isVisible()).isFalse();
        assertThat(remembered.get(EnvironmentSource.LAST)).contains("");
    }

    private static void chooser(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#places").tryQuery().isPresent());
        await().until(() -> robot.lookup("#places").query().isFocused());
    }

    private static FxRobot tabTo(FxRobot robot, String id) {
        await().until(() -> {
            if (robot.lookup(id).query().isFocused()) {
                return true;
            }
            robot.type(KeyCode.TAB);
            return false;
        });
        return robot;
    }

    private Place place(Environment each) {
        return new Place(EnvironmentLabel.of(each), each, (folder, progress) -> {
            throw new PortException(PortException.Kind.REFUSED, each.name(), "is signed out");
        });
    }

    @Test
    void placesATypedOrderWithEnterAndShowsItInOrders(FxRobot robot) {
        open(robot);
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#field-userId").tryQuery().isPresent());
        await().until(() -> robot.lookup("#field-userId").query().isFocused());
        robot.write("U134").clickOn("#field-itemName").write("Desk lamp");
        assertThat(robot.lookup("#place").query().isDisabled()).isFalse();

        robot.type(KeyCode.ENTER).type(KeyCode.ENTER);

        await().until(() -> robot.lookup("#message-id").tryQuery().isPresent());
        assertThat(text(robot, "#message-id")).isEqualTo("5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab");
        assertThat(published).singleElement().satisfies(order -> {
            assertThat(order.userId()).isEqualTo("U134");
            assertThat(order.itemName()).isEqualTo("Desk lamp");
        });
        await().until(() -> robot.lookup("Stored 61 ms").tryQuery().isPresent());

        robot.press(KeyCode.CONTROL, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.CONTROL);
        await().until(() -> !orders(robot).getItems().isEmpty());
        assertThat(orders(robot).getItems().get(0).order()).isEqualTo(published.get(0));
    }

    @Test
    void explainsWhyAnOrderCannotBePlacedAndKeepsWhatWasTypedWhenPublishingFails(FxRobot robot) {
        open(robot);
        robot.interact(() -> model.show(Tab.PLACE_ORDER));
        await().until(() -> robot.lookup("#field-userId").tryQuery().isPresent());
        assertThat(text(robot, "#faults-left")).isEqualTo("2 fields left: User, Item");

        robot.clickOn("#field-userId").write("U134").clickOn("#field-itemName").write("Desk lamp");
        publishFault.set(new PortException(PortException.Kind.UNREACHABLE, "OrderTopic", "connection refused"));
        robot.clickOn("#place");

        await().until(() -> robot.lookup("OrderTopic does not answer: connection refused. Trying again.")
                .tryQuery()
                .isPresent());
        assertThat(robot.lookup("#field-itemName").queryTextInputControl().getText())
                .isEqualTo("Desk lamp");
        assertThat(text(robot, "#connection")).startsWith("Offline");
    }

    @Test
    void enterOnAFaultyFormSaysWhyAndGoesToTheFirstFault(FxRobot robot) {
        open(robot);
        robot.interact(() -> model.show(Tab.PLACE_ORDER));
        await().until(() -> robot.lookup("#field-quantity").tryQuery().isPresent());

        robot.clickOn("#field-userId").write("U134").clickOn("#field-quantity").type(KeyCode.ENTER);

        assertThat(robot.lookup("#field-itemName").query().isFocused()).isTrue();
        assertThat(robot.lookup(".form-fault").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .contains("✕ is missing");
        assertThat(published).isEmpty();
    }

    @Test
    void keepsSelectionAndDetailsWhileRowsComeIn(FxRobot robot) {
        store("O1");
        store("O2");
        open(robot);
        await().until(() -> orders(robot).getItems().size() == 2);
        robot.interact(() -> orders(robot).getSelectionModel().select(1));
        waitForFxEvents();
        String selected = selectedId(robot);

        clock.advance(Duration.ofSeconds(1));
        store("O3");

        await().until(() -> orders(robot).getItems().size() == 3);
        assertThat(orders(robot).getItems().get(0).order().orderId()).isEqualTo("O3");
        assertThat(selectedId(robot)).isEqualTo(selected);
        assertThat(text(robot, "#details-order")).isEqualTo(selected);
    }

    @Test
    void controlFGoesToTheFilterLineAndHidingItsRowKeepsTheDetails(FxRobot robot) {
        store("O1");
        store("O2");
        open(robot);
        await().until(() -> orders(robot).getItems().size() == 2);
        robot.interact(() -> orders(robot).getSelectionModel().select(1));
        String selected = selectedId(robot);

        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        assertThat(robot.lookup("#orders-filter").query().isFocused()).isTrue();
        robot.write("-id:" + selected);

        await().until(() -> orders(robot).getItems().size() == 1);
        assertThat(text(robot, "#details-order")).isEqualTo(selected);
        assertThat(robot.lookup("The filter hides its row.").query().isVisible())
                .isTrue();
    }

    @Test
    void keepsTheSortThatWasChosenWhileRowsComeIn(FxRobot robot) {
        store("O2");
        open(robot);
        await().until(() -> orders(robot).getItems().size() == 1);
        robot.interact(() -> orders(robot)
                .getSortOrder()
                .setAll(List.of(orders(robot).getColumns().get(0))));
        clock.advance(Duration.ofSeconds(1));
        store("O1");
        store("O3");

        await().until(() -> orders(robot).getItems().size() == 3);
        assertThat(orders(robot).getItems())
                .extracting(row -> row.order().orderId())
                .containsExactly("O1", "O2", "O3");
    }

    @Test
    void switchesTabsByKeyAndTheThemeByButton(FxRobot robot) {
        open(robot);
        for (Tab tab : Tab.values()) {
            KeyCode digit = KeyCode.getKeyCode(String.valueOf(tab.position()));
            robot.press(KeyCode.CONTROL, digit).release(digit, KeyCode.CONTROL);
            waitForFxEvents();
            assertThat(robot.lookup("#tab-" + tab.name())
                            .queryAs(ToggleButton.class)
                            .isSelected())
                    .isTrue();
        }

        robot.clickOn("#theme").clickOn("#theme-DARK");
        assertThat(model.appearance().darkProperty().get()).isTrue();
        robot.clickOn("#theme").clickOn("#theme-DARK");
        assertThat(model.appearance().darkProperty().get()).isTrue();
        robot.clickOn("#theme").type(KeyCode.DOWN, KeyCode.ENTER);
        assertThat(model.appearance().themeProperty().get()).isEqualTo(Theme.LIGHT);
    }

    @Test
    void hasATextForEveryControlThatShowsNone(FxRobot robot) {
        open(robot);
        for (String id : List.of("#refresh", "#theme", "#orders", "#environment")) {
            assertThat(robot.lookup(id).<Node>query().getAccessibleText()).isNotBlank();
        }
    }

    private void open(FxRobot robot) {
        mayOpen.countDown();
        await().until(() -> text(robot, "#connection").startsWith("Connected · refreshed"));
    }

    private void store(String id) {
        table.store(new Order(id, "U1", "Laptop", 1, OrderStatus.NEW, clock.instant()), clock.instant());
    }

    @SuppressWarnings("unchecked")
    private static TableView<OrderRow> orders(FxRobot robot) {
        return robot.lookup("#orders").queryAs(TableView.class);
    }

    private static String selectedId(FxRobot robot) {
        return orders(robot).getSelectionModel().getSelectedItem().order().orderId();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }
}
