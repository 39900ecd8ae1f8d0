package io.orderflow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.application.Platform;

/** The rules that keep the modules apart. Jars stay in: after package, lambda and infra are jars. */
@AnalyzeClasses(packages = "io.orderflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SDK = "software.amazon.awssdk..";
    private static final String OPERATIONS = "io.orderflow.operations";
    private static final String CONSOLE = "io.orderflow.console";
    private static final String ADAPTERS = "io.orderflow.aws..";
    private static final String COMMANDS = "io.orderflow.cli..";
    private static final String ROOTS = "io.orderflow.app..";

    /** An area by its packages: what can be done in the core, and its face in the window. */
    private static final Map<String, String[]> AREAS = Map.of(
            "orders", new String[] {OPERATIONS + ".orders..", CONSOLE + ".orders.."},
            "entry", new String[] {OPERATIONS + ".entry..", CONSOLE + ".orderentry.."},
            "queues", new String[] {OPERATIONS + ".queues..", CONSOLE + ".queues.."},
            "deadletter", new String[] {OPERATIONS + ".deadletter..", CONSOLE + ".deadletter.."},
            "stack", new String[] {OPERATIONS + ".stack..", CONSOLE + ".setup.."},
            "check", new String[] {OPERATIONS + ".check.."});

    private static String[] packagesOfAreas() {
        return AREAS.values().stream().flatMap(Arrays::stream).toArray(String[]::new);
    }

    /** One slice an area; every other class is in no slice. */
    @ArchTest
    static final ArchRule areasDoNotKnowEachOther = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return AREAS.entrySet().stream()
                            .filter(area -> resideInAnyPackage(area.getValue()).test(type))
                            .findFirst()
                            .map(area -> SliceIdentifier.of(area.getKey()))
                            .orElseGet(SliceIdentifier::ignore);
                }

                @Override
                public String getDescription() {
                    return "areas";
                }
            })
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule theCoreIsHeadless = noClasses()
            .that()
            .resideInAPackage(OPERATIONS + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "picocli..", SDK);

    /** Window and commands are two faces of one core: the core knows neither, and they do not know each other. */
    @ArchTest
    static final ArchRule theCoreKnowsNoFace = noClasses()
            .that()
            .resideInAPackage(OPERATIONS + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONSOLE + "..", COMMANDS, ROOTS, ADAPTERS, "io.orderflow.text..");

    /** Of the stack the core knows the values, never what makes a call. */
    @ArchTest
    static final ArchRule theCoreKnowsOnlyTheStacksValues = noClasses()
            .that()
            .resideInAPackage(OPERATIONS + "..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.orderflow.infra..")
                    .and(not(resideInAnyPackage(
                            "io.orderflow.infra.plan", "io.orderflow.infra.doctor", "io.orderflow.infra.stack"))));

    /** Every package is a slice of its own. */
    @ArchTest
    static final ArchRule noTwoPackagesNeedEachOther = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return SliceIdentifier.of(type.getPackageName());
                }

                @Override
                public String getDescription() {
                    return "packages";
                }
            })
            .should()
            .beFreeOfCycles();

    /** A name says one thing: whoever reads it need not look up the imports. */
    @ArchTest
    static void noTwoClassesHaveOneName(JavaClasses classes) {
        Map<String, List<String>> byName = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                byName.computeIfAbsent(type.getSimpleName(), name -> new ArrayList<>())
                        .add(type.getName());
            }
        }
        assertThat(byName.values()).isNotEmpty().allSatisfy(names -> assertThat(names)
                .hasSize(1));
    }

    /** What a plan says can be read without a target. */
    @ArchTest
    static final ArchRule plansAreValues = noClasses()
            .that()
            .resideInAPackage("io.orderflow.infra.plan")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SDK)
            .orShould()
            .dependOnClassesThat(resideInAPackage("io.orderflow.infra..")
                    .and(not(resideInAnyPackage("io.orderflow.infra.plan", "io.orderflow.infra.stack"))));

    @ArchTest
    static final ArchRule commandsDoNotKnowTheWindow = noClasses()
            .that()
            .resideInAnyPackage(COMMANDS, ADAPTERS, "io.orderflow.text..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONSOLE + "..", "javafx..");

    @ArchTest
    static final ArchRule theWindowDoesNotKnowTheCommands = noClasses()
            .that()
            .resideInAPackage(CONSOLE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMANDS, ROOTS);

    @ArchTest
    static final ArchRule whatAreasShareKnowsNoArea = noClasses()
            .that()
            .resideInAnyPackage(
                    CONSOLE + ".ui..",
                    CONSOLE + ".action..",
                    CONSOLE + ".task..",
                    CONSOLE + ".table..",
                    CONSOLE + ".shell..",
                    "io.orderflow.text..")
            .or()
            .resideInAnyPackage(
                    OPERATIONS,
                    OPERATIONS + ".filter..",
                    OPERATIONS + ".evidence..",
                    OPERATIONS + ".journal..",
                    OPERATIONS + ".files..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packagesOfAreas());

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
                    ADAPTERS, ROOTS, "io.orderflow.infra..", "io.orderflow.lambda..", "io.orderflow.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SDK);

    @ArchTest
    static final ArchRule onlyTheCompositionRootKnowsTheAdapters = noClasses()
            .that()
            .resideOutsideOfPackages(ROOTS, ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ADAPTERS);

    @ArchTest
    static final ArchRule onlyTasksHopToTheFxThread = noClasses()
            .that()
            .resideOutsideOfPackage(CONSOLE + ".task..")
            .should()
            .accessTargetWhere(use(Platform.class, "runLater"));

    @ArchTest
    static final ArchRule onlyTheCompositionRootStartsTheToolkit =
            noClasses().that().resideOutsideOfPackage(ROOTS).should().accessTargetWhere(use(Platform.class, "startup"));

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
            .resideOutsideOfPackages(CONSOLE + "..", ROOTS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx..");

    @ArchTest
    static final ArchRule modulesDependDownwards = noClasses()
            .that()
            .resideInAnyPackage("io.orderflow.order..", "io.orderflow.store..", "io.orderflow.lambda..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.orderflow.infra..",
                    OPERATIONS + "..",
                    CONSOLE + "..",
                    COMMANDS,
                    ADAPTERS,
                    ROOTS,
                    "io.orderflow.text..");

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
            .resideInAPackage("io.orderflow.infra..")
            .and()
            .resideOutsideOfPackage("io.orderflow.infra.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.orderflow.infra.local..");

    /** A call or a method reference. */
    static DescribedPredicate<JavaAccess<?>> use(Class<?> owner, String member) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + member,
                access -> access.getTarget().getOwner().isEquivalentTo(owner)
                        && access.getTarget().getName().equals(member));
    }
}
