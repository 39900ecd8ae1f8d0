package io.orderflow.console.table;

import io.orderflow.console.table.RowsViewModel.Presence;
import io.orderflow.console.ui.Icons;
import io.orderflow.text.Texts;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/** Says of details that stay on the screen that their row does not; takes no room while it does. */
public final class PresenceNote extends Label {
    public PresenceNote(RowsViewModel<?> model, Texts texts) {
        getStyleClass().add("muted");
        setGraphic(Icons.small(Feather.INFO));
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        model.presenceProperty().subscribe(presence -> {
            boolean away = presence != Presence.SHOWN;
            setText(away ? texts.get("table.presence." + presence) : "");
            setVisible(away);
            setManaged(away);
        });
    }
}
