package dev.belay.app.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.Json;
import dev.belay.app.bundles.MergeModel.Clash;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import dev.belay.model.diff.Conflict;
import dev.belay.model.diff.Preference;
import dev.belay.model.node.Node;
import dev.belay.model.value.ThingId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Studio and command line make the same of the same bundles.
class SameAsCommandsTest {

    @TempDir Path folder;
    private Bench bench;
    private BundlesModel model;
    private Path base;
    private Path mine;
    private Path theirs;
    private Path alice;

    @BeforeEach
    void make() throws Exception {
        bench = new Bench(folder);
        alice = bench.key("alice", "");
        bench.allow("alice@example.com", alice);
        model = bench.model();
        Design begun = bench.example;
        Design ours = bench.with(begun, "gw-1", "10.20.0.51");
        Design other = bench.with(bench.with(begun, "gw-1", "10.20.0.91"), "gw-2", "10.20.0.92");
        Node third = other.find(new ThingId("gw-3"), Node.class).orElseThrow();
        other = other.with(third.withStandby(true));
        base = bench.bundle("base.zip", begun, List.of(), Optional.of(alice));
        mine = bench.write("mine.belay", ours);
        theirs =
                bench.bundle(
                        "theirs.zip",
                        other,
                        List.of(BundleManifest.nameOf(begun)),
                        Optional.of(alice));
        bench.editor.begun(ours);
        model.open(theirs);
        model.merge().readBase(base);
    }

    private Bench.Said belay(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--allowed-signers", bench.signers.path().toString()));
        return bench.belay(all.toArray(String[]::new));
    }

    private static JsonNode json(Bench.Said said) {
        return Json.MAPPER.readTree(said.out());
    }

    @Test
    void the_differences_are_the_same() throws Exception {
        Bench.Said said = belay("bundle", "diff", mine.toString(), theirs.toString(), "--json");
        List<Tuple> told = new ArrayList<>();
        for (JsonNode one : json(said).get("changes")) {
            told.add(
                    Tuple.tuple(
                            one.get("what").asString(),
                            one.get("kind").asString(),
                            one.get("id").asString(),
                            one.get("pointer").asString(),
                            one.get("before").asString(),
                            one.get("after").asString()));
        }
        List<Change> found = model.differences().orElseThrow();
        assertThat(found).isNotEmpty();
        assertThat(
                        found.stream()
                                .map(one ->
                                        Tuple.tuple(
                                                one.what().name().toLowerCase(Locale.ROOT),
                                                one.item().kind(),
                                                one.item().id(),
                                                one.pointer(),
                                                one.before(),
                                                one.after()))
                                .toList())
                .isEqualTo(told);
    }

    @Test
    void the_conflicts_are_the_same() throws Exception {
        Bench.Said said =
                belay(
                        "bundle",
                        "diff",
                        mine.toString(),
                        theirs.toString(),
                        "--base",
                        base.toString(),
                        "--json");
        assertThat(said.code()).isNotZero();
        List<String> told = new ArrayList<>();
        for (JsonNode one : json(said).get("conflicts")) {
            told.add(
                    one.get("code").asString()
                            + one.get("id").asString()
                            + one.get("pointer").asString()
                            + one.get("ours").asString()
                            + one.get("theirs").asString());
        }
        assertThat(told).isNotEmpty();
        assertThat(
                        model.merge().result().orElseThrow().clashes().stream()
                                .map(Clash::conflict)
                                .map(SameAsCommandsTest::told)
                                .toList())
                .isEqualTo(told);
    }

    private static String told(Conflict one) {
        return one.code().code() + one.item().id() + one.pointer() + one.ours() + one.theirs();
    }

    @Test
    void what_both_make_together_is_the_same_whoever_is_preferred() throws Exception {
        for (Preference preference : List.of(Preference.OURS, Preference.THEIRS)) {
            Path merged = folder.resolve(preference + ".belay");
            Bench.Said said =
                    belay(
                            "bundle",
                            "diff",
                            mine.toString(),
                            theirs.toString(),
                            "--base",
                            base.toString(),
                            "--prefer",
                            preference.name().toLowerCase(Locale.ROOT),
                            "-o",
                            merged.toString());
            assertThat(said.code()).as(said.text()).isZero();
            bench.editor.begun(Bench.read(mine));
            model.merge().chooseAll(preference);
            model.merge().take();
            assertThat(bench.drawn()).as(preference.name()).isEqualTo(Bench.read(merged));
        }
    }

    @Test
    void the_bundle_of_the_same_design_by_the_same_key_is_the_same_to_the_byte() throws Exception {
        Path byCommand = folder.resolve("by-command.zip");
        Bench.Said said =
                belay(
                        "bundle",
                        "export",
                        mine.toString(),
                        "-o",
                        byCommand.toString(),
                        "--sign",
                        alice.toString(),
                        "--follows",
                        theirs.toString());
        assertThat(said.code()).as(said.text()).isZero();
        ExportModel export = model.export();
        export.addFormer(theirs);
        export.fileProperty().set(folder.resolve("by-studio.zip").toString());
        export.export();
        assertThat(export.state()).isInstanceOf(ExportState.Done.class);
        assertThat(Files.readAllBytes(folder.resolve("by-studio.zip")))
                .isEqualTo(Files.readAllBytes(byCommand));
    }
}
