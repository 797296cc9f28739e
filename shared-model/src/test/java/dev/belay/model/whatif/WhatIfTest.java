package dev.belay.model.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Link;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Mirror;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Prediction.ServiceFate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private Design design =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD));

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private void node(String name, NodeRole role, String zone) {
        Node node = Node.of(id(name), name, role);
        design = design.with(zone.isEmpty() ? node : node.withWithin(Optional.of(id(zone))));
    }

    /// Three nodes that vote, each in a zone of its own.
    private void three() {
        for (String zone : List.of("za", "zb", "zc")) {
            design = design.with(Zone.of(id(zone), zone));
        }
        node("a", NodeRole.ADMIN, "za");
        node("b", NodeRole.WORKER, "zb");
        node("c", NodeRole.WORKER, "zc");
    }

    private Service service(String name) {
        Service service = Service.of(id(name), name);
        design = design.with(service);
        return service;
    }

    private void put(Service service) {
        design = design.with(service);
    }

    private static LocationConstraint on(String place, int score) {
        return new LocationConstraint(id(place), score);
    }

    private Prediction down(String... things) {
        List<Fault> faults = new ArrayList<>();
        for (String thing : things) {
            faults.add(new Fault.Down(id(thing)));
        }
        return WhatIf.of(design).predict(faults);
    }

    private static ServiceFate fate(Prediction of, String service) {
        return of.services().stream()
                .filter(one -> one.service().equals(id(service)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void without_faults_everything_stays() {
        three();
        put(service("web").withConstraints(List.of(on("b", 100))));
        Prediction nothing = down();
        assertThat(nothing.quorate()).isTrue();
        assertThat(nothing.apart()).isEmpty();
        assertThat(fate(nothing, "web").fate()).isEqualTo(Fate.STAYS);
        assertThat(fate(nothing, "web").before()).contains(id("b"));
    }

    @Test
    void a_lost_node_s_service_goes_on_elsewhere_after_its_lease() {
        three();
        put(service("web").withConstraints(List.of(on("b", 100), on("c", 50))));
        Prediction lost = down("b");
        assertThat(lost.apart()).containsExactly(id("b"));
        ServiceFate web = fate(lost, "web");
        assertThat(web.fate()).isEqualTo(Fate.MOVES);
        assertThat(web.after()).contains(id("c"));
        assertThat(web.begins()).contains(design.cluster().timing().lease());
        assertThat(web.loss()).isEmpty();
    }

    @Test
    void a_container_takes_along_all_that_is_drawn_in_it() {
        three();
        put(service("web").withConstraints(List.of(on("zb", 100))));
        assertThat(fate(down("zb"), "web").fate()).isEqualTo(Fate.MOVES);
        assertThat(down("zb").apart()).containsExactly(id("b"));
    }

    @Test
    void without_a_majority_nothing_runs_anywhere() {
        three();
        put(service("web").withConstraints(List.of(on("c", 100))));
        Prediction lost = down("a", "b");
        assertThat(lost.quorate()).isFalse();
        assertThat(lost.votes()).isEqualTo(1);
        assertThat(lost.majority()).isEqualTo(2);
        assertThat(lost.lost()).containsExactly(id("web"));
        assertThat(fate(lost, "web").reason()).isEmpty();
    }

    @Test
    void a_witness_votes_and_runs_nothing() {
        node("a", NodeRole.ADMIN, "");
        node("b", NodeRole.WORKER, "");
        node("w", NodeRole.WITNESS, "");
        put(service("web").withConstraints(List.of(on("a", 100))));
        assertThat(fate(down("a"), "web").after()).contains(id("b"));
        assertThat(down("a", "b").lost()).containsExactly(id("web"));
    }

    @Test
    void what_must_not_run_elsewhere_is_lost_and_takes_its_followers_along() {
        three();
        put(service("db").withConstraints(List.of(on("a", -1_000_000), on("c", -1_000_000))));
        put(service("web").withConstraints(List.of(new OrderConstraint(id("db"), true))));
        Prediction lost = down("b");
        assertThat(lost.lost()).containsExactlyInAnyOrder(id("db"), id("web"));
        assertThat(fate(lost, "db").reason()).isPresent();
    }

    @Test
    void what_follows_another_one_moves_though_its_own_node_is_well() {
        three();
        put(service("db").withConstraints(List.of(on("b", 100), on("c", 50))));
        put(service("web").withConstraints(List.of(new ColocationConstraint(id("db"), 1_000_000))));
        Prediction lost = down("b");
        assertThat(fate(lost, "web").after()).contains(id("c"));
    }

    @Test
    void who_does_not_hear_the_majority_is_apart() {
        three();
        put(service("web").withConstraints(List.of(on("c", 100))));
        Prediction cut =
                WhatIf.of(design)
                        .predict(
                                List.of(
                                        new Fault.Cut(id("za"), id("zc")),
                                        new Fault.Cut(id("b"), id("c"))));
        assertThat(cut.quorate()).isTrue();
        assertThat(cut.apart()).containsExactly(id("c"));
        assertThat(fate(cut, "web").fate()).isEqualTo(Fate.MOVES);
    }

    @Test
    void one_cut_between_two_of_three_leaves_a_node_that_hears_both() {
        three();
        put(service("web").withConstraints(List.of(on("c", 100))));
        Prediction cut = WhatIf.of(design).predict(List.of(new Fault.Cut(id("a"), id("c"))));
        assertThat(cut.apart()).isEmpty();
        assertThat(fate(cut, "web").fate()).isEqualTo(Fate.STAYS);
    }

    @Test
    void writes_that_a_mirror_may_lack_are_told() {
        three();
        Mirror mirror =
                Mirror.of(id("data"), "data", "/srv/data")
                        .withMembers(List.of(id("b"), id("c")))
                        .withLagLimit(Duration.ofSeconds(4));
        design = design.with(mirror);
        put(
                service("db")
                        .withConstraints(List.of(on("b", 100), on("c", 50)))
                        .withResources(List.of(MirrorResource.of("data", id("data")))));
        assertThat(fate(down("b"), "db").loss()).contains(Duration.ofSeconds(4));
        assertThat(fate(down("a"), "db").loss()).isEmpty();
    }

    @Test
    void a_sweep_finds_what_one_and_what_two_faults_cost() {
        three();
        design = design.withLinks(List.of(Link.of(id("l"), id("a"), id("b"))));
        put(service("web").withConstraints(List.of(on("a", 100))));
        put(service("pinned").withConstraints(List.of(on("a", -1_000_000), on("c", -1_000_000))));
        Sweep sweep = Sweep.of(design);
        // Zones hold one node each and are the same faults; three nodes and a link are four.
        assertThat(sweep.predictions()).isEqualTo(4 + 6);
        assertThat(sweep.weak().getFirst().faults()).containsExactly(new Fault.Down(id("b")));
        assertThat(sweep.weak().getFirst().lost()).containsExactly(id("pinned"));
        assertThat(sweep.weak())
                .filteredOn(one -> !one.isSingle())
                .allSatisfy(one -> assertThat(one.lost()).isNotEmpty())
                .anySatisfy(one -> {
                    assertThat(one.faults())
                            .containsExactly(new Fault.Down(id("a")), new Fault.Down(id("b")));
                    assertThat(one.lost()).containsExactly(id("web"));
                    assertThat(one.quorate()).isFalse();
                });
    }

    @Test
    void a_sweep_that_is_watched_can_be_ended_and_says_how_far_it_is() {
        three();
        List<String> told = new ArrayList<>();
        Optional<Sweep> ended =
                Sweep.of(
                        design,
                        (done, total) -> {
                            told.add(done + "/" + total);
                            return done < 2;
                        });
        assertThat(ended).isEmpty();
        assertThat(told).containsExactly("1/6", "2/6");
        assertThat(Sweep.of(design).faults()).isEqualTo(3);
    }

    /// A person waits for it.
    @Test
    void twenty_nodes_and_sixty_services_are_swept_within_three_seconds() {
        for (int zone = 0; zone < 4; zone++) {
            design = design.with(Zone.of(id("zone-" + zone), "zone-" + zone));
        }
        for (int i = 0; i < 20; i++) {
            node("node-" + i, i == 0 ? NodeRole.ADMIN : NodeRole.WORKER, "zone-" + i % 4);
            if (i >= 7) {
                design = design.with(learning("node-" + i));
            }
        }
        for (int i = 0; i < 60; i++) {
            List<Constraint> constraints = new ArrayList<>();
            constraints.add(on("node-" + i % 20, 100));
            constraints.add(on("zone-" + i % 4, 50));
            if (i % 3 == 2) {
                constraints.add(new ColocationConstraint(id("service-" + (i - 1)), 1_000_000));
                constraints.add(new OrderConstraint(id("service-" + (i - 2)), true));
            }
            put(service("service-" + i).withConstraints(constraints));
        }
        long begun = System.nanoTime();
        Sweep sweep = Sweep.of(design);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(sweep.predictions()).isEqualTo(24 + 24 * 23 / 2);
        assertThat(took).isLessThan(Duration.ofSeconds(3));
        System.out.println("sweep of 20 nodes and 60 services: " + took.toMillis() + " ms");
    }

    private Node learning(String name) {
        return design.find(id(name), Node.class).orElseThrow().withLearner(true);
    }
}
