package io.orderflow.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.session.SampleEnvironments;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be chosen, and how it is registered: over the real file. */
class EnvironmentsViewModelTest {
    private static final Environment PROD = SampleEnvironments.PROD;
    private static final EnvironmentLabel EMBEDDED = new EnvironmentLabel("Embedded", Tone.DONE, "", "", "");

    @TempDir
    Path home;

    private final StepTaskRunner runner = new StepTaskRunner();
    private final FaultTexts faults = new FaultTexts(new Texts(Locale.ENGLISH));
    private final List<AwsProfile> profiles = new ArrayList<>();
    private final Memory remembered = Memory.ofThisProcess();
    private Protection startsIn = Protection.NONE;
    private final MainViewModel window = new MainViewModel(
            runner, progress -> new BareWorkspace(EMBEDDED, startsIn), EMBEDDED, faults, Clock.systemUTC());
    private EnvironmentsFile file;
    private EnvironmentsViewModel model;

    @BeforeEach
    void model() {
        file = new EnvironmentsFile(home);
        var source = new EnvironmentSource(
                file,
                window.place(),
                each -> new Place(
                        EnvironmentLabel.of(each),
                        each,
                        (folder, progress) -> new BareWorkspace(EnvironmentLabel.of(each), new Protection(each))),
                remembered,
                () -> {
                    if (profiles.isEmpty()) {
                        throw new PortException(
                                PortException.Kind.REFUSED, "config", Reason.line("config is broken."), null);
                    }
                    return profiles;
                });
        model = new EnvironmentsViewModel(window, source, runner, faults);
    }

