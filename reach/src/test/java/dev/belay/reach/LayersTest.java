package dev.belay.reach;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.belay", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule the_local_way_does_not_load_ssh =
            noClasses()
                    .that()
                    .resideInAPackage("dev.belay.reach")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.belay.reach.ssh..",
                            "net.schmizz..",
                            "com.hierynomus..",
                            "org.bouncycastle..")
                    .because("belay status on a node starts in a quarter of a second");

    @ArchTest
    static final ArchRule no_host_key_is_accepted_unseen =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleName("PromiscuousVerifier")
                    .because("a key that nobody looked at protects from nothing");

    @ArchTest
    static final ArchRule reach_knows_neither_end =
            noClasses()
                    .that()
                    .resideInAPackage("dev.belay.reach..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.belay.agent..", "dev.belay.app..", "javafx..")
                    .because("studio and command line share it, on machines without a toolkit");
}
