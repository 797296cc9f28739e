package dev.belay.app.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.DrillKind;
import dev.belay.app.whatif.Rehearsal.Why;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.Service;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.value.ThingId;
import dev.belay.model.whatif.Fault;
import dev.belay.model.whatif.WhatIf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Two nodes and a witness, each in a zone of its own; the cluster calls one node by its name only.
class RehearsalTest {
    private static final List<Member> MEMBERS = members("gw-1", "gw-2", "wit");
    private final Design design =
            Stream.of("gw-1", "gw-2", "wit")
                    .reduce(
                            Design.empty(
                                    ClusterSettings.of("edge", "edge", TimingProfile.STANDARD)),
                            RehearsalTest::with,
                            (one, other) -> one)
                    .with(
                            Service.of(id("web"), "web")
                                    .withConstraints(
                                            List.of(new LocationConstraint(id("gw-2"), 100))));

    private static Design with(Design design, String name) {
        NodeRole role = name.equals("wit") ? NodeRole.WITNESS : NodeRole.WORKER;
        return design.with(Zone.of(id("zone-" + name), "zone-" + name))
                .with(Node.of(id(name), name, role).withWithin(Optional.of(id("zone-" + name))));
    }

    private static List<Member> members(String... names) {
        return Stream.of(names)
                .map(name -> new Member(name, name, "", MemberRole.VOTER, false, "h", 7420))
                .toList();
    }

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static Fault down(String thing) {
        return new Fault.Down(id(thing));
    }

    private static Fault cut(String one, String other) {
        return new Fault.Cut(id(one), id(other));
    }

    private Rehearsal of(List<Member> members, Fault... faults) {
        WhatIf asker = WhatIf.of(design);
        List<Fault> all = List.of(faults);
        return Rehearsal.of(design, asker, all, Optional.of(asker.predict(all)), members);
    }

    private static Rehearsal none(Why why) {
        return new Rehearsal.None(why, Optional.empty());
    }

    @Test
    void a_node_that_is_down_is_killed_with_the_services_that_it_runs_whatever_holds_it() {
        Rehearsal drill = new Rehearsal.Drill(DrillKind.KILL, "gw-2", List.of("web"));
        assertThat(of(MEMBERS, down("gw-2"))).isEqualTo(drill);
        assertThat(of(MEMBERS, down("zone-gw-2"))).isEqualTo(drill);
        assertThat(of(MEMBERS, down("gw-2"), down("zone-gw-2"))).isEqualTo(drill);
        assertThat(of(MEMBERS, down("gw-1")))
                .isEqualTo(new Rehearsal.Drill(DrillKind.KILL, "gw-1", List.of()));
    }

    @Test
    void a_node_that_hears_no_other_is_cut_off() {
        Rehearsal drill = new Rehearsal.Drill(DrillKind.CUT, "gw-2", List.of("web"));
        assertThat(of(MEMBERS, cut("gw-2", "gw-1"), cut("zone-wit", "gw-2"))).isEqualTo(drill);
        assertThat(of(MEMBERS, cut("gw-2", "gw-1"))).isEqualTo(none(Why.PART));
        assertThat(of(MEMBERS, cut("gw-2", "gw-1"), cut("gw-2", "wit"), cut("gw-1", "wit")))
                .as("a drill leaves the others together")
                .isEqualTo(none(Why.PART));
    }

    @Test
    void what_no_drill_does_is_told() {
        assertThat(of(MEMBERS)).isEqualTo(none(Why.NOTHING));
        assertThat(of(List.of(), down("gw-1"))).isEqualTo(none(Why.NO_CLUSTER));
        assertThat(of(MEMBERS, down("gw-1"), down("gw-2"))).isEqualTo(none(Why.SEVERAL));
        assertThat(of(MEMBERS, down("gw-1"), cut("gw-2", "wit"))).isEqualTo(none(Why.MIXED));
        assertThat(of(MEMBERS, down("wit")))
                .isEqualTo(new Rehearsal.None(Why.NO_SERVICES, Optional.of(id("wit"))));
        Member witness = new Member("gw-1", "gw-1", "", MemberRole.WITNESS, false, "h", 7420);
        assertThat(of(List.of(witness), down("gw-1")))
                .as("which the drawing does not know yet")
                .isEqualTo(new Rehearsal.None(Why.NO_SERVICES, Optional.of(id("gw-1"))));
        assertThat(of(members("gw-1"), down("gw-2")))
                .isEqualTo(new Rehearsal.None(Why.NO_MEMBER, Optional.of(id("gw-2"))));
    }

    @Test
    void a_member_is_known_by_its_name_where_its_id_is_another() {
        List<Member> renamed =
                List.of(new Member("n-7", "gw-2", "", MemberRole.VOTER, false, "h", 7420));
        assertThat(of(renamed, down("gw-2")))
                .isEqualTo(new Rehearsal.Drill(DrillKind.KILL, "n-7", List.of("web")));
    }
}
