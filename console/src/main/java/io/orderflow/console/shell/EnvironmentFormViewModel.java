package io.orderflow.console.shell;

import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Place;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.operations.session.EnvironmentChange;
import java.net.URI;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What is typed of an environment that is added or changed. */
public final class EnvironmentFormViewModel {
    private static final Place NO_SERVER_YET = new Endpoint(URI.create("http://127.0.0.1"), "us-east-1");

    private final Place place;
    private final @Nullable Environment before;
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty url = new SimpleStringProperty(this, "url", "");
    private final StringProperty region = new SimpleStringProperty(this, "region", "");
    private final StringProperty prefix = new SimpleStringProperty(this, "prefix", "");
    private final ObjectProperty<Colour> colour = new SimpleObjectProperty<>(this, "colour");
    private final BooleanProperty readOnly = new SimpleBooleanProperty(this, "readOnly");
    private final BooleanProperty confirmByTyping = new SimpleBooleanProperty(this, "confirmByTyping");
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper("");

    private EnvironmentFormViewModel(Place place, @Nullable Environment before) {
        this.place = place;
        this.before = before;
        this.colour.set(before == null ? EnvironmentChange.usualColour(place) : before.colour());
    }

    static EnvironmentFormViewModel ofProfile(AwsProfile profile) {
        var form = new EnvironmentFormViewModel(new Profile(profile.name(), "us-east-1"), null);
        form.name.set(profile.name());
        form.region.set(profile.region());
        return form;
    }

    static EnvironmentFormViewModel ofEndpoint() {
        var form = new EnvironmentFormViewModel(NO_SERVER_YET, null);
        form.region.set("us-east-1");
        return form;
    }

    static EnvironmentFormViewModel of(Environment before) {
        var form = new EnvironmentFormViewModel(before.place(), before);
        form.name.set(before.name());
        form.url.set(before.place() instanceof Endpoint server ? server.url().toString() : "");
        form.region.set(before.place().region());
        form.prefix.set(before.prefix());
        form.readOnly.set(before.readOnly());
        form.confirmByTyping.set(before.confirmByTyping());
        return form;
    }

    /** Whether it is one that is changed: its name stays. */
    public boolean isKnown() {
        return before != null;
    }

    public boolean isEmbedded() {
        return place instanceof Embedded;
    }

    public boolean isEndpoint() {
        return place instanceof Endpoint;
    }

    /** The profile; empty where it is none. */
    public String profile() {
        return place instanceof Profile aws ? aws.profile() : "";
    }

    public StringProperty nameProperty() {
        return name;
    }

    public StringProperty urlProperty() {
        return url;
    }

    public StringProperty regionProperty() {
        return region;
    }

    public StringProperty prefixProperty() {
        return prefix;
    }

    public ObjectProperty<Colour> colourProperty() {
        return colour;
    }

    public BooleanProperty readOnlyProperty() {
        return readOnly;
    }

    public BooleanProperty confirmByTypingProperty() {
        return confirmByTyping;
    }

    /** Why it was not saved, in a line; empty until then. */
    public ReadOnlyStringProperty faultProperty() {
        return fault.getReadOnlyProperty();
    }

    void fault(String line) {
        fault.set(line);
    }

    String name() {
        return name.get().strip();
    }

    /** @throws IllegalArgumentException with one line about what is typed */
    EnvironmentChange change() {
        String where = region.get().strip();
        Place typed = place instanceof Profile aws
                ? new Profile(aws.profile(), where)
                : place instanceof Endpoint ? Endpoint.at(url.get().strip(), where) : place;
        return new EnvironmentChange(typed, prefix.get().strip(), colour.get(), readOnly.get(), confirmByTyping.get());
    }
}
