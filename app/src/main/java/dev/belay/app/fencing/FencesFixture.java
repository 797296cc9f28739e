package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.api.FenceView;
import dev.belay.api.FenceView.Device;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.FenceView.Result;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.model.node.FenceAction;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A cluster whose fencing is kept here: for pictures and tests.
public final class FencesFixture implements FencesPort {
    private static final List<String> MEMBERS = List.of("gw-1", "gw-2", "gw-3");
    private static final List<String> VERBS = List.of("monitor", "off", "on", "reboot", "status");

    /// How the cluster is.
    public enum Mood {
        WELL,
        /// No device, and nothing was ever fenced.
        EMPTY,
        /// One node is being stopped.
        UNDER_WAY,
        /// One node does not answer, no device stopped it, and services wait.
        WAITS
    }

    private final Instant now;
    private final List<String> calls = new ArrayList<>();
    private final List<Fencing> ordered = new ArrayList<>();
    private Mood mood = Mood.WELL;
    private boolean confirmed;
    private @Nullable AgentException lost;

    public FencesFixture(Instant now) {
        this.now = now;
    }

    public void setMood(Mood mood) {
        this.mood = mood;
    }

    /// What was ordered, in order.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /// The next call fails.
    public void fail(AgentException.Kind kind) {
        lost =
                new AgentException(
                        kind,
                        kind == AgentException.Kind.REFUSED
                                ? new ApiError(
                                        "node-answers",
                                        "a node that is stopped",
                                        "'gw-3', whose agent answers",
                                        "switch it off first, or run 'belay fence gw-3'")
                                : new ApiError(
                                        "agent-silent",
                                        "an answer of gw-1 within 5 s",
                                        "silence",
                                        "look whether its agent runs"),
                        null);
    }

    /// What was ordered last ends.
    public void end(Result result) {
        Fencing last = ordered.removeFirst();
        ordered.addFirst(
                new Fencing(
                        last.number(),
                        last.node(),
                        last.executor(),
                        last.orderedBy(),
                        false,
                        last.action(),
                        last.reason(),
                        last.at(),
                        result,
                        now,
                        List.of("level 1, device 'bmc', off: " + result)));
    }

    private void answer() throws AgentException {
        AgentException why = lost;
        lost = null;
        if (why != null) {
            throw why;
        }
    }

    private boolean isLost(String node) {
        return node.equals("gw-3") && (mood == Mood.WAITS || mood == Mood.UNDER_WAY);
    }

    @Override
    public Told look() throws AgentException {
        answer();
        Map<String, FenceView> views = new TreeMap<>();
        for (String member : MEMBERS) {
            if (!isLost(member)) {
                views.put(member, view(member));
            }
        }
        return new Told("gw-1", view("gw-1"), services(), views);
    }

    private FenceView view(String member) {
        return new FenceView(now, mood != Mood.EMPTY, devices(member), history());
    }

    private List<Device> devices(String member) {
        if (mood == Mood.EMPTY) {
            return List.of();
        }
        boolean misses = member.equals("gw-2");
        return List.of(
                new Device(
                        "bmc",
                        "bmc-rack-1",
                        "fence_ipmilan",
                        1,
                        FenceAction.REBOOT,
                        MEMBERS,
                        VERBS,
                        ""),
                new Device(
                        "pdu",
                        "pdu-osaka",
                        "fence_apc_snmp",
                        2,
                        FenceAction.OFF,
                        List.of("gw-1", "gw-3"),
                        misses ? List.of() : VERBS,
                        misses ? "this node has no value for [community]" : ""));
    }

