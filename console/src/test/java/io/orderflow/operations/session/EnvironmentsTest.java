package io.orderflow.operations.session;

import static io.orderflow.operations.session.SampleEnvironments.HERE;
import static io.orderflow.operations.session.SampleEnvironments.PROD;
import static io.orderflow.operations.session.SampleEnvironments.STAGING;
import static io.orderflow.operations.session.SampleEnvironments.readOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {
    private static final String ACCOUNT = "111111111111";

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a/b", "a\nb", "-a", "12345678901234567890123456789012345678901"})
    void aNameThatNobodyCouldTypeIsRefused(String name) {
        assertThatThrownBy(() -> new Environment(name, Colour.RED, new Embedded(null), "", null, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Try it here", "prod-2.eu", "Prüfung", "1"})
    void aNameThatPeopleGiveIsTaken(String name) {
        assertThat(new Environment(name, Colour.RED, new Embedded(null), "", null, false, false).name())
                .isEqualTo(name);
    }

    @Test
    void placesAreChecked() {
        for (String url : List.of("ftp://h", "http:///x", "http://user:secret@h", "http://h?x", "h")) {
            assertThatThrownBy(() -> new Endpoint(URI.create(url), "us-east-1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain("secret");
        }
        for (String region : List.of("", "EU", "eu central")) {
            assertThatThrownBy(() -> new Profile("work", region)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Profile(" ", "us-east-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Embedded(Path.of("rel"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Environment("a", Colour.RED, new Embedded(null), "a/b", null, false, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HERE.confirmed("12")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTwoHaveOneNameInWhateverCase() {
        Environments one = Environments.NONE.plus(STAGING);
        Environment same = new Environment("Staging", Colour.RED, HERE.place(), "", null, false, false);
        assertThatThrownBy(() -> one.plus(same))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is an environment staging already");
        assertThatThrownBy(() -> new Environments(List.of(STAGING, same), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theAccountOfATargetComesWithItsNameAndStaysWithoutIt() {
        Environments known = Environments.NONE.remember("aws, profile work, eu-central-1", ACCOUNT);
        Environments named = known.plus(PROD.confirmed(null));
        assertThat(named.all()).containsExactly(PROD);

        Environments gone = Environments.NONE.plus(PROD).without(PROD.name());
        assertThat(gone).isEqualTo(known);
    }

    @Test
    void aTargetThatOptionsNameIsTheEnvironmentAtTheSamePlace() {
        Environments known = Environments.NONE.plus(PROD).plus(STAGING);

        assertThat(at(known, aws("other", ACCOUNT, "eu-central-1", ""))).isEqualTo(PROD);
        assertThat(at(known, aws(null, ACCOUNT, "eu-central-1", ""))).isEqualTo(PROD);
        assertThat(at(known, aws("work", "222222222222", "eu-central-1", ""))).isNull();
        assertThat(at(known, aws("work", ACCOUNT, "eu-west-1", ""))).isNull();
        assertThat(at(known, aws("work", ACCOUNT, "eu-central-1", "dev-"))).isNull();
        assertThat(at(known, server("http://127.0.0.1:4566", "stg-"))).isEqualTo(STAGING);
        assertThat(at(known, server("http://LOCALHOST:4566", "stg-"))).isEqualTo(STAGING);
        assertThat(at(known, server("http://127.0.0.1:4567", "stg-"))).isNull();
        assertThat(at(known, server("https://127.0.0.1:4566", "stg-"))).isNull();
        assertThat(at(known, server("http://127.0.0.1:4566", ""))).isNull();
    }

    @Test
    void anAccountThatWasNeverConfirmedMayBeAny() {
        Environments known = Environments.NONE.plus(PROD.confirmed(null));
        assertThat(at(known, aws("other", "222222222222", "eu-central-1", ""))).isNotNull();
    }

    @Test
    void ofSeveralAtOnePlaceTheMostProtectedCounts() {
        Environment open = new Environment("open", Colour.GREEN, PROD.place(), "", ACCOUNT, false, true);
        for (List<Environment> order : List.of(List.of(open, PROD), List.of(PROD, open))) {
            assertThat(at(new Environments(order, Map.of()), aws("work", ACCOUNT, "eu-central-1", "")))
                    .isEqualTo(PROD);
        }
    }

    @Test
    void theEmbeddedAwsIsToldByItsFolder() throws Exception {
        EnvironmentsFile file = new EnvironmentsFile(home);
        Environment byDefault = new Environment("home", Colour.GREEN, new Embedded(null), "", null, true, false);
        file.update(known -> known.plus(HERE).plus(byDefault));

        assertThat(file.at(folder(Path.of("/data/x/../here").toAbsolutePath()))).contains(HERE);
        assertThat(file.at(folder(home.resolve(".")))).contains(byDefault);
        assertThat(file.at(folder(null))).isEmpty();
    }

    @Test
    void anotherAccountThanBeforeIsRefusedWhetherTheTargetHasANameOrNot() throws Exception {
        EnvironmentsFile file = new EnvironmentsFile(home);
        file.update(known -> known.plus(PROD.confirmed(null)));
        Reached first = aws("work", ACCOUNT, "eu-central-1", "");
        Reached other = aws("work", "222222222222", "eu-central-1", "");
        for (String name : new String[] {null, PROD.name()}) {
            new ConfirmedAccount(file, name, other).check();
            new ConfirmedAccount(file, name, first).confirm();
            new ConfirmedAccount(file, name, first).check();
            assertThatThrownBy(() -> new ConfirmedAccount(file, name, other).check())
                    .isInstanceOf(PortException.class)
                    .message()
                    .hasLineCount(1)
                    .contains(name == null ? first.key() : name, ACCOUNT, "222222222222", "--forget-account");
        }
        new ConfirmedAccount(file, null, other).confirm();
        new ConfirmedAccount(file, null, other).check();
        assertThat(file.read().all()).containsExactly(PROD);
    }

    @Test
    void onlyWhatIsRegisteredAsReadOnlyIs() throws Exception {
        Protection.NONE.mustAllowChanges();
        new Protection(STAGING).mustAllowChanges();
        assertThat(new Protection(STAGING).nameToType()).contains("staging");
        assertThat(new Protection(PROD).nameToType()).isEmpty();
        assertThatThrownBy(() -> new Protection(PROD).mustAllowChanges())
                .hasMessage("Production is read-only: nothing was changed.");
        assertThatThrownBy(() -> new Protection(readOnly(STAGING)).mustAllowChanges())
                .message()
                .startsWith("staging is read-only: ")
                .contains("not confirmed yet")
                .hasLineCount(1);
    }

    private static Environment at(Environments known, Reached reached) {
        return known.at(reached, (named, used) -> false).orElse(null);
    }

    private static Reached aws(String profile, String account, String region, String prefix) {
        return new Reached(null, null, profile, account, region, prefix);
    }

    private static Reached server(String url, String prefix) {
        return new Reached(null, URI.create(url), null, "000000000000", "us-east-1", prefix);
    }

    private static Reached folder(Path folder) {
        return new Reached(folder, URI.create("http://127.0.0.1:1"), null, "000000000000", "us-east-1", "");
    }
}
