package dev.belay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.belay.model.thing.Thing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

@AnalyzeClasses(packages = "dev.belay", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule PURE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.io..",
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.net..",
                            "java.util.concurrent..",
                            "java.util.logging..",
                            "javafx..")
                    .because(
                            "studio and agent share the model: it must give the same answer"
                                    + " everywhere, and be tested without a world around it");

    @ArchTest
    static final ArchRule NO_THREADS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Thread.class)
                    .because("what decides is owned by one thread of the shell around it");

    @ArchTest
    static final ArchRule NO_CLOCK =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(ZonedDateTime.class, "now")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .because("time comes in as a value: simulations and tests set it");

    @ArchTest
    static final ArchRule NO_CHANCE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(java.util.Random.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(java.util.UUID.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .because("the same design must give the same file and the same problems");

    @ArchTest
    static final ArchRule DIRECTION =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("value")
                    .definedBy("dev.belay.model.value..")
                    .layer("thing")
                    .definedBy("dev.belay.model.thing..")
                    .layer("kinds")
                    .definedBy(
                            "dev.belay.model.node..",
                            "dev.belay.model.network..",
                            "dev.belay.model.cloud..",
                            "dev.belay.model.station..",
                            "dev.belay.model.service..",
                            "dev.belay.model.config..")
                    .layer("shape")
                    .definedBy("dev.belay.model.shape..")
                    .layer("design")
                    .definedBy("dev.belay.model.design..")
                    .layer("check")
                    .definedBy("dev.belay.model.check..")
                    .layer("file")
                    .definedBy("dev.belay.model.file..")
                    .whereLayer("file")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("check")
                    .mayOnlyBeAccessedByLayers("file")
                    .whereLayer("design")
                    .mayOnlyBeAccessedByLayers("check", "file")
                    .whereLayer("shape")
                    .mayOnlyBeAccessedByLayers("design", "check", "file")
                    .whereLayer("kinds")
                    .mayOnlyBeAccessedByLayers("design", "check", "file")
                    .because("a kind of thing knows nothing of the designs that it is in");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            SlicesRuleDefinition.slices()
                    .matching("dev.belay.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("a package that needs another one must be readable after it");

    @ArchTest
    static final ArchRule THINGS_ARE_RECORDS =
            classes()
                    .that()
                    .implement(Thing.class)
                    .should()
                    .beAssignableTo(Record.class)
                    .because("the file format and the checks walk the components of records");
}
