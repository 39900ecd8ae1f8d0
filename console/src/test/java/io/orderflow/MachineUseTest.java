package io.orderflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.orderflow.ArchitectureTest.use;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What of the machine is reached where: its clock, its threads, its files, its language. In every module. */
@AnalyzeClasses(packages = "io.orderflow", importOptions = ImportOption.DoNotIncludeTests.class)
class MachineUseTest {
    private static final String LOCALE = "java.util.Locale";

    /** Where parts are put together: the one place each that may reach for the machine's clock and make threads. */
    private static final String COMPOSITION_ROOTS = named(
            "app.[^.]*",
            "infra.local.(LocalAws|Engines)", // the embedded AWS
            "infra.local.lambda.runtime.FunctionMain", // a process of its own
            "lambda.ConsumerParts"); // what Lambda makes of OrderConsumer

    /** Where a call that knows no limit of its own is given one, or a start is spread. */
    private static final String ASYNC =
            named("infra.client.(ExplainedCredentials|RegionLookup)", "lambda.DynamoDbClients");

    /** Where waiting is done that others are given as a value, or that a thread of its own does. */
    private static final String SLEEPERS = named(
            "app.(ApplicationServices|DeadLettersFeature|TargetConnection)",
            "operations.check.Check",
            "infra.resource.Sleeper",
            "infra.local.LocalAws",
            "infra.local.dynamodb.control.ControlPlane",
            "infra.local.sqs.Queues");

    private static final String FILES = named(
            "app.(DataFolder|LetterFolder|TargetFaults)",
            "operations.((deadletter|entry).)?files.[A-Z][A-Za-z]*",
            "operations.session.(EnvironmentsFile|LockedFile|MemoryFile)",
            "operations.stack.ExportFile",
            "aws.(MachineAwsProfiles|SsoTokens)", // what ~/.aws has
            "infra.client.(CredentialFaults|MachineProfiles|SsoFaults)", // likewise
            "infra.data.(TableExport|UserFile)",
            "infra.local.(DataFormat|OwnedFolder)",
            "infra.local.store.(Journal|JournaledFile)",
            "infra.local.lambda.(CodeSource|FunctionJvm|FunctionZips)",
            "infra.local.lambda.runtime.FunctionMain",
            "infra.local.sns.http.Signer");

    /** These classes with those inside them; a dot is a dot, and each is below {@code io.orderflow}. */
    private static String named(String... classes) {
        return "io\\.orderflow\\.(" + String.join("|", classes).replace(".", "\\.") + ")(\\$.*)?";
    }

    @ArchTest
    static final ArchRule clocksAreInjected = noClasses()
            .that()
            .haveNameNotMatching(COMPOSITION_ROOTS)
            .should()
            .accessTargetWhere(use(System.class, "currentTimeMillis"))
            .orShould()
            .accessTargetWhere(readingTheMachinesClock());

    @ArchTest
    static final ArchRule threadsAreMadeInCompositionRoots = noClasses()
            .that()
            .haveNameNotMatching(COMPOSITION_ROOTS)
            .should()
            .accessTargetWhere(of(Executors.class))
            .orShould()
            .accessTargetWhere(use(Thread.class, "<init>"))
            .orShould()
            .accessTargetWhere(use(Timer.class, "<init>"))
            .orShould()
            .accessTargetWhere(use(ThreadPoolExecutor.class, "<init>"))
            .orShould()
            .accessTargetWhere(use(ScheduledThreadPoolExecutor.class, "<init>"))
            .orShould()
            .accessTargetWhere(use(ForkJoinPool.class, "<init>"));

    @ArchTest
    static final ArchRule nothingRunsOnThreadsThatNobodyNamed = noClasses()
            .that()
            .haveNameNotMatching(ASYNC)
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "CompletableFuture.…Async",
                    access -> access.getTarget().getOwner().isEquivalentTo(CompletableFuture.class)
                            && access.getTarget().getName().endsWith("Async")))
            .orShould()
            .accessTargetWhere(use(ForkJoinPool.class, "commonPool"));

    @ArchTest
    static final ArchRule noStreamIsParallel = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "a parallel stream",
                    access -> (access.getTarget().getOwner().isAssignableTo(Collection.class)
                                    && access.getTarget().getName().equals("parallelStream"))
                            || (access.getTarget().getOwner().isAssignableTo(BaseStream.class)
                                    && access.getTarget().getName().equals("parallel"))));

    @ArchTest
    static final ArchRule onlyNamedClassesSleep = noClasses()
            .that()
            .haveNameNotMatching(SLEEPERS)
            .should()
            .accessTargetWhere(use(Thread.class, "sleep"))
            .orShould()
            .accessTargetWhere(use(Thread.class, "onSpinWait"))
            .orShould()
            .accessTargetWhere(use(TimeUnit.class, "sleep"))
            .orShould()
            .accessTargetWhere(of(LockSupport.class));

    @ArchTest
    static final ArchRule onlyNamedClassesReachFiles = noClasses()
            .that()
            .haveNameNotMatching(FILES)
            .should()
            .accessTargetWhere(of(
                    Files.class,
                    FileChannel.class,
                    AsynchronousFileChannel.class,
                    FileInputStream.class,
                    FileOutputStream.class,
                    FileReader.class,
                    FileWriter.class,
                    RandomAccessFile.class,
                    ZipFile.class))
            .orShould()
            .accessTargetWhere(DescribedPredicate.describe(
                    "File, for more than its path",
                    access -> access.getTarget().getOwner().isEquivalentTo(File.class)
                            && !access.getTarget().getName().matches("getPath|toPath")));

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

    private static DescribedPredicate<JavaAccess<?>> of(Class<?>... owners) {
        Set<String> names = Stream.of(owners).map(Class::getName).collect(Collectors.toSet());
        return DescribedPredicate.describe(
                String.join(", ", names),
                access -> names.contains(access.getTarget().getOwner().getName()));
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
