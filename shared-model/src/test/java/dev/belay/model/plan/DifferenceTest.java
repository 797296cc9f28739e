package dev.belay.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Link;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.plan.Difference.What;
import dev.belay.model.plan.Part.Kind;
import dev.belay.model.service.Service;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private final Design two =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD))
                    .with(Node.of(id("n1"), "n1", NodeRole.ADMIN))
                    .with(Node.of(id("n2"), "n2", NodeRole.WORKER));

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static List<Difference> between(Design base, Design wanted) {
        return Difference.of(Plan.of(base, 1, wanted, Live.UNKNOWN));
    }

    private static Optional<What> what(List<Difference> all, String id) {
        return all.stream().filter(one -> one.isOf(id(id))).findFirst().map(Difference::what);
    }

    private static Thing changed(Design design) {
        return design.find(id("n2"), Node.class).orElseThrow().withStandby(true);
    }

    @Test
    void what_comes_goes_and_changes_is_told_apart() {
        Design base = two.with(Service.of(id("old"), "old"));
        Design wanted = two.with(changed(two)).with(VirtualIp.of(id("vip"), "vip"));
        List<Difference> all = between(base, wanted);
        assertThat(what(all, "vip")).contains(What.ADDED);
        assertThat(what(all, "old")).contains(What.REMOVED);
        assertThat(what(all, "n2")).contains(What.CHANGED);
        assertThat(what(all, "n1")).isEmpty();
    }

    @Test
    void what_is_only_moved_on_the_canvas_is_redrawn_and_not_changed() {
        Thing moved =
                two.find(id("n1")).orElseThrow().withFrame(Optional.of(new Frame(8, 8, 0, 0)));
        assertThat(what(between(two, two.with(moved)), "n1")).contains(What.REDRAWN);
    }

    @Test
    void links_have_differences_of_their_own() {
        Design linked = two.withLinks(List.of(Link.of(id("a"), id("n1"), id("n2"))));
        Design other = two.withLinks(List.of(Link.of(id("b"), id("n1"), id("n2"))));
        List<Difference> all = between(linked, other);
        assertThat(what(all, "a")).contains(What.REMOVED);
        assertThat(what(all, "b")).contains(What.ADDED);
        assertThat(what(between(linked, relabelled(linked)), "a")).contains(What.CHANGED);
    }

    private static Design relabelled(Design design) {
        return design.withLinks(List.of(design.links().getFirst().withLabel("1 Gb/s")));
    }

    @Test
    void each_names_the_step_that_takes_it_over() {
        Design wanted = two.with(changed(two)).with(Service.of(id("web"), "web"));
        Plan plan = Plan.of(two, 1, wanted, Live.UNKNOWN);
        List<Difference> all = Difference.of(plan);
        assertThat(all).extracting(Difference::step).contains(1, 2);
        for (Difference one : all) {
            assertThat(plan.steps().get(one.step() - 1).step().parts()).contains(one.part());
        }
        assertThat(all.stream().map(Difference::part))
                .containsExactlyInAnyOrderElementsOf(Blend.differing(two, wanted));
    }

    @Test
    void other_timing_is_a_change_of_the_whole_cluster() {
        Design wanted =
                two.withCluster(
                        two.cluster().withTiming(two.cluster().timing().withName("another")));
        assertThat(between(two, wanted))
                .extracting(one -> one.part().kind(), Difference::what)
                .contains(org.assertj.core.api.Assertions.tuple(Kind.TIMING, What.CHANGED));
    }
}
