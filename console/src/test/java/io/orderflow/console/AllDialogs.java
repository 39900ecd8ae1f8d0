package io.orderflow.console;

import io.orderflow.console.deadletter.LetterFixture;
import io.orderflow.console.orderentry.SampleEntry;
import io.orderflow.console.orderentry.SampleStatus;
import io.orderflow.console.orders.SampleOrders;
import io.orderflow.console.setup.SetupParts;
import io.orderflow.console.table.SampleFilter;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.Themes;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Every dialog of the window, over fakes and opened by its own button. FX thread only. */
public final class AllDialogs {
    /** Each with the button that opens it. */
    public enum Kind {
        APPLY("#setup-apply"),
        POLICIES("#setup-policies"),
        DESTROY("#setup-destroy"),
        DESTROY_WITH_DATA("#setup-destroy"),
        DESTROY_BY_NAMES("#setup-destroy"),
        SUBSCRIBE("#subscriber-add"),
        UNSUBSCRIBE(".subscriber-row .button"),
        REDRIVE("#redrive"),
        REDRIVE_REHEARSED("#redrive"),
        EDIT("#dead-letters-edit"),
        RECIPE("#dead-letters-more", "dead-letters-recipe"),
        IMPORT("#dead-letters-more", "dead-letters-import"),
        RECEIPTS("#dead-letters-more", "receipts"),
        FORGET("#dead-letters-more", "dead-letters-forget"),
        MOVE("#dead-letters-more", "move-all"),
        COMPARE("#orders-compare"),
        SCAN("#orders-scan"),
        STATUS("#orders-status"),
        STATUS_DIFFERS("#orders-status"),
        REPLACE("#entry-open"),
        LOSES("#entry-open"),
        TEMPLATE("#templates", "template-keep"),
        IMPORT_COLUMNS("#entry-open"),
        IMPORT_COSTS("#entry-open"),
        SAVED_FILTER("#filter-saved", "filter-saved-keep");

        private final String opener;
        private final String item;

        Kind(String opener) {
            this(opener, "");
        }

        /** @param item of the menu that the opener is */
        Kind(String opener, String item) {
            this.opener = opener;
            this.item = item;
        }

        private boolean ofLetters() {
            return opener.equals("#redrive") || opener.startsWith("#dead-letters");
        }
    }

    private static final Texts TEXTS = new Texts(Locale.ENGLISH);
    private static final FaultTexts FAULTS = new FaultTexts(TEXTS);

    private final Stage owner = new Stage();
    private final Kind kind;

    private AllDialogs(Kind kind) {
        this.kind = kind;
    }

    /** Shows the dialog's owner, of that size, in the middle of the screen. */
    public static AllDialogs owner(Kind kind, double width, double height, boolean dark) {
        var made = new AllDialogs(kind);
        var scene = new Scene(new StackPane(content(kind)), width, height);
        Themes.style(scene);
        Themes.apply(scene, dark);
        made.owner.setScene(scene);
        Rectangle2D screen = screen();
        made.owner.setX(Math.rint(screen.getMinX() + (screen.getWidth() - width) / 2));
        made.owner.setY(Math.rint(screen.getMinY() + (screen.getHeight() - height) / 2));
        made.owner.show();
        return made;
    }

    private static Node content(Kind kind) {
        if (kind == Kind.COMPARE) {
            return SampleOrders.compare(TEXTS);
        }
        if (kind == Kind.SCAN) {
            return SampleOrders.scan(TEXTS);
        }
        if (kind == Kind.STATUS || kind == Kind.STATUS_DIFFERS) {
            return SampleStatus.button(kind == Kind.STATUS ? 2 : 48, kind == Kind.STATUS_DIFFERS, TEXTS);
        }
        return switch (kind) {
            case REPLACE, LOSES -> SampleEntry.questions(kind == Kind.LOSES, TEXTS);
            case TEMPLATE -> SampleEntry.templates(TEXTS);
            case IMPORT_COLUMNS, IMPORT_COSTS -> SampleEntry.file(kind == Kind.IMPORT_COSTS, folder(), TEXTS);
            case SAVED_FILTER -> SampleFilter.line(TEXTS);
            default -> kind.ofLetters() ? deadLetters(kind) : setup(kind);
        };
    }

