package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.Step;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A cluster in one thread: nodes that stage, switch and die, a log that reaches each of them late,
/// reports that are lost or come twice, a coordinator that gives up and is another one after a
/// crash. One seed is one history.
final class RolloutWorld {

    static final String SET = "web";
    private static final ApiError BAD = new ApiError("bad", "good files", "'bad'", "mend them");
    private static final int GIVE_UP_AFTER = 60;

    /// One node: what is on its disk survives a crash, what it is doing does not.
    static final class Node {
        final String id;
        boolean up = true;
        int applied;
        long inForce;
        long before;
        final Set<Long> accepted = new HashSet<>();
        @Nullable NodeStep doing;
        long doneAt;
        long since;
        String waitedFor = "";

        Node(String id) {
            this.id = id;
        }
    }

    private record Sent(long at, long number, String by, Order order) {}

    final Random random;
    final List<Node> nodes = new ArrayList<>();
    final List<ClusterState> states = new ArrayList<>();
    final Map<Long, Set<String>> refusers = new HashMap<>();

    /// Rollouts of versions that were not there before.
    final Set<Long> fresh = new HashSet<>();

    final List<String> history = new ArrayList<>();
    private final PriorityQueue<Sent> onTheWay =
            new PriorityQueue<>(
                    java.util.Comparator.comparingLong(Sent::at).thenComparingLong(Sent::number));
    private long sent;
    long now;
    boolean calm;
    private int coordinator;

    RolloutWorld(long seed, int size) {
        random = new Random(seed);
        var members = new ArrayList<Member>();
        for (int i = 1; i <= size; i++) {
            nodes.add(new Node("n" + i));
            members.add(
                    new Member(
                            "n" + i, "n" + i, "z", MemberRole.VOTER, i == 1, "10.0.0." + i, 7400));
        }
        states.add(
                ClusterState.UNFOUNDED
                        .apply(1, 1, new Command.Found("lab", "Lab", members))
                        .next());
    }

    ClusterState newest() {
        return states.getLast();
    }

    @Nullable SetState set() {
        return newest().configs().get(SET);
    }

    /// One moment; the caller looks at its invariants afterwards.
    void tick() {
        now++;
        deliver();
        if (!calm) {
            chaos();
        }
        for (Node node : nodes) {
            if (node.up) {
                live(node);
            }
        }
        giveUp();
    }

    private void chaos() {
        if (random.nextInt(100) == 0) {
            publishOrRollBack();
        }
        Node one = nodes.get(random.nextInt(nodes.size()));
        if (random.nextInt(80) == 0 && one.up) {
            one.up = false;
            one.doing = null;
            say(one.id + " dies");
        } else if (random.nextInt(40) == 0 && !one.up) {
            back(one);
        }
        if (random.nextInt(200) == 0) {
            coordinator = random.nextInt(nodes.size());
            nodes.forEach(node -> node.waitedFor = "");
        }
    }

    /// No more faults: everybody is up, nothing is lost.
    void calmDown() {
        calm = true;
        nodes.stream().filter(node -> !node.up).forEach(this::back);
    }

    private void back(Node node) {
        node.up = true;
        say(node.id + " is back");
    }

    private void publishOrRollBack() {
        List<String> inSight =
                nodes.stream()
                        .filter(node -> node.up || node.id.equals("n1"))
                        .map(n -> n.id)
                        .toList();
        SetState set = set();
        if (set != null && set.versions().size() > 1 && random.nextInt(3) == 0) {
            List<SetVersion> kept = set.versions();
            long version = kept.get(random.nextInt(kept.size())).number();
            send("n1", new ConfigOrder.Rollback(SET, version, inSight));
        } else {
            send(
                    "n1",
                    new ConfigOrder.Publish(
                            SET,
                            set == null ? 1 : set.last() + 1,
                            "a".repeat(64),
                            1,
                            1,
                            "/etc/web",
                            false,
                            new Hook(Hook.Kind.COMMAND, List.of(), List.of(), 0, 1_000),
                            "",
                            inSight));
        }
    }

