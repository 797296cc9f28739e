package dev.belay.app.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.Json;
import dev.belay.app.editor.DesignProblems;
import dev.belay.model.check.Place;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fault;
import dev.belay.model.whatif.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Studio and command line say the same of the same design.
class SameAnswersTest {

    private static final ThingId FIRST = new ThingId("gw-1");

    @TempDir Path folder;
    private final ObjectProperty<@Nullable Design> design = new SimpleObjectProperty<>();
    private Path file = Path.of("none");

    private void open(Design wanted) throws IOException {
        file = folder.resolve("wanted.belay");
        Files.writeString(file, DesignFormat.write(wanted));
        design.set(wanted);
    }

    private static Design sound() {
        return WhatIfModelTest.example("gateway-cluster.belay");
    }

    private JsonNode belay(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.belay.agent.cli.Belay"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("belay.err").toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Json.MAPPER.readTree(out);
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Test
    void the_problems_are_the_same() throws Exception {
        open(
                sound().with(Node.of(new ThingId("stray"), "stray", NodeRole.WORKER))
                        .with(
                                sound().services()
                                        .getFirst()
                                        .withFailureTimeout(Duration.ofSeconds(5))));
        var model = new DesignProblems(design, Runnable::run, Runnable::run);
        List<String> shown =
                model.problems().stream()
                        .map(one ->
                                one.code().code()
                                        + " "
                                        + one.severity().name().toLowerCase(Locale.ROOT)
                                        + " "
                                        + (one.place() instanceof Place.AtThing at ? at.id() : null)
                                        + " "
                                        + one.sentence(Locale.ENGLISH)
                                        + " "
                                        + one.advice(Locale.ENGLISH))
                        .toList();
        List<String> told =
                each(belay("check", file.toString(), "--json").get("problems"))
                        .map(one ->
                                Stream.of("code", "severity", "thing", "sentence", "advice")
                                        .map(field -> one.get(field).asString("null"))
                                        .reduce((a, b) -> a + " " + b)
                                        .orElseThrow())
                        .toList();
        assertThat(told).hasSizeGreaterThan(1).isEqualTo(shown);
    }

    private WhatIfModel model() throws IOException {
        open(sound());
        WhatIfModel model = new WhatIfModel(design, Runnable::run, Runnable::run);
        model.enter();
        return model;
    }

    @Test
    void what_becomes_of_services_is_the_same() throws Exception {
        WhatIfModel model = model();
        assertThat(model.toggle(new Fault.Down(FIRST))).isTrue();
        Prediction shown = model.predictionProperty().get().orElseThrow();
        JsonNode told = belay("whatif", file.toString(), "--down", FIRST.text(), "--json");
        assertThat(told.get("quorate").asBoolean()).isEqualTo(shown.quorate());
        assertThat(told.get("votes").asInt()).isEqualTo(shown.votes());
        assertThat(
                        each(told.get("services"))
                                .map(one ->
                                        Stream.of(
                                                        "service",
                                                        "before",
                                                        "after",
                                                        "beginsMillis",
                                                        "lossMillis")
                                                .map(field -> one.get(field).asString("null"))
                                                .toList())
                                .toList())
                .isNotEmpty()
                .isEqualTo(
                        shown.services().stream()
                                .map(one ->
                                        Stream.of(
                                                        one.service(),
                                                        one.before().orElse(null),
                                                        one.after().orElse(null),
                                                        one.begins()
                                                                .map(Duration::toMillis)
                                                                .orElse(null),
                                                        one.loss()
                                                                .map(Duration::toMillis)
                                                                .orElse(null))
                                                .map(String::valueOf)
                                                .toList())
                                .toList());
    }

    @Test
    void the_weak_points_are_the_same() throws Exception {
        WhatIfModel model = model();
        model.sweep();
        assertThat(model.sweepProperty().get()).isInstanceOf(SweepState.Done.class);
        if (model.sweepProperty().get() instanceof SweepState.Done shown) {
            JsonNode told = belay("whatif", file.toString(), "--sweep", "--json");
            assertThat(told.get("predictions").asInt()).isEqualTo(shown.predictions());
            assertThat(
                            each(told.get("weak"))
                                    .map(one ->
                                            each(one.get("lost")).map(JsonNode::asString).toList())
                                    .toList())
                    .isNotEmpty()
                    .isEqualTo(
                            shown.weak().stream()
                                    .map(one -> one.lost().stream().map(ThingId::text).toList())
                                    .toList());
        }
    }
}