    /** Closes all that is open: a dialog before its owner, else it is asked whether it may close. */
    public static void closeAll() {
        List<Window> open = new ArrayList<>(Window.getWindows());
        Collections.reverse(open);
        open.forEach(Window::hide);
    }

    /** Opens the dialog and waits until it is closed. */
    public void open() {
        Node opener = owner.getScene().lookup(kind.opener);
        if (opener instanceof MenuButton menu) {
            if (menu.getOnShowing() != null) {
                menu.getOnShowing().handle(new Event(MenuButton.ON_SHOWING));
            }
            menu.getItems().stream()
                    .filter(each -> kind.item.equals(each.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
        } else {
            ((Button) opener).fire();
        }
    }

    /** The open dialog, after what happens in it before it is looked at. */
    public Stage dialog() {
        Stage dialog = Window.getWindows().stream()
                .filter(window -> window instanceof Stage stage && stage.getOwner() == owner)
                .map(Stage.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " opened no dialog"));
        if (kind == Kind.DESTROY_WITH_DATA
                && dialog.getScene().lookup("#setup-destroy-data") instanceof CheckBox data) {
            data.setSelected(true);
        }
        if (kind == Kind.EDIT && dialog.getScene().lookup("#edit-body") instanceof TextArea body) {
            body.setText(SampleData.order("ORD-55212", "2").replace("new", "packed"));
        }
        if (kind == Kind.RECIPE && dialog.getScene().lookup("#step-1-value") instanceof TextField value) {
            value.setText("3");
        }
        if (kind == Kind.STATUS_DIFFERS
                && dialog.getScene().lookup("#status-choice") instanceof ComboBox<?> choice
                && choice.getValue() == null) {
            choice.getSelectionModel().select(2);
            ((Button) dialog.getScene().lookup("#status-publish")).fire();
        }
        if (kind == Kind.REDRIVE_REHEARSED
                && !dialog.getScene().lookup("#rehearsal").isVisible()) {
            ((CheckBox) dialog.getScene().lookup("#put-back-FAILING")).fire();
            ((Hyperlink) dialog.getScene().lookup("#redrive-more")).fire();
            ((Button) dialog.getScene().lookup("#redrive-rehearse")).fire();
        }
        return dialog;
    }

    public Stage owner() {
        return owner;
    }

    /** What a dialog may not have, in words; empty when it is as it should be. */
    public List<String> faults() {
        Stage dialog = dialog();
        Rectangle2D screen = screen();
        List<String> faults = new ArrayList<>();
        add(faults, dialog.isResizable(), "cannot be resized");
        add(
                faults,
                screen.contains(dialog.getX(), dialog.getY(), dialog.getWidth(), dialog.getHeight()),
                "is not on the screen");
        add(
                faults,
                Math.abs(dialog.getX() + dialog.getWidth() / 2 - owner.getX() - owner.getWidth() / 2) <= 1,
                "is not over its owner's middle");
        add(
                faults,
                dialog.getHeight() >= screen.getHeight()
                        || Math.abs(dialog.getY() + dialog.getHeight() / 2 - owner.getY() - owner.getHeight() / 2) <= 1,
                "is above or below its owner's middle");
        add(
                faults,
                kind == Kind.RECIPE // its fault has gone, and no dialog shrinks under the mouse
                        || dialog.getHeight()
                                <= root(dialog).prefHeight(dialog.getScene().getWidth()) + 1,
                "is higher than what is in it");
        String start =
                switch (kind) {
                    case SUBSCRIBE -> "subscriber-endpoint";
                    case STATUS -> "status-choice";
                    case STATUS_DIFFERS -> "status-include";
                    case TEMPLATE -> "template-name";
                    case SAVED_FILTER -> "filter-saved-name";
                    default -> "dialog-close";
                };
        Node focused = dialog.getScene().getFocusOwner();
        add(faults, focused != null && start.equals(focused.getId()), "starts at " + focused);
        dialog.getScene().getRoot().layout(); // the last change may be younger than the last pulse
        cut(dialog.getScene().getRoot(), faults);
        return faults;
    }

    private static Region root(Stage dialog) {
        return (Region) dialog.getScene().getRoot();
    }

    private static void add(List<String> faults, boolean fine, String fault) {
        if (!fine) {
            faults.add(fault);
        }
    }

    /** Texts with an ellipsis, controls that reach out of the window, lists of which fewer than six lines show. */
    private static void cut(Node node, List<String> faults) {
        Bounds at = node.localToScene(node.getLayoutBounds());
        boolean inside = at.getMinX() >= 0
                && at.getMinY() >= 0
                && at.getMaxX() <= node.getScene().getWidth()
                && at.getMaxY() <= node.getScene().getHeight();
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()) {
            add(faults, inside, "reaches out: " + labeled.getText());
            for (Node child : labeled.getChildrenUnmodifiable()) {
                add(
                        faults,
                        !(child instanceof Text text)
                                || !text.getStyleClass().contains("text")
                                || text.getText().equals(labeled.getText()),
                        "is cut: " + labeled.getText());
            }
        } else if (node instanceof ScrollPane scroll) {
            Bounds seen = scroll.getViewportBounds();
            double all = scroll.getContent().getLayoutBounds().getHeight();
            add(faults, seen.getHeight() >= Math.min(all, 6 * 16), "shows " + seen.getHeight() + " px of its list");
            return; // what it holds scrolls
        } else if (node instanceof ComboBox) {
            add(faults, inside, "reaches out: a choice");
            return; // its list is in a window of its own
        } else if (node instanceof ListView || node instanceof TableView) {
            add(faults, inside && node.getLayoutBounds().getHeight() >= 6 * 16, "shows too little of its list");
            return; // likewise
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().stream().filter(Node::isVisible).forEach(child -> cut(child, faults));
        }
    }