    private List<Fencing> history() {
        List<Fencing> all = new ArrayList<>(ordered);
        switch (mood) {
            case EMPTY -> {
                return all;
            }
            case WELL -> {}
            case UNDER_WAY ->
                    all.add(
                            fencing(
                                    61,
                                    "gw-3",
                                    true,
                                    "gw-3 is silent for 0.9 s",
                                    8,
                                    Result.UNDER_WAY,
                                    "level 1, device 'bmc', off: no answer within 4 s"));
            case WAITS ->
                    all.add(
                            fencing(
                                    61,
                                    "gw-3",
                                    true,
                                    "gw-3 is silent for 0.9 s",
                                    95,
                                    Result.REFUSED,
                                    "level 1, device 'bmc', off: no route to host 10.0.9.21",
                                    "level 2, device 'pdu', off: exit code 1: Failed: Unable to"
                                            + " connect/login to fencing device"));
        }
        all.add(
                fencing(
                        48,
                        "gw-2",
                        false,
                        "ordered by kaito",
                        86_400 + 1_260,
                        Result.UNKNOWN,
                        "level 1, device 'bmc', off: no answer within 20 s"));
        all.add(
                new Fencing(
                        44,
                        "gw-2",
                        "",
                        "kaito on gw-1",
                        false,
                        FenceAction.OFF,
                        "confirmed by hand",
                        now.minusSeconds(86_400 * 3),
                        Result.CONFIRMED_BY_HAND,
                        now.minusSeconds(86_400 * 3),
                        List.of()));
        all.add(
                fencing(
                        37,
                        "gw-3",
                        true,
                        "the stop of web failed: nginx did not end within 20 s",
                        86_400 * 9,
                        Result.CONFIRMED,
                        "level 1, device 'bmc', off: exit code 0: Success: Powered OFF",
                        "level 1, device 'bmc', status: exit code 2: Status: OFF",
                        "level 1, device 'bmc', on: exit code 0: Success: Powered ON"));
        return all;
    }

    private Fencing fencing(
            long number,
            String node,
            boolean automatic,
            String reason,
            long secondsAgo,
            Result result,
            String... evidence) {
        Instant at = now.minusSeconds(secondsAgo);
        return new Fencing(
                number,
                node,
                "gw-1",
                automatic ? "belay on gw-1" : "kaito on gw-1",
                automatic,
                FenceAction.REBOOT,
                reason,
                at,
                result,
                result == Result.UNDER_WAY ? null : at.plusMillis(2_340),
                List.of(evidence));
    }

    private ServicesView services() {
        boolean held = isLost("gw-3") && !confirmed;
        List<ServiceView> all =
                mood == Mood.EMPTY
                        ? List.of()
                        : List.of(
                                service("web", State.ACTIVE, "gw-1"),
                                service(
                                        "batch",
                                        held ? State.UNKNOWN : State.ACTIVE,
                                        held || mood == Mood.WELL ? "gw-3" : "gw-2"),
                                service(
                                        "files",
                                        held ? State.STUCK : State.ACTIVE,
                                        held || mood == Mood.WELL ? "gw-3" : "gw-2"));
        return new ServicesView(
                now,
                "gw-1",
                mood == Mood.EMPTY ? 0 : 12,
                "default",
                1_457,
                all,
                MEMBERS.stream()
                        .map(one ->
                                new Host(one, NodeMode.ACTIVE, !isLost(one), "", List.of("gate")))
                        .toList(),
                null,
                List.of());
    }

    private ServiceView service(String id, State state, String node) {
        return new ServiceView(
                id,
                id,
                state,
                node,
                4,
                now.minusSeconds(86_400 * 2),
                Wanted.AS_DESIGNED,
                "",
                "",
                false,
                false,
                node,
                "it stays on " + node,
                1_200,
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public Fencing fence(String node, FenceAction action) throws AgentException {
        calls.add("fence " + node + " " + action);
        answer();
        Fencing begun =
                new Fencing(
                        70 + ordered.size(),
                        node,
                        "gw-1",
                        "kaito on gw-1",
                        false,
                        action,
                        "ordered by kaito",
                        now,
                        Result.UNDER_WAY,
                        null,
                        List.of());
        ordered.addFirst(begun);
        return begun;
    }

    @Override
    public void confirm(String node) throws AgentException {
        calls.add("confirm " + node);
        answer();
        confirmed = true;
    }
}