    @Test
    void theRegistryIsReadAnewOffTheFxThreadEachTime() throws Exception {
        model.load();
        runner.finishOldest();
        assertThat(names()).containsExactly("Embedded");

        file.update(known -> known.plus(PROD));
        model.load();
        assertThat(names()).containsExactly("Embedded");
        runner.finishOldest();

        assertThat(names()).containsExactly("Embedded", "Production");
        assertThat(window.places()).isEqualTo(model.places());
        assertThat(model.places().get(1).environment())
                .isEqualTo(
                        new EnvironmentLabel("Production", Tone.DANGER, "111111111111", "eu-central-1", "", "", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{\"version\": 2}"})
    void aFileThatCannotBeUnderstoodIsOneLineAndStays(String text) throws Exception {
        Files.writeString(home.resolve(EnvironmentsFile.NAME), text);
        model.load();
        runner.finishOldest();
        assertThat(faults.line(model.faultProperty().get())).hasLineCount(1).contains(EnvironmentsFile.NAME);
        assertThat(names()).containsExactly("Embedded");

        EnvironmentFormViewModel form = EnvironmentFormViewModel.ofEndpoint();
        form.nameProperty().set("server");
        form.urlProperty().set("http://127.0.0.1:4566");
        save(form);
        assertThat(form.faultProperty().get()).hasLineCount(1).contains(EnvironmentsFile.NAME);
        assertThat(home.resolve(EnvironmentsFile.NAME)).hasContent(text);
    }

    @Test
    void aProfileIsRegisteredAsTheCommandWould() throws Exception {
        profiles.add(new AwsProfile("work", "eu-central-1", AwsProfile.Credentials.SSO));
        model.loadProfiles();
        runner.finishOldest();
        EnvironmentFormViewModel form =
                EnvironmentFormViewModel.ofProfile(model.profiles().get(0));
        form.nameProperty().set(" Production ");
        form.prefixProperty().set("p-");
        form.readOnlyProperty().set(true);

        assertThat(save(form)).containsExactly("saved");

        assertThat(file.read().all())
                .containsExactly(new Environment(
                        "Production", Colour.YELLOW, new Profile("work", "eu-central-1"), "p-", null, true, false));
        assertThat(names()).containsExactly("Embedded", "Production");
    }

    @Test
    void whatIsTypedAndDoesNotFitIsSaidInTheFormAndNothingIsKept() throws Exception {
        file.update(known -> known.plus(PROD));
        EnvironmentFormViewModel form = EnvironmentFormViewModel.ofEndpoint();
        form.nameProperty().set("server");
        form.urlProperty().set("not a server");
        assertThat(save(form)).isEmpty();
        assertThat(form.faultProperty().get()).startsWith("endpoint URL must be a server's address");

        form.urlProperty().set("http://127.0.0.1:4566");
        form.nameProperty().set("production");
        assertThat(save(form)).isEmpty();
        assertThat(form.faultProperty().get()).isEqualTo("there is an environment Production already");
        assertThat(file.read().all()).containsExactly(PROD);
    }

    @Test
    void anEnvironmentIsChangedWhereItIsAndItsAccountStays() throws Exception {
        file.update(known -> known.plus(PROD).plus(SampleEnvironments.STAGING));
        EnvironmentFormViewModel form = EnvironmentFormViewModel.of(PROD);
        form.colourProperty().set(Colour.GREY);
        form.confirmByTypingProperty().set(true);
        form.readOnlyProperty().set(false);
        save(form);
        assertThat(file.read().all())
                .containsExactly(
                        new Environment("Production", Colour.GREY, PROD.place(), "", PROD.account(), false, true),
                        SampleEnvironments.STAGING);

        file.update(known -> known.without("Production"));
        save(form);
        assertThat(form.faultProperty().get()).isEqualTo("there is no environment Production any more");
        assertThat(file.read().all()).containsExactly(SampleEnvironments.STAGING);
    }

    @Test
    void anEnvironmentIsTakenOutOfTheList() throws Exception {
        file.update(known -> known.plus(PROD).plus(SampleEnvironments.HERE));
        model.remove(PROD, () -> {});
        runner.finishOldest();
        assertThat(file.read().all()).containsExactly(SampleEnvironments.HERE);
        assertThat(names()).containsExactly("Embedded", "Try it here");
    }

    @Test
    void aRegisteredEmbeddedAwsStandsForTheUnregisteredOne() throws Exception {
        var mine = new Environment("Mine", Environment.Colour.GREEN, new Embedded(null), "", null, false, false);
        file.update(known -> known.plus(mine).plus(PROD));
        model.load();
        runner.finishOldest();
        assertThat(names()).containsExactly("Embedded", "Mine", "Production"); // the window is in the first
        window.switchTo(
                model.places().stream()
                        .filter(each -> PROD.equals(each.registered()))
                        .findFirst()
                        .orElseThrow(),
                Leaving.LET_IT_FINISH);
        model.load();
        runner.finishNewest();
        assertThat(names()).containsExactly("Mine", "Production");
    }

    @Test
    void theProfilesFaultIsOneLine() {
        model.loadProfiles();
        runner.finishOldest();
        assertThat(faults.line(model.profilesFaultProperty().get())).isEqualTo("config is broken.");
        assertThat(model.profiles()).isEmpty();
    }

    @Test
    void theWindowIsInTheRegisteredEnvironmentHoweverItsTargetWasNamed() throws Exception {
        Environment server = new Environment(
                "server", Colour.BLUE, new Endpoint(URI.create("http://127.0.0.1:1"), "x"), "", null, false, false);
        file.update(known -> known.plus(PROD).plus(server.confirmed("000000000000")));
        startsIn = new Protection(server);
        window.start();
        runner.finishOldest();
        model.load();
        runner.finishOldest();

        assertThat(names()).containsExactly("Embedded", "Production", "server");
        assertThat(model.isHere(model.places().get(2))).isTrue();
        assertThat(model.isHere(model.places().get(0))).isFalse();
    }

    @Test
    void anEnvironmentThatWasChangedIsOpenedAnew() throws Exception {
        file.update(known -> known.plus(PROD));
        model.load();
        runner.finishOldest();
        window.switchTo(model.places().get(1), Leaving.STOP_WORK);
        runner.finishOldest();
        EnvironmentFormViewModel form = EnvironmentFormViewModel.of(PROD);
        form.readOnlyProperty().set(false);
        save(form);

        assertThat(model.places()).hasSize(3);
        assertThat(model.isHere(model.places().get(2))).isFalse();
        assertThat(model.places().get(2).registered().readOnly()).isFalse();
    }

    @Test
    void theDefaultEmbeddedAwsIsListedOnceUnderItsName() throws Exception {
        Environment mine = new Environment("Mine", Colour.GREEN, new Embedded(null), "", null, false, false);
        file.update(known -> known.plus(mine));
        startsIn = new Protection(mine);
        window.start();
        runner.finishOldest();
        model.load();
        runner.finishOldest();
        assertThat(names()).containsExactly("Mine");
    }

    @Test
    void theFirstStartSaysWhereTheWindowIsUntilThatWasRead() {
        assertThat(model.welcomeProperty().get()).isTrue();
        window.start();
        runner.finishOldest();
        assertThat(model.welcomeProperty().get()).isTrue();
        assertThat(remembered.get(EnvironmentSource.LAST)).isEmpty();

        model.welcomed();
        assertThat(model.welcomeProperty().get()).isFalse();
        model();
        assertThat(model.welcomeProperty().get()).isFalse();
    }

    @Test
    void whatTheFirstStartOffersAreActsOfThePaletteToo() {
        WelcomeActions actions = WelcomeActions.of(model, page -> {}, new Texts(Locale.ENGLISH));
        assertThat(actions.all())
                .extracting(UserAction::id)
                .containsExactly("welcome-profile", "welcome-endpoint", "welcome-stay");
        assertThat(actions.all()).allMatch(UserAction::enabled);
        actions.stay().run(null);
        assertThat(model.welcomeProperty().get()).isFalse();
        assertThat(actions.stay().whyNot().getValue()).isEqualTo("It was answered already.");
        assertThat(actions.profile().enabled()).isTrue();
    }

    @Test
    void theEnvironmentThatWasOpenLastIsRemembered() throws Exception {
        file.update(known -> known.plus(PROD));
        model.load();
        runner.finishOldest();
        window.switchTo(model.places().get(1), Leaving.STOP_WORK);
        assertThat(remembered.get(EnvironmentSource.LAST)).isEmpty();
        runner.finishOldest();
        assertThat(remembered.get(EnvironmentSource.LAST)).contains("Production");
        assertThat(model.welcomeProperty().get()).isFalse();

        window.switchTo(model.places().get(0), Leaving.STOP_WORK);
        runner.finishNewest();
        assertThat(remembered.get(EnvironmentSource.LAST)).contains("");
    }

    private List<String> save(EnvironmentFormViewModel form) {
        List<String> told = new ArrayList<>();
        model.save(form, () -> told.add("saved"));
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
        return told;
    }

    private List<String> names() {
        return model.places().stream().map(each -> each.environment().name()).toList();
    }
}
