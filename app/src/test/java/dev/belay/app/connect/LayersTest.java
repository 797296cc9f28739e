package dev.belay.app.connect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.belay.app.connect",
        importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule connections_need_no_toolkit =
            noClasses()
                    .that()
                    .resideInAPackage("dev.belay.app.connect..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "javafx.scene..",
                            "javafx.application..",
                            "javafx.stage..",
                            "javafx.animation..",
                            "javafx.concurrent..")
                    .because("connections are tested in plain JUnit, and views only look at them");

    @ArchTest
    static final ArchRule connections_know_no_other_feature =
            noClasses()
                    .that()
                    .resideInAPackage("dev.belay.app.connect..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.belay.app.ui..",
                            "dev.belay.app.shell..",
                            "dev.belay.app.topology..",
                            "dev.belay.app.health..",
                            "dev.belay.app.events..",
                            "dev.belay.agent..")
                    .because("every feature builds on connections, not the other way round");

    @ArchTest
    static final ArchRule no_host_key_is_accepted_unseen =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleName("PromiscuousVerifier")
                    .because("a key that nobody looked at protects from nothing");
}