    private static Rectangle2D screen() {
        return Screen.getPrimary().getVisualBounds();
    }

    private static Node setup(Kind kind) {
        ResourceState state = kind == Kind.APPLY ? ResourceState.MISSING : ResourceState.IN_STEP;
        var stack = new FakeStack(SampleData.resources().stream()
                .map(each -> new Change(
                        new ResourceId(
                                each.resource().kind(),
                                "acceptance-eu-" + each.resource().name()),
                        state,
                        List.of(),
                        List.of(),
                        ""))
                .toList());
        stack.subscribers.put(new Subscriber(
                "arn:aws:sns:x",
                "https",
                "https://hooks.example.com/o",
                "{\"status\":[\"cancelled\"]}",
                null,
                Subscriber.State.CONFIRMED,
                false));
        if (kind == Kind.DESTROY_BY_NAMES) {
            stack.setup.withoutTags();
        }
        SetupParts parts = stack.parts(new DirectTaskRunner(), SampleJobs.jobs());
        Node node = FakeStack.view(parts, TEXTS).node();
        parts.shown();
        return node;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "dialogs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node deadLetters(Kind kind) {
        Path folder = folder();
        var letters = new LetterFixture(
                new DirectTaskRunner(),
                new MutableClock(SampleData.NOW),
                SampleJobs.jobs(),
                Memory.ofThisProcess(),
                folder.resolve("kept"));
        letters.put(SampleData.letters());
        letters.put(List.of(SampleData.letter("m9", Duration.ofMinutes(1), SampleData.order("ORD-55299", "3"))));
        letters.dead.codeMatches = kind != Kind.REDRIVE_REHEARSED;
        var formats = new Formats(TEXTS, ZoneOffset.UTC);
        Node node = letters.view(letters.actions(Protection.NONE, TEXTS, formats), () -> {}, TEXTS, FAULTS, formats)
                .node();
        letters.model.shown();
        letters.model.snapshots().load();
        letters.exported(folder.resolve("dead-letters-2026-11-22.jsonl"));
        if (kind == Kind.RECEIPTS) {
            letters.sendAll();
        }
        letters.model.selectedIdProperty().set(SampleData.letters().get(0).messageId());
        return node;
    }
}