    private void live(Node node) {
        if (node.applied < states.size() - 1 && random.nextInt(2) == 0) {
            node.applied = Math.min(states.size() - 1, node.applied + 1 + random.nextInt(3));
        }
        NodeStep doing = node.doing;
        if (doing != null) {
            if (now >= node.doneAt) {
                node.doing = null;
                finish(node, doing);
            }
            return;
        }
        SetState set = states.get(node.applied).configs().get(SET);
        if (set != null) {
            NodeStep.next(set, node.id, node.inForce)
                    .ifPresent(step -> {
                        node.doing = step;
                        node.doneAt = now + 1 + random.nextInt(calm ? 5 : 20);
                    });
        }
    }

    private void finish(Node node, NodeStep step) {
        switch (step) {
            case NodeStep.Stage(var rollout, var version) -> {
                boolean good = accepts(node, version.number());
                report(node, rollout, Step.STAGED, good);
            }
            case NodeStep.Switch(var rollout, var version) -> {
                // A reload may fail after the link has changed.
                put(node, version.number());
                report(node, rollout, Step.SWITCHED, calm || random.nextInt(12) != 0);
            }
            case NodeStep.Revert(var rollout, var former) -> {
                long number = former.map(SetVersion::number).orElse(0L);
                boolean good = number == 0 || accepts(node, number);
                // Nobody asked it about the former version: it may have been away then.
                put(node, good ? number : node.before);
                report(node, rollout, Step.REVERTED, good);
            }
            case NodeStep.Converge(var version) -> {
                long number = version.map(SetVersion::number).orElse(0L);
                if (number == 0 || accepts(node, number)) {
                    put(node, number);
                }
            }
        }
    }

    private void put(Node node, long version) {
        if (node.inForce != version) {
            node.before = node.inForce;
            node.inForce = version;
            say(node.id + " has " + version);
        }
    }

    private boolean accepts(Node node, long version) {
        Set<String> refusing =
                refusers.computeIfAbsent(
                        version,
                        number -> {
                            var some = new HashSet<String>();
                            nodes.forEach(one -> {
                                if (random.nextInt(15) == 0) {
                                    some.add(one.id);
                                }
                            });
                            return some;
                        });
        boolean good = !refusing.contains(node.id);
        if (good) {
            node.accepted.add(version);
        }
        return good;
    }

    private void report(Node node, Rollout rollout, Step step, boolean good) {
        send(
                node.id,
                new ConfigOrder.Report(SET, rollout.id(), node.id, step, good ? null : BAD, 1));
    }

    /// The coordinator measures by its own clock how long it waits for whom.
    private void giveUp() {
        Node boss = nodes.get(coordinator);
        if (!boss.up) {
            coordinator = (coordinator + 1) % nodes.size();
            nodes.forEach(node -> node.waitedFor = "");
            return;
        }
        SetState set = states.get(boss.applied).configs().get(SET);
        Optional<Rollout> running = Optional.ofNullable(set).flatMap(SetState::running);
        for (Node node : nodes) {
            String waitedFor =
                    running.filter(one -> one.awaits(node.id))
                            .map(one -> one.id() + " " + one.phase())
                            .orElse("");
            if (!waitedFor.equals(node.waitedFor)) {
                node.waitedFor = waitedFor;
                node.since = now;
            } else if (!waitedFor.isEmpty() && now - node.since > GIVE_UP_AFTER) {
                Rollout one = running.orElseThrow();
                node.since = now;
                send(
                        boss.id,
                        new ConfigOrder.GiveUp(SET, one.id(), one.phase(), node.id, "silent"));
            }
        }
    }

    private void send(String by, Order order) {
        int copies = calm ? 1 : random.nextInt(10) == 0 ? 0 : random.nextInt(10) == 0 ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            onTheWay.add(new Sent(now + 1 + random.nextInt(calm ? 3 : 15), sent++, by, order));
        }
    }

    private void deliver() {
        while (!onTheWay.isEmpty() && onTheWay.element().at() <= now) {
            Sent one = onTheWay.remove();
            Applied applied =
                    newest().apply(
                                    1,
                                    states.size() + 1,
                                    new Command.Act(
                                            new Actor("ann", one.by(), "socket"),
                                            now,
                                            one.order()));
            states.add(applied.next());
            if (one.order() instanceof ConfigOrder.Publish
                    && applied.answer() instanceof Answer.Ordered(var index)) {
                fresh.add(index);
            }
            say(applied.reason());
        }
    }

    private void say(String what) {
        history.add(now + " " + what);
    }
}
