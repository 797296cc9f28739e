package dev.belay.agent.member;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.MemberOrder.ChangeRole;
import dev.belay.agent.core.member.Group;
import dev.belay.agent.core.member.GroupStep;
import dev.belay.agent.core.member.Regrouping;
import dev.belay.agent.core.member.Standing;
import dev.belay.agent.core.member.VoterChoice;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who votes, by itself and together with the steps of the group, under random joins, losses and
/// removals.
class VoterChoiceTest {

    private static final int ROUNDS = 400;

    @Test
    void new_voters_come_from_the_zones_that_have_the_fewest() {
        var sim = new Simulation(new Random(1), 3);
        sim.join("n2", "a", MemberRole.LEARNER);
        sim.join("n3", "a", MemberRole.LEARNER);
        sim.join("n4", "b", MemberRole.LEARNER);
        sim.settle();
        assertThat(sim.group.voters()).containsExactly("n1", "n2", "n4");
    }

    @Test
    void a_witness_votes_where_it_makes_the_number_odd() {
        var sim = new Simulation(new Random(1), 3);
        sim.join("w", "c", MemberRole.WITNESS);
        sim.settle();
        assertThat(sim.group.voters()).containsExactly("n1");
        sim.join("n2", "b", MemberRole.LEARNER);
        sim.settle();
        assertThat(sim.group.voters()).containsExactly("n1", "n2", "w");
    }

    @Test
    void a_voter_that_is_lost_for_long_is_replaced_only_when_another_can_vote() {
        var sim = new Simulation(new Random(1), 3);
        sim.join("n2", "b", MemberRole.LEARNER);
        sim.join("n3", "c", MemberRole.LEARNER);
        sim.settle();
        sim.down.add("n3");
        sim.lost.add("n3");
        sim.settle();
        assertThat(sim.group.voters()).containsExactly("n1", "n2", "n3");
        sim.join("n4", "c", MemberRole.LEARNER);
        sim.settle();
        assertThat(sim.group.voters()).containsExactly("n1", "n2", "n4");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void no_step_loses_the_majority_and_at_rest_the_number_is_odd(long seed) {
        var random = new Random(seed);
        var sim = new Simulation(random, List.of(1, 3, 5, 7).get(random.nextInt(4)));
        for (int round = 0; round < ROUNDS; round++) {
            sim.disturb();
            int steps = random.nextInt(4);
            for (int i = 0; i < steps; i++) {
                sim.step();
            }
            if (random.nextInt(20) == 0) {
                sim.heal();
                sim.settle();
                assertThat(sim.group.voters().size() % 2)
                        .as("voters at rest of " + sim.members.values() + " " + sim.group)
                        .isOne();
                assertThat(sim.group.voters().size()).isLessThanOrEqualTo(sim.most);
            }
        }
    }

    private static final class Simulation {

        final Map<String, Member> members = new TreeMap<>();
        final SortedSet<String> down = new TreeSet<>();
        final SortedSet<String> lost = new TreeSet<>();
        final int most;
        final Random random;
        Group group;
        int names = 10;

        Simulation(Random random, int most) {
            this.random = random;
            this.most = most;
            var first = new Member("n1", "n1", "a", MemberRole.VOTER, true, "h", 1);
            members.put("n1", first);
            group = new Group(new TreeSet<>(List.of("n1")), new TreeSet<>(), false);
        }

        void join(String id, String zone, MemberRole role) {
            members.put(id, new Member(id, id, zone, role, false, "h-" + id, 1));
        }

        void disturb() {
            List<String> ids = new ArrayList<>(members.keySet());
            String one = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(5)) {
                case 0 -> {
                    if (ids.size() < 12) {
                        boolean witness = random.nextInt(8) == 0;
                        join(
                                "m" + names++,
                                String.valueOf((char) ('a' + random.nextInt(3))),
                                witness ? MemberRole.WITNESS : MemberRole.LEARNER);
                    }
                }
                case 1 -> {
                    var more = new TreeSet<>(down);
                    more.add(one);
                    if (isQuorate(group, more) && !one.equals("n1")) {
                        down.add(one);
                    }
                }
                case 2 -> {
                    down.remove(one);
                    lost.remove(one);
                }
                case 3 -> lost.addAll(down);
                default -> {
                    boolean voter = requireNonNull(members.get(one)).role().votes();
                    if (!one.equals("n1") && (!voter || isQuorate(without(one), down))) {
                        members.remove(one);
                        lost.remove(one);
                    }
                }
            }
        }

        private Group without(String id) {
            var voters = new TreeSet<>(group.voters());
            voters.remove(id);
            return new Group(voters, group.listeners(), false);
        }

        void heal() {
            down.retainAll(group.voters());
            down.removeAll(members.keySet());
            lost.clear();
        }

        void settle() {
            for (int i = 0; i < 60; i++) {
                step();
            }
        }

        void step() {
            var list = List.copyOf(members.values());
            Map<String, Standing> peers = new HashMap<>();
            var known = new TreeSet<>(members.keySet());
            // One that was removed is let in until the group has changed.
            known.addAll(group.voters());
            for (String id : known) {
                boolean up = !down.contains(id);
                peers.put(id, new Standing(up, up && group.has(id), true));
            }
            var regrouping = new Regrouping("n1", list, new TreeSet<>(members.keySet()), peers);
            if (regrouping.next(group) instanceof GroupStep.Regroup(var to, var reason)) {
                apply(to, reason);
                return;
            }
            var heard = new TreeSet<>(members.keySet());
            heard.removeAll(down);
            var ready = new TreeSet<String>();
            heard.stream().filter(group::has).forEach(ready::add);
            var change = new VoterChoice(most, list, group, heard, ready, lost).next();
            change.ifPresent(this::apply);
            if (change.isEmpty()
                    && regrouping.witness(group).orElse(null)
                            instanceof GroupStep.Regroup(var to, var reason)) {
                apply(to, reason);
            }
        }

        private void apply(ChangeRole change) {
            Member one = members.get(change.node());
            members.put(
                    requireNonNull(one).id(),
                    new Member(
                            one.id(),
                            one.name(),
                            one.zone(),
                            change.role(),
                            one.admin(),
                            one.host(),
                            one.port()));
        }

        private void apply(Group to, String reason) {
            assertThat(isQuorate(group, down)).as("before: " + reason).isTrue();
            assertThat(isQuorate(to, down)).as("after: " + reason).isTrue();
            // Consecutive groups that differ in one voter have no two disjoint majorities.
            var changed = new TreeSet<>(group.voters());
            changed.addAll(to.voters());
            var both = new TreeSet<>(group.voters());
            both.retainAll(to.voters());
            changed.removeAll(both);
            assertThat(changed.size()).as("voters changed: " + reason).isLessThanOrEqualTo(1);
            assertThat(group.majority() + to.majority())
                    .isGreaterThan(both.size() + changed.size());
            group = to;
        }

        private static boolean isQuorate(Group group, SortedSet<String> down) {
            long up = group.voters().stream().filter(id -> !down.contains(id)).count();
            return up >= group.majority();
        }
    }
}
