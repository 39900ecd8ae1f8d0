package io.orderflow.app;

import static org.awaitility.Awaitility.await;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.shell.Connection;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.EnvironmentSource;
import io.orderflow.console.shell.EnvironmentsViewModel;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Place;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.entry.PlacedBook.Placed;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.SampleEnvironments;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window over made-up data, in an environment whose name and place take much room. Not on the FX thread. */
final class SampleWindow implements AutoCloseable {
    private static final String[] ITEMS = {
        "USB-C dock", "Mechanical keyboard", "Noise-cancelling headset", "27\" monitor", "Laptop 15\"", "Desk lamp"
    };
    private final PortException away = new PortException(
            PortException.Kind.UNREACHABLE,
            "Orders",
            Reason.line(
                    "embedded AWS at http://127.0.0.1:40213: connection refused; the process that served it has ended: start it again."),
            null);

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Formats formats = new Formats(texts, ZoneOffset.UTC);
    private final FaultTexts faults = new FaultTexts(texts);
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(),
            ConsoleThreads.timer(),
            Throwable::printStackTrace,
            Duration.ofSeconds(1),
            thread -> {});
    private final FakeOrderTable table = new FakeOrderTable();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Memory memory = Memory.ofThisProcess();
    private final EnvironmentLabel label;
    private final MainViewModel model;
    private MainWindow window;
    private Stage stage;
    private volatile FakeWorkspace placing;
    private volatile AllTabs tabs;

    /** @param home of a registry of environments */
    SampleWindow(Path home, WindowState state, int width, int height, boolean dark) throws Exception {
        var tools = new ConsoleTools(runner, Throwable::printStackTrace, texts, formats, faults, clock, ZoneOffset.UTC);
        label = state == WindowState.WELCOME
                ? new EnvironmentLabel("Embedded", Tone.DONE, "000000000000", "us-east-1", "127.0.0.1:40213")
                : new EnvironmentLabel(
                        "Acceptance Europe",
                        Tone.DANGER,
                        "111111111111",
                        "eu-central-1",
                        "aws.example.com:4566",
                        "acceptance-",
                        true);
        model = new MainViewModel(
                runner,
                progress -> {
                    progress.update(1, 4, "Opening queues and tables");
                    if (state == WindowState.STARTING) {
                        goOn.await();
                    } else if (state == WindowState.FAILED) {
                        throw away;
                    }
                    placing = new FakeWorkspace(tools, table, order -> "5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab");
                    placing.environment = label;
                    tabs = new AllTabs(tools, placing);
                    return tabs;
                },
                label,
                faults,
                clock);
        if (state != WindowState.ORDERS_EMPTY && state != WindowState.WELCOME) {
            fill();
        }
        if (state != WindowState.WELCOME) {
            memory.put(EnvironmentSource.LAST, "");
        }
        var registry = new EnvironmentsFile(home);
        if (registry.read().all().isEmpty()) {
            registry.update(known -> known.plus(SampleEnvironments.PROD)
                    .plus(SampleEnvironments.STAGING)
                    .plus(SampleEnvironments.HERE));
        }
        var profiles = List.of(
                new AwsProfile("work", "eu-central-1", AwsProfile.Credentials.SSO),
                new AwsProfile("private", "us-east-1", AwsProfile.Credentials.LOGIN));
        act(() -> {
            var source = new EnvironmentSource(registry, model.place(), this::place, memory, () -> profiles);
            window = new MainWindow(model, new EnvironmentsViewModel(model, source, runner, faults), texts, formats);
            var scene = new Scene(window.root(), width, height);
            Themes.style(scene);
            Themes.apply(scene, dark);
            model.appearance().systemDarkProperty().set(dark);
            window.installKeys(scene);
            stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            stage.setScene(scene);
            stage.show();
            model.start();
        });
        show(state);
        WaitForAsyncUtils.waitForFxEvents(4);
    }

    Scene scene() {
        return stage.getScene();
    }

    private Place place(Environment each) {
        return new Place(EnvironmentLabel.of(each), each, (folder, progress) -> tabs);
    }

    private void show(WindowState state) {
        if (state == WindowState.STARTING || state == WindowState.FAILED) {
            await().until(() -> model.connectionProperty().get() instanceof Connection.Failed
                    || (state == WindowState.STARTING && there("Opening queues and tables")));
            return;
        }
        await().until(() -> model.connectionProperty().get() instanceof Connection.Connected connected
                && connected.refreshedAt() != null);
        act(this::sign);
        switch (state) {
            case ORDERS -> selectedOrder();
            case ORDERS_FILTER -> filter("status:new,shipped qty>=2 -item~dock user:U134 after>5s");
            case ORDERS_FILTER_FAULT -> filter("status:new,shipped qty>=two");
            case ORDERS_OFFLINE -> {
                selectedOrder();
                table.failWith(away);
                await().until(() -> there("it again."));
            }
            case PLACE_ORDER -> tab(Tab.PLACE_ORDER, "#place");
            case PLACE_ORDER_FAULTS -> {
                tab(Tab.PLACE_ORDER, "#place");
                act(() -> {
                    placing.entry.valueProperty(OrderField.ITEM_NAME).set("27\" monitor");
                    placing.entry.valueProperty(OrderField.QUANTITY).set("0");
                    placing.entry.valueProperty(OrderField.TIMESTAMP).set("2025-02-30T10:00");
                });
            }
            case PLACE_ORDER_KNOWN -> known();
            case PLACE_ORDER_IMPORT -> imported();
            case PLACE_ORDER_IMPORTED -> {
                imported();
                press("#import-send", "published");
            }
            case QUEUES -> tab(Tab.QUEUES, ".time-chart");
            case DEAD_LETTERS -> {
                tab(Tab.DEAD_LETTERS, "#redrive");
                act(() -> tabs.dead.snapshots().load());
                await().until(() -> !tabs.dead.rows().isEmpty());
                act(() -> tabs.dead
                        .selectedIdProperty()
                        .set(tabs.dead.rows().get(0).id()));
            }
            case SETUP -> {
                tab(Tab.SETUP, "#setup-apply");
                await().until(() -> there("warehouse@example.com"));
            }
            case PALETTE -> keys("Shortcut+K", "#palette");
            case PALETTE_FOUND -> {
                keys("Shortcut+K", "#palette");
                act(() -> ((TextField) lookup("#palette-query")).setText("dead"));
            }
            case ENVIRONMENTS, PROFILES, ENDPOINT -> {
                keys("Shortcut+E", "#places");
                await().until(() -> there("staging"));
                if (state == WindowState.PROFILES) {
                    press("#add-profile", "private");
                } else if (state == WindowState.ENDPOINT) {
                    press("#add-endpoint", "Add an endpoint");
                }
            }
            case SHORTCUTS -> keys("F1", "#shortcuts-card");
            case WORK -> work();
            case ACTIVITY -> {
                work();
                keys("Shortcut+J", "#activity-list");
            }
            case CLOSING -> {
                work();
                act(() -> {
                    boolean unused = window.mayClose(() -> {});
                });
            }
            default -> {}
        }
    }

    /** An order that exists, at a stack whose orders would be lost, after one that died. */
    private void known() {
        Instant now = clock.instant();
        placing.placing.troubles.addAll(List.of(Trouble.NOT_SUBSCRIBED, Trouble.PAUSED));
        Order dead = new Order("ORD-7F3K9401", "U134", "Desk lamp", 2, OrderStatus.NEW, now);
        placing.placing.add(new Placed(dead, "5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab", now, Duration.ofMillis(41)));
        placing.placing.lines.add(new ConsumerLine(
                now,
                "FAILED",
                "m-1",
                dead.orderId(),
                "5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab",
                now.plusMillis(18),
                null,
                3,
                null,
                "TABLE_MISSING",
                "the table Orders does not exist: create it with setup apply",
                List.of()));
        tab(Tab.PLACE_ORDER, "#place");
        act(() -> {
            placing.entry.valueProperty(OrderField.ORDER_ID).set("ORD-7F3K9396");
            placing.entry.valueProperty(OrderField.USER_ID).set("U1");
            placing.entry.valueProperty(OrderField.ITEM_NAME).set("Noise-cancelling headset ".repeat(17));
        });
        await().until(() -> there("Exists already") && there("No subscription") && there("Dead-lettered"));
    }

    /** A file with faults, checked. */
    private void imported() {
        try {
            Path file = Files.createTempDirectory("sample").resolve("orders-of-november.csv");
            Files.writeString(
                    file,
                    """
                    Order;User;Item;Quantity;Status;Timestamp
                    ORD-1;U134;Desk lamp;2;new;2026-11-22T13:00:00Z
                    ORD-2;U134;Laptop 15";many;new;2026-02-30T13:00:00Z
                    ORD-1;U134;Desk lamp;2;shipped;2026-11-22T13:05:00Z
                    ;U135;USB-C dock;1;lost;
                    """);
            placing.files = new FileChoice() {
                @Override
                public Path open(Window owner) {
                    return file;
                }

                @Override
                public Path save(Window owner, String suggested) {
                    return file.resolveSibling("faults.csv");
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tab(Tab.PLACE_ORDER, "#import-open");
        press("#import-open", "every row checked");
    }

    private void sign() {
        tabs.consumer.set(List.of(new HealthSign(Tone.WARNING, "Consumer paused", null, "")));
        tabs.letters.set(List.of(new HealthSign(Tone.DANGER, "12,345 dead letters", null, "")));
        tabs.drift.set(List.of(new HealthSign(Tone.WARNING, "2 drifted", clock.instant(), "")));
    }

    private void selectedOrder() {
        await().until(() -> !((TableView<?>) lookup("#orders")).getItems().isEmpty());
        act(() -> placing.orders.select("ORD-7F3K9396"));
        await().until(() -> lookup("#details-order") != null);
    }

    private void filter(String line) {
        selectedOrder();
        act(() -> placing.orders.table().filterTextProperty().set(line));
    }

    private void tab(Tab tab, String what) {
        act(() -> model.show(tab));
        await().until(() -> lookup(what) != null);
    }

    private void keys(String keys, String what) {
        act(() -> scene().getAccelerators().get(KeyCombination.valueOf(keys)).run());
        await().until(() -> lookup(what) != null);
    }

    private void press(String button, String text) {
        act(() -> ((javafx.scene.control.Button) lookup(button)).fire());
        await().until(() -> there(text));
    }

    private void work() {
        for (String title : List.of("Redriving 5,000 messages", "Applying 9 changes")) {
            act(() -> placing.services
                    .jobs()
                    .start(
                            runner,
                            SampleJobs.named(title),
                            progress -> {
                                progress.update(1200, 5000, "1,200 of 5,000 moved back to OrderQueue");
                                goOn.await();
                                return true;
                            },
                            new TaskCallbacks<>(done -> {}, Throwable::printStackTrace)));
        }
        await().until(() -> model.runningJobs().size() == 2
                && !model.runningJobs()
                        .get(0)
                        .progressProperty()
                        .get()
                        .message()
                        .isEmpty());
    }

    private void fill() {
        OrderStatus[] statuses = OrderStatus.values();
        for (int i = 0; i < 48; i++) {
            var at = clock.instant().minusSeconds(7L * i * i);
            var sent = at.minusMillis(i == 1 ? 61_000 : 40 + i * 13 % 80);
            var order = new Order(
                    "ORD-7F3K" + (9398 - i),
                    "U" + (100 + i * 7 % 60),
                    ITEMS[i * 11 % ITEMS.length],
                    i % 23 == 1 ? 1_000_000 : 1 + i % 11,
                    statuses[i * 3 % statuses.length],
                    sent);
            table.store(order, at, i == 7 ? null : sent);
        }
    }

    private Node lookup(String selector) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> scene().lookup(selector));
    }

    private boolean there(String text) {
        return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> scene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof javafx.scene.control.Labeled labeled
                        && labeled.getText() != null
                        && labeled.getText().contains(text)));
    }

    private static void act(Runnable action) {
        Future<Void> done = WaitForAsyncUtils.asyncFx(action);
        WaitForAsyncUtils.waitFor(done);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void close() {
        goOn.countDown();
        act(() -> {
            model.stop();
            stage.close();
        });
        runner.close();
    }
}
