package dev.belay.agent;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

@AnalyzeClasses(packages = "dev.belay.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule CORE_IS_PURE =
            noClasses()
                    .that()
                    .resideInAPackage("..agent.core..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.io..",
                                            "java.net..",
                                            "java.nio.file..",
                                            "java.nio.channels..",
                                            "java.util.concurrent..",
                                            "java.util.logging..",
                                            "org.slf4j..",
                                            "org.apache..",
                                            "dev.belay.agent.consensus..",
                                            "dev.belay.agent.run..",
                                            "dev.belay.reach..")
                                    .or(
                                            describe(
                                                    "threads and random numbers",
                                                    one ->
                                                            Set.of(
                                                                            "java.lang.Thread",
                                                                            "java.util.Random",
                                                                            "java.util.UUID")
                                                                    .contains(one.getName()))))
                    .because("a decision is a pure function, and the same on every node");

    @ArchTest
    static final ArchRule CORE_IS_TOLD_THE_TIME =
            noClasses()
                    .that()
                    .resideInAPackage("..agent.core..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .because("time comes in as a value, so that a scenario replays");

    @ArchTest
    static final ArchRule ONLY_CONSENSUS_KNOWS_RATIS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..agent.consensus..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.apache.ratis.."))
                    .because("Ratis is behind a port: it can be replaced, and its traps are there");

    @ArchTest
    static final ArchRule ONLY_CLOUD_KNOWS_THE_SDK =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..agent.cloud..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("software.amazon.."))
                    .because("what moves routes and records is tested without a cloud");

    @ArchTest
    static final ArchRule CONSENSUS_KNOWS_NOTHING_ABOVE_IT =
            noClasses()
                    .that()
                    .resideInAPackage("..agent.consensus..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "..agent.api..",
                                    "..agent.run..",
                                    "..agent.main..",
                                    "..agent.cli..",
                                    "..agent.lab..",
                                    "..agent.health..",
                                    "..agent.journal.."))
                    .because("who uses consensus listens to it");

    @ArchTest
    static final ArchRule THE_VERSION_STORE_KNOWS_NO_CLUSTER =
            noClasses()
                    .that()
                    .resideInAPackage("..agent.replicate..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "..agent.api..",
                                    "..agent.run..",
                                    "..agent.main..",
                                    "..agent.cli..",
                                    "..agent.lab..",
                                    "..agent.consensus..",
                                    "..agent.core.."))
                    .because("what one node does with files is tested without other nodes");

    @ArchTest
    static final ArchRule WHO_RUNS_AGENTS_OF_OTHERS_KNOWS_NO_CLUSTER =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.belay.agent.program..",
                            "dev.belay.agent.resource..",
                            "dev.belay.agent.service..",
                            "dev.belay.agent.cloud..",
                            "dev.belay.agent.fence..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "..agent.api..",
                                    "..agent.run..",
                                    "..agent.main..",
                                    "..agent.cli..",
                                    "..agent.lab..",
                                    "..agent.consensus..",
                                    "..agent.core.cluster..",
                                    "..agent.core.member.."))
                    .because("what one node does to a resource or a device is tested alone");

    @ArchTest
    static final ArchRule THE_COMMAND_LINE_IS_A_CLIENT =
            noClasses()
                    .that()
                    .resideInAnyPackage("..agent.cli..", "..agent.lab..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("..agent.consensus..", "..agent.core.."))
                    .because("the command line asks agents by their API, as everyone else");

    @ArchTest
    static final ArchRule ONLY_ENROLLMENT_MAKES_CERTIFICATES =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..agent.enroll..", "..agent.remote..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.bouncycastle.."))
                    .because("who may belong to a cluster is decided in one place");

    @ArchTest
    static final ArchRule REMOTE_NODES_HAVE_A_KEY_AND_NO_CERTIFICATES =
            noClasses()
                    .that()
                    .resideInAPackage("..agent.remote..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "org.bouncycastle.cert..",
                                    "org.bouncycastle.pkcs..",
                                    "..agent.enroll.."))
                    .because(
                            "a remote node is no member, and proves nothing but that it has the key");

    @ArchTest
    static final ArchRule THE_PROTOCOL_KNOWS_NO_CLUSTER =
            noClasses()
                    .that()
                    .resideInAnyPackage("..agent.remote..", "..agent.xml..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "..agent.api..",
                                    "..agent.run..",
                                    "..agent.main..",
                                    "..agent.cli..",
                                    "..agent.lab..",
                                    "..agent.consensus..",
                                    "..agent.tenure..",
                                    "..agent.core.."))
                    .because("what is said on the wire is tested with one daemon and nothing else");
}
