package dev.belay.model.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.place.Score;
import dev.belay.model.service.AttributeConstraint;
import dev.belay.model.service.ColocationConstraint;
import dev.belay.model.service.Constraint;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Sweep.Weak;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Three nodes, each in a zone of its own; the third one only votes.
class MendingTest {
    private Design design =
            Stream.of("a", "b", "c")
                    .reduce(
                            Design.empty(
                                    ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD)),
                            MendingTest::with,
                            (one, other) -> one);

    private static Design with(Design design, String name) {
        NodeRole role = name.equals("c") ? NodeRole.WITNESS : NodeRole.WORKER;
        ThingId zone = id("z" + name);
        return design.with(Zone.of(zone, "z" + name))
                .with(
                        Node.of(id(name), name, role)
                                .withWithin(Optional.of(zone))
                                .withAttributes(new TreeMap<>(Map.of("disk", name))));
    }

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static Constraint never(String place) {
        return new LocationConstraint(id(place), -Score.INFINITY);
    }

    private void service(String name, Constraint... constraints) {
        design = design.with(Service.of(id(name), name).withConstraints(List.of(constraints)));
    }

    private List<Weak> single() {
        return Sweep.of(design).weak().stream().filter(Weak::isSingle).toList();
    }

    /// Mends the first weak point, and looks whether it is one afterwards.
    private Mending mended() {
        Weak weak = single().getFirst();
        Mending mending = Mending.of(design, weak).orElseThrow();
        design = mending.apply(design);
        assertThat(Sweep.of(design).weak()).extracting(Weak::faults).doesNotContain(weak.faults());
        return mending;
    }

    @Test
    void a_service_that_only_one_node_may_run_is_allowed_on_another() {
        Constraint likes = new LocationConstraint(id("a"), 100);
        service("web", never("zb"), likes, never("b"));
        assertThat(mended()).isEqualTo(new Mending(id("b"), List.of(id("web")), false));
        assertThat(design.find(id("web"), Service.class).orElseThrow().constraints())
                .containsExactly(likes);
        assertThat(single()).isEmpty();
    }

    @Test
    void all_services_that_the_fault_loses_are_allowed() {
        service("web", never("zb"));
        service("files", new AttributeConstraint("disk", "b", -Score.INFINITY));
        assertThat(mended().services()).containsExactly(id("web"), id("files"));
        assertThat(single()).isEmpty();
    }

    @Test
    void what_forbade_several_nodes_forbids_the_others_still() {
        Node fourth = Node.of(id("d"), "d", NodeRole.WORKER).withWithin(Optional.of(id("zb")));
        design = design.with(fourth);
        service("web", never("zb"));
        assertThat(mended().node()).isEqualTo(id("b"));
        assertThat(design.find(id("web"), Service.class).orElseThrow().constraints())
                .containsExactly(never("d"));
    }

    @Test
    void no_other_service_is_lost_for_it() {
        service("web", never("b"));
        service("apart", keepsAway("web"), never("a"));
        design = design.with(design.find(id("web"), Service.class).orElseThrow().withPriority(10));
        Weak weak =
                single().stream()
                        .filter(one -> one.lost().contains(id("web")))
                        .findFirst()
                        .orElseThrow();
        assertThat(Mending.of(design, weak)).isEmpty();
    }

    private static Constraint keepsAway(String other) {
        return new ColocationConstraint(id(other), -Score.INFINITY);
    }

    @Test
    void a_node_in_standby_is_taken_out_of_it() {
        design = design.with(design.find(id("b"), Node.class).orElseThrow().withStandby(true));
        service("web");
        assertThat(mended()).isEqualTo(new Mending(id("b"), List.of(), true));
    }

    @Test
    void a_lost_majority_is_not_mended_by_any_constraint() {
        design = design.withThings(design.things().without(id("c")));
        service("web", never("b"));
        assertThat(single()).isNotEmpty();
        assertThat(single()).allSatisfy(weak -> assertThat(Mending.of(design, weak)).isEmpty());
    }

    @Test
    void a_design_without_that_node_stays_as_it_is() {
        service("web", never("b"));
        Weak weak = single().getFirst();
        Design gone = design.withThings(design.things().without(id("b")));
        Mending mending = Mending.of(design, weak).orElseThrow();
        assertThat(mending.apply(gone)).as("what is no longer there").isEqualTo(gone);
    }
}
