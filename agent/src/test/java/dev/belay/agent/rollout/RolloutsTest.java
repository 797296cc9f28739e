package dev.belay.agent.rollout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.core.cluster.Actor;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Change;
import dev.belay.api.ConfigSetView.Drift;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.NodeState;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.DriftOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutsTest {

    /// Counts its runs beside the target.
    private static final String RELOAD = "echo x >> \"$1.reloads\"";

    @TempDir private Path dir;
    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(dir, 3);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Hook good() {
        return site.hook("test -f \"$1/index\"", RELOAD);
    }

    @Test
    void a_fault_that_nobody_thought_of_keeps_no_node_from_the_next_version() throws Exception {
        site.write("index", "one");
        var _ = site.publish(good());
        site.write("index", "two");

        site.faults.set(1);
        var _ = site.publish(good());

        TestSite.until(() -> site.faults.get() == 0);
        site.write("index", "three");
        var _ = site.publish(good());

        TestSite.until(() -> site.readAll("index").stream().allMatch("three"::equals));
    }

    @Test
    void a_published_folder_is_in_force_on_all_nodes() throws Exception {
        site.write("index", "one");
        Files.createDirectories(site.site.resolve("sub"));
        var large = new byte[3_000_000];
        new Random(7).nextBytes(large);
        Files.write(site.site.resolve("sub/large"), large);

        ConfigSetView view = site.publish(good());

        assertThat(requireNonNull(view.rollout()).why()).isEmpty();
        assertThat(view.rollout().phase()).isEqualTo(Phase.DONE);
        assertThat(view.live()).isEqualTo(1);
        assertThat(site.readAll("index")).containsExactly("one", "one", "one");
        assertThat(Files.readAllBytes(site.target("n3").resolve("sub/large"))).isEqualTo(large);
        TestSite.until(() -> site.events.contains("n1 config.live set=web version=1"));
    }

    @Test
    void a_set_that_nothing_notices_goes_everywhere_at_once() throws Exception {
        site.write("index", "one");

        ConfigSetView view = site.publish(site.hook("test -f \"$1/index\"", ""));

        assertThat(requireNonNull(view.rollout()).phase()).isEqualTo(Phase.DONE);
        assertThat(view.rollout().canary()).isEmpty();
        assertThat(site.readAll("index")).containsExactly("one", "one", "one");
    }

    @Test
    void the_next_version_is_laid_ahead_and_begins_with_that() throws Exception {
        site.write("index", "one");
        site.write("same", "same");
        site.publish(good());
        for (String node : List.of("n1", "n2", "n3")) {
            Path spare = dir.resolve(node).resolve("state-sets/web/.spare-1/tree/same");
            TestSite.until(() -> Files.exists(spare));
        }
        site.write("index", "two");

        ConfigSetView view = site.publish(good());

        assertThat(requireNonNull(view.rollout()).phase()).isEqualTo(Phase.DONE);
        assertThat(site.readAll("index")).containsExactly("two", "two", "two");
        assertThat(site.readAll("same")).containsExactly("same", "same", "same");
    }

    @Test
    void a_node_that_refuses_leaves_everything_as_it_was_everywhere() throws Exception {
        site.write("index", "one");
        site.publish(good());
        site.write("index", "two");
        Files.writeString(dir.resolve("n3/refuse"), "");

        ConfigSetView view =
                site.publish(
                        site.hook("case $1 in *n3*) echo no such name >&2; exit 1;; esac", RELOAD));

        assertThat(requireNonNull(view.rollout()).phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(view.rollout().why()).contains("n3").contains("no such name");
        assertThat(view.live()).isEqualTo(1);
        assertThat(site.readAll("index")).containsExactly("one", "one", "one");
        for (String node : List.of("n1", "n2", "n3")) {
            assertThat(dir.resolve(node + "/web.reloads")).as(node).hasContent("x\n");
        }
        assertThat(site.events).anyMatch(line -> line.startsWith("n3 config.refused set=web"));
        TestSite.until(() ->
                site.events.stream().anyMatch(line -> line.startsWith("n1 config.rolled-back")));
    }

    @Test
    void a_canary_whose_reload_fails_goes_back_alone() throws Exception {
        site.write("index", "one");
        site.publish(good());
        site.write("index", "two");

        ConfigSetView view =
                site.publish(site.hook("", "grep -q one \"$1/index\" && echo x >> \"$1.reloads\""));

        assertThat(requireNonNull(view.rollout()).phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(view.rollout().canary()).isEqualTo("n2");
        assertThat(view.rollout().why()).startsWith("n2: ");
        assertThat(site.readAll("index")).containsExactly("one", "one", "one");
        assertThat(dir.resolve("n1/web.reloads")).hasContent("x\n");
        assertThat(dir.resolve("n3/web.reloads")).hasContent("x\n");
    }

    @Test
    void another_than_the_canary_takes_all_of_them_back() throws Exception {
        site.write("index", "one");
        site.publish(good());
        site.write("index", "two");

        ConfigSetView view =
                site.publish(
                        site.hook(
                                "",
                                "case $1 in *n3*) grep -q one \"$1/index\" || exit 1;; esac; "
                                        + RELOAD));

        assertThat(requireNonNull(view.rollout()).phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(view.rollout().why()).startsWith("n3: ");
        assertThat(site.readAll("index")).containsExactly("one", "one", "one");
    }

    @Test
    void the_first_version_taken_back_gives_the_target_back() throws Exception {
        Files.createDirectories(site.target("n2"));
        Files.writeString(site.target("n2").resolve("index"), "from before");
        site.write("index", "one");

        ConfigSetView view =
                site.publish(site.hook("", "case $1 in *n3*) exit 1;; esac; " + RELOAD));

        assertThat(view.live()).isZero();
        assertThat(requireNonNull(view.rollout()).phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(site.read("n2", "index")).isEqualTo("from before");
        assertThat(Files.isSymbolicLink(site.target("n2"))).isFalse();
        assertThat(site.target("n1")).doesNotExist();
    }

    @Test
    void a_check_that_hangs_is_ended_and_refused() throws Exception {
        site.write("index", "one");
        Hook hangs = new Hook(Hook.Kind.COMMAND, List.of("sleep", "600"), List.of(), 0, 300);

        ConfigSetView view = site.publish(hangs);

        assertThat(requireNonNull(view.rollout()).phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(view.rollout().why()).contains("'sleep 600' to end within 300 ms");
        assertThat(site.target("n1")).doesNotExist();
    }

    @Test
    void an_earlier_version_comes_back_on_all_nodes() throws Exception {
        site.write("index", "one");
        site.publish(good());
        site.write("index", "two");
        site.publish(good());
        assertThat(site.readAll("index")).containsExactly("two", "two", "two");

        site.office("n1").rollback(TestSite.ANN, new ConfigRollback("web", 1));
        ConfigSetView view = site.ended();

        assertThat(view.live()).isEqualTo(1);
        assertThat(site.readAll("index")).containsExactly("one", "one", "one");
    }

    @Test
    void where_the_cluster_has_no_set_every_node_has_all_in_force() throws Exception {
        assertThat(site.of("n1").hasAllInForce("n3")).isTrue();
        assertThat(site.of("n1").hasAllInForce("not heard of")).isTrue();
    }

    @Test
    void a_worker_that_was_away_follows_when_it_is_back() throws Exception {
        site.write("index", "one");
        site.publish(good());
        site.stop("n3");
        site.write("index", "two");
        site.publish(good());
        assertThat(site.read("n3", "index")).isEqualTo("one");
        assertThat(site.of("n1").hasAllInForce("n2")).isTrue();
        assertThat(site.of("n1").hasAllInForce("n3")).isFalse();

        site.start("n3");

        TestSite.until(() -> site.read("n3", "index").equals("two"));
        TestSite.until(() -> site.of("n1").hasAllInForce("n3"));
        TestSite.until(() ->
                site.events.stream()
                        .anyMatch(
                                line -> line.startsWith("n3 config.converged set=web version=2")));
    }

    @Test
    void a_worker_that_was_away_and_refuses_says_so_and_keeps_what_it_has() throws Exception {
        site.write("index", "one");
        site.publish(good());
        site.stop("n3");
        site.write("index", "two");
        site.publish(site.hook("case $1 in *n3*) echo not here; exit 1;; esac", RELOAD));

        site.start("n3");

        TestSite.until(() ->
                site.events.stream()
                        .anyMatch(line -> line.startsWith("n3 config.refused set=web version=2")));
        assertThat(site.read("n3", "index")).isEqualTo("one");
        NodeState state =
                site.office("n1").views().getFirst().nodes().stream()
                        .filter(one -> one.node().equals("n3"))
                        .findFirst()
                        .orElseThrow();
        assertThat(state.version()).isEqualTo(1);
        assertThat(requireNonNull(state.error()).found()).contains("not here");
        assertThat(site.of("n1").hasAllInForce("n3")).isFalse();
    }

    @Test
    void a_node_that_is_killed_between_switch_and_reload_does_both_again() throws Exception {
        site.write("index", "one");
        site.publish(good());
        site.stop("n3");
        Files.writeString(dir.resolve("n3/state/sets/web.json"), "{\"inForce\":-1,\"before\":1}");
        Files.delete(dir.resolve("n3/web.reloads"));

        site.start("n3");

        TestSite.until(() -> Files.exists(dir.resolve("n3/web.reloads")));
        TestSite.until(() ->
                site.events.stream()
                        .anyMatch(
                                line -> line.startsWith("n3 config.converged set=web version=1")));
    }

    @Test
    void a_node_that_dies_while_it_stages_goes_on_where_the_rollout_is() throws Exception {
        site.write("index", "one");
        site.publish(good());
        site.write("index", "two");
        site.begin(site.hook("case $1 in *n3*) sleep 1;; esac", RELOAD));
        TestSite.until(() -> requireNonNull(site.view().rollout()).reports().size() == 2);

        site.stop("n3");
        site.start("n3");

        assertThat(requireNonNull(site.ended().rollout()).phase()).isEqualTo(Phase.DONE);
        assertThat(site.readAll("index")).containsExactly("two", "two", "two");
    }

    @Test
    void an_edit_on_a_worker_is_seen_and_put_back() throws Exception {
        site.write("index", "one");
        site.publish(good());
        Files.writeString(site.target("n2").resolve("index"), "edited");
        Files.writeString(site.target("n2").resolve("more"), "added");

        ConfigSetView seen = site.office("n1").look("web");
        assertThat(drift(seen, "n2"))
                .containsExactly(
                        new Drift("index", Change.CONTENT), new Drift("more", Change.ADDED));
        assertThat(drift(seen, "n3")).isEmpty();
        assertThat(site.events).contains("n2 config.drift set=web files=2 first=index");

        ConfigSetView settled =
                site.office("n1")
                        .settle(
                                TestSite.ANN,
                                new DriftOrder("web", "n2", DriftOrder.Action.PUT_BACK));

        assertThat(drift(settled, "n2")).isEmpty();
        assertThat(site.readAll("index")).containsExactly("one", "one", "one");
        assertThat(site.target("n2").resolve("more")).doesNotExist();
        try (var kept = Files.walk(dir.resolve("n2/state-sets/.edits"))) {
            assertThat(kept.filter(Files::isRegularFile).map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder("index", "more");
        }
    }

    @Test
    void an_edit_on_a_worker_is_adopted_by_all() throws Exception {
        site.write("index", "one");
        site.publish(good());
        Files.writeString(site.target("n2").resolve("index"), "edited");

        var diff = site.office("n1").diff("web", "1", "node:n2");
        assertThat(diff.files()).hasSize(1);
        assertThat(diff.files().getFirst().unified()).contains("-one").contains("+edited");

        site.office("n1")
                .settle(TestSite.ANN, new DriftOrder("web", "n2", DriftOrder.Action.ADOPT));
        ConfigSetView view = site.ended();

        assertThat(requireNonNull(view.rollout()).why()).isEmpty();
        assertThat(view.live()).isEqualTo(2);
        assertThat(site.readAll("index")).containsExactly("edited", "edited", "edited");
        assertThat(drift(site.office("n1").look("web"), "n2")).isEmpty();
    }

    @Test
    void a_worker_refuses_every_change_and_names_the_admin() throws Exception {
        site.write("index", "one");
        site.publish(good());
        var bob = new Actor("bob", "n2", "socket");
        ConfigOffice office = site.office("n2");

        assertThatThrownBy(() -> office.rollback(bob, new ConfigRollback("web", 1)))
                .hasMessageContaining("'n1'");
        assertThatThrownBy(() -> office.forget(bob, "web")).hasMessageContaining("'n1'");
        assertThatThrownBy(() ->
                        office.settle(bob, new DriftOrder("web", "n2", DriftOrder.Action.ADOPT)))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.error().code()).isEqualTo("not-the-admin"));
    }

    private static List<Drift> drift(ConfigSetView view, String node) {
        return view.nodes().stream()
                .filter(one -> one.node().equals(node))
                .findFirst()
                .orElseThrow()
                .drift();
    }

    @Test
    void looking_at_the_files_all_the_time_makes_no_node_miss_its_turn() throws Exception {
        for (int i = 0; i < 200; i++) {
            site.write("file-" + i, "some content");
        }
        site.write("index", "first");
        site.publish(good());
        var ended = new AtomicBoolean();
        Thread looker =
                Thread.startVirtualThread(() -> {
                    while (!ended.get()) {
                        look("n2");
                        look("n3");
                    }
                });
        try {
            for (int i = 0; i < 40; i++) {
                site.write("index", "number " + i);
                long began = System.nanoTime();
                site.publish(good());
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .as("publication %d", i)
                        .isLessThan(Duration.ofSeconds(5));
            }
        } finally {
            ended.set(true);
            looker.join();
        }
    }

    private void look(String node) {
        try {
            var _ = site.of(node).ask(node, new Question.Look("web"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
