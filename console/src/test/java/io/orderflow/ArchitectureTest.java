package io.orderflow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Timer;
import java.util.stream.Stream;
import javafx.application.Platform;

/** The rules that keep the modules apart. Jars stay in: after package, lambda and infra are jars. */
@AnalyzeClasses(packages = "io.orderflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SDK = "software.amazon.awssdk..";
    private static final String CONSOLE = "io.orderflow.console.";
    private static final String LOCALE = "java.util.Locale";
    private static final String[] FEATURES = {
        CONSOLE + "orderentry..",
        CONSOLE + "orders..",
        CONSOLE + "queues..",
        CONSOLE + "deadletter..",
        CONSOLE + "setup..",
        CONSOLE + "check..",
    };

    /** One slice a feature; every other class is in no slice. */
    @ArchTest
    static final ArchRule featuresDoNotKnowEachOther = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return Arrays.stream(FEATURES)
                            .filter(feature -> resideInAPackage(feature).test(type))
                            .findFirst()
                            .map(SliceIdentifier::of)
                            .orElseGet(SliceIdentifier::ignore);
                }

                @Override
                public String getDescription() {
                    return "features";
                }
            })
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule featuresDoNotKnowTheFrameOrTheAdapters = noClasses()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONSOLE + "aws..", CONSOLE + "app..", CONSOLE + "cli..");

    @ArchTest
    static final ArchRule viewModelsKnowNoToolkit = noClasses()
            .that()
            .haveNameMatching(".*ViewModel(\\$.*)?")
            .should()
            .dependOnClassesThat(resideInAPackage("javafx..")
                    .and(not(resideInAnyPackage("javafx.beans..", "javafx.collections..", "javafx.util.."))))
            .orShould()
            .dependOnClassesThat(simpleNameEndingWith("View"));

    @ArchTest
    static final ArchRule theSdkStaysBehindThePorts = noClasses()
            .that()
            .resideOutsideOfPackages(
                    CONSOLE + "aws..",
                    CONSOLE + "app..",
                    "io.orderflow.infra..",
                    "io.orderflow.lambda..",
                    "io.orderflow.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SDK);

    @ArchTest
    static final ArchRule onlyTheCompositionRootKnowsTheAdapters = noClasses()
            .that()
            .resideInAPackage("io.orderflow.console..")
            .and()
            .resideOutsideOfPackages(CONSOLE + "app..", CONSOLE + "aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONSOLE + "aws..");

    @ArchTest
    static final ArchRule onlyTasksHopToTheFxThread = noClasses()
            .that()
            .resideOutsideOfPackage(CONSOLE + "task..")
            .should()
            .accessTargetWhere(use(Platform.class, "runLater"));

    @ArchTest
    static final ArchRule onlyTheCompositionRootStartsTheToolkit = noClasses()
            .that()
            .resideOutsideOfPackage(CONSOLE + "app..")
            .should()
            .accessTargetWhere(use(Platform.class, "startup"));

    @ArchTest
    static final ArchRule ordersKnowNoSdk = noClasses()
            .that()
            .resideInAPackage("io.orderflow.order..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SDK, "com.amazonaws..", "io.orderflow.store..", "io.orderflow.lambda..");

    @ArchTest
    static final ArchRule onlyTheConsoleKnowsJavaFx = noClasses()
            .that()
            .resideOutsideOfPackage("io.orderflow.console..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx..");

    @ArchTest
    static final ArchRule modulesDependDownwards = noClasses()
            .that()
            .resideInAnyPackage("io.orderflow.order..", "io.orderflow.store..", "io.orderflow.lambda..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.orderflow.infra..", "io.orderflow.console..");

    @ArchTest
    static final ArchRule theEmbeddedAwsKnowsNothingElseOfOurs = noClasses()
            .that()
            .resideInAPackage("io.orderflow.infra.local..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.orderflow..").and(not(resideInAPackage("io.orderflow.infra.local.."))));

    @ArchTest
    static final ArchRule theStackDoesNotKnowTheEmbeddedAws = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.orderflow.infra.client..",
                    "io.orderflow.infra.resource..",
                    "io.orderflow.infra.plan..",
                    "io.orderflow.infra.stack..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.orderflow.infra.local..");

    /** Where parts are put together: the one place each that may reach for the machine's clock and make threads. */
    private static final String COMPOSITION_ROOTS = "io\\.orderflow\\.(console\\.app\\..*"
            + "|infra\\.local\\.(LocalAws|Engines(\\$.*)?)" // the embedded AWS
            + "|infra\\.local\\.lambda\\.runtime\\.FunctionMain(\\$.*)?" // a process of its own
            + "|lambda\\.ConsumerParts(\\$.*)?)"; // what Lambda makes of OrderConsumer

    @ArchTest
    static final ArchRule clocksAndThreadsAreInjected = noClasses()
            .that()
            .haveNameNotMatching(COMPOSITION_ROOTS)
            .should()
            .accessTargetWhere(use(System.class, "currentTimeMillis"))
            .orShould()
            .accessTargetWhere(readingTheMachinesClock())
            .orShould()
            .accessTargetWhere(use(Thread.class, "<init>"))
            .orShould()
            .accessTargetWhere(use(Timer.class, "<init>"));

    /** In every module, whatever the compiler's own check of default-locale formatting sees. */
    @ArchTest
    static final ArchRule theMachinesLocaleIsReadOnlyWhereTheTextsAreChosen = noClasses()
            .that()
            .haveNameNotMatching(COMPOSITION_ROOTS)
            .should()
            .accessTargetWhere(use(Locale.class, "getDefault"));

    @ArchTest
    static final ArchRule nothingIsFormattedAsTheMachinesLocaleHasIt = noClasses()
            .should()
            .accessTargetWhere(takingALocaleInAnotherOverload())
            .orShould()
            .accessTargetWhere(use(String.class, "formatted"))
            .orShould()
            .callMethod(MessageFormat.class, "format", String.class, Object[].class)
            .orShould()
            .accessTargetWhere(use(DecimalFormat.class, "<init>"))
            .orShould()
            .accessTargetWhere(use(Scanner.class, "<init>"))
            .orShould()
            .accessTargetWhere(DescribedPredicate.describe(
                    "DateTimeFormatter.ofLocalized…",
                    access -> access.getTarget().getOwner().isEquivalentTo(DateTimeFormatter.class)
                            && access.getTarget().getName().startsWith("ofLocalized")));

    /** A call or a method reference. */
    private static DescribedPredicate<JavaAccess<?>> use(Class<?> owner, String member) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + member,
                access -> access.getTarget().getOwner().isEquivalentTo(owner)
                        && access.getTarget().getName().equals(member));
    }

    /** Of the JDK, without a locale of its own: String.format, toLowerCase, ofPattern, NumberFormat.getInstance… */
    private static DescribedPredicate<JavaAccess<?>> takingALocaleInAnotherOverload() {
        return DescribedPredicate.describe("an overload of the JDK's without its Locale", access -> {
            if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)
                    || !target.getOwner().getPackageName().startsWith("java.")) {
                return false;
            }
            List<String> given = names(target.getRawParameterTypes());
            return !given.contains(LOCALE)
                    && Stream.concat(
                                    target.getOwner().getAllMethods().stream(),
                                    target.getOwner().getConstructors().stream())
                            .filter(other -> other.getName().equals(target.getName()))
                            .map(other -> new ArrayList<>(names(other.getRawParameterTypes())))
                            .anyMatch(other -> other.remove(LOCALE) && other.equals(given));
        });
    }

    private static List<String> names(List<JavaClass> types) {
        return types.stream().map(JavaClass::getName).toList();
    }

    /** Instant.now() and its like, unless it is told a clock; a clock of the system; new Date(). */
    private static DescribedPredicate<JavaAccess<?>> readingTheMachinesClock() {
        return DescribedPredicate.describe("the machine's clock", access -> {
            if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
                return false;
            }
            JavaClass owner = target.getOwner();
            boolean told = target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
            boolean time = owner.getPackageName().equals("java.time");
            return (time && target.getName().equals("now") && !told)
                    || (owner.isEquivalentTo(Clock.class)
                            && target.getName().matches("system.*|tick(Millis|Seconds|Minutes)"))
                    || (owner.isEquivalentTo(Date.class)
                            && target.getName().equals("<init>")
                            && target.getRawParameterTypes().isEmpty());
        });
    }
}
