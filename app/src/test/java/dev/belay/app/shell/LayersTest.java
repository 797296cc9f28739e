package dev.belay.app.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "dev.belay.app", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    private static final Pattern COLOUR =
            Pattern.compile("\"#[0-9a-fA-F]{3,8}\"|Color\\.(web|rgb)\\(");

    @ArchTest
    static final ArchRule only_the_start_knows_the_window =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.belay.app", "dev.belay.app.shell..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.belay.app.shell..")
                    .because("features do not know the window they stand in");

    @ArchTest
    static final ArchRule a_feature_does_not_know_another_one =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.belay.app.events..",
                            "dev.belay.app.welcome..",
                            "dev.belay.app.connections..",
                            "dev.belay.app.lab..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.belay.app.topology..",
                            "dev.belay.app.health..",
                            "dev.belay.app.project..")
                    .because("features do not import each other's views; the window wires them");

    @ArchTest
    static final ArchRule parts_know_no_feature =
            noClasses()
                    .that()
                    .resideInAPackage("dev.belay.app.ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.belay.app.connect..",
                            "dev.belay.app.connections..",
                            "dev.belay.app.events..",
                            "dev.belay.app.topology..",
                            "dev.belay.app.health..",
                            "dev.belay.app.welcome..",
                            "dev.belay.app.lab..")
                    .because("parts are made of nothing but tokens and texts");

    @ArchTest
    static final ArchRule the_studio_never_sees_the_agent =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.belay.agent..")
                    .because("studio and agent share the model and the API, never code");

    @ArchTest
    static final ArchRule features_have_no_cycles =
            slices().matching("dev.belay.app.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_markup_and_no_web_views =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx.fxml..", "javafx.scene.web..")
                    .because("views are code");

    @Test
    void colours_are_in_the_sheets_and_not_in_java() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                boolean reader = file.endsWith("ui/Tokens.java");
                if (!reader && COLOUR.matcher(Files.readString(file)).find()) {
                    wrong.add(file.toString());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
