package dev.belay.app.services;

import dev.belay.api.ApiError;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Failures;
import dev.belay.api.ServiceView.Resource;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Stay;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServiceWhy.Candidate;
import dev.belay.api.ServiceWhy.Factor;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Services that were written down: for pictures and tests.
public final class ServicesFixture implements ServicesPort {
    private static final int MUST = 1_000_000;
    private static final long LEASE_MILLIS = 2_500;

    /// What the cluster is like.
    public enum Mood {
        /// All run but one that was stopped.
        WELL,
        /// No design is in force.
        EMPTY,
        /// A stop failed, and another service has no node.
        STUCK
    }

    private final Instant now;
    private final List<String> calls = new ArrayList<>();
    private Mood mood = Mood.WELL;
    private @Nullable AgentException failure;

    public ServicesFixture(Instant now) {
        this.now = now;
    }

    public void setMood(Mood next) {
        mood = next;
    }

    /// Every call fails from now on; null for none.
    public void fail(AgentException.@Nullable Kind kind) {
        failure =
                kind == null
                        ? null
                        : new AgentException(
                                kind,
                                new ApiError(
                                        "no-answer",
                                        "an answer of gw-2",
                                        "silence for 5 s",
                                        "check the tunnel to gw-2"),
                                null);
    }

    /// Every call that orders something, in its order.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Told services() throws AgentException {
        answer();
        return told();
    }

    private void answer() throws AgentException {
        AgentException why = failure;
        if (why != null) {
            throw why;
        }
    }

    private Told order(String call) throws AgentException {
        calls.add(call);
        answer();
        return told();
    }

    @Override
    public Told start(String service) throws AgentException {
        return order("start " + service);
    }

    @Override
    public Told stop(String service) throws AgentException {
        return order("stop " + service);
    }

    @Override
    public Told move(String service, String node) throws AgentException {
        return order("move " + service + " " + node);
    }

    @Override
    public Told clear(String service) throws AgentException {
        return order("clear " + service);
    }

    @Override
    public Told changeMode(String node, NodeMode mode) throws AgentException {
        return order("mode " + node + " " + mode);
    }

    private Told told() {
        return new Told(
                "gw-2",
                new ServicesView(
                        now,
                        "gw-2",
                        mood == Mood.EMPTY ? 0 : 12,
                        "normal",
                        LEASE_MILLIS,
                        switch (mood) {
                            case WELL -> List.of(web(), batch(), files(), reports());
                            case EMPTY -> List.of();
                            case STUCK -> List.of(web(), stuckBatch(), waitingFiles(), silent());
                        },
                        hosts(),
                        null,
                        List.of()));
    }

    private List<Host> hosts() {
        return List.of(
                new Host(
                        "gw-1",
                        NodeMode.ACTIVE,
                        true,
                        "",
                        List.of("gate", "self-kill", "guardian", "control-groups")),
                new Host(
                        "gw-2",
                        mood == Mood.STUCK ? NodeMode.STANDBY : NodeMode.ACTIVE,
                        true,
                        "",
                        List.of(
                                "address-lifetime",
                                "self-kill",
                                "guardian",
                                "watchdog",
                                "control-groups")),
                new Host(
                        "gw-3",
                        NodeMode.ACTIVE,
                        mood != Mood.STUCK,
                        "a witness votes and runs no service: make it a voter first",
                        List.of()));
    }

    private Instant ago(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private ServiceView web() {
        return new ServiceView(
                "web",
                "web",
                State.ACTIVE,
                "gw-1",
                14,
                ago(312),
                Wanted.AS_DESIGNED,
                "",
                "",
                false,
                false,
                "gw-1",
                "gw-1 has the best score, 150: it prefers ap-northeast-1a and runs there",
                2_060,
                List.of(
                        resource("vip", "virtual-ip 10.200.0.10/32", ResourceState.RUNNING, ""),
                        resource(
                                "route",
                                "route-table rtb-0a1f93c2, rtb-0b7c41d8",
                                ResourceState.RUNNING,
                                "10.200.0.10/32 → eni-0d41c7f2"),
                        resource(
                                "nginx",
                                "ocf:heartbeat:nginx",
                                ResourceState.RUNNING,
                                "200 OK in 4 ms")),
                List.of(new Failures("gw-2", 1, "nginx: monitor timed out after 10 s", ago(313))),
                List.of(
                        new Stay(14, "gw-1", ago(312), "nginx failed on gw-2 as often as it may"),
                        new Stay(13, "gw-2", ago(955), "gw-1 was silent for 1.1 s; lease expired"),
                        new Stay(12, "gw-1", ago(4_320), "the design came into force")));
    }

    private static Resource resource(String name, String kind, ResourceState state, String said) {
        return new Resource(name, kind, state, said);
    }

    private ServiceView batch() {
        return new ServiceView(
                "batch",
                "batch",
                State.STARTING,
                "gw-1",
                3,
                ago(0),
                Wanted.AS_DESIGNED,
                "",
                "",
                false,
                false,
                "gw-1",
                "only hosts in ap-northeast-1a may run it",
                1_910,
                List.of(
                        resource("spool", "systemd:spool.mount", ResourceState.RUNNING, ""),
                        resource("batch", "systemd:batch.service", ResourceState.STARTING, "")),
                List.of(),
                List.of(new Stay(3, "gw-1", ago(0), "started by kaito")));
    }

    private ServiceView files() {
        return new ServiceView(
                "files",
                "files",
                State.ACTIVE,
                "gw-2",
                8,
                ago(94),
                Wanted.AS_DESIGNED,
                "gw-2",
                "",
                false,
                false,
                "gw-2",
                "an operator sent it to gw-2",
                -1,
                List.of(
                        resource("nfs", "ocf:heartbeat:nfsserver", ResourceState.RUNNING, ""),
                        resource("vip", "virtual-ip 10.200.0.20/32", ResourceState.RUNNING, "")),
                List.of(),
                List.of(
                        new Stay(8, "gw-2", ago(94), "kaito sent it to gw-2"),
                        new Stay(7, "gw-1", ago(7_200), "the design came into force")));
    }

    private ServiceView reports() {
        return new ServiceView(
                "reports",
                "reports",
                State.STOPPED,
                "",
                2,
                ago(2_880),
                Wanted.STOPPED,
                "",
                "",
                false,
                false,
                "",
                "it was ordered to stop",
                -1,
                List.of(
                        resource("db", "systemd:postgresql.service", ResourceState.STOPPED, ""),
                        resource("reports", "systemd:reports.service", ResourceState.STOPPED, "")),
                List.of(),
                List.of(
                        new Stay(0, "", ago(1_440), "stopped by kaito"),
                        new Stay(2, "gw-2", ago(2_880), "the design came into force")));
    }

    private ServiceView stuckBatch() {
        return new ServiceView(
                "batch",
                "batch",
                State.STUCK,
                "gw-2",
                5,
                ago(41),
                Wanted.STOPPED,
                "",
                "",
                false,
                false,
                "",
                "its stop failed on gw-2, so that nothing may run it elsewhere",
                310,
                List.of(
                        resource(
                                "spool",
                                "systemd:spool.mount",
                                ResourceState.FAILED,
                                "stop: umount: /srv/spool: target is busy (exit status 32, after"
                                        + " 20 s)"),
                        resource("batch", "systemd:batch.service", ResourceState.STOPPED, "")),
                List.of(
                        new Failures("gw-1", 3, "batch: start: exit status 1", ago(42)),
                        new Failures("gw-2", 1, "spool: stop: target is busy", ago(1))),
                List.of(
                        new Stay(5, "gw-2", ago(41), "batch failed on gw-1 as often as it may"),
                        new Stay(4, "gw-1", ago(600), "the design came into force")));
    }

    private ServiceView waitingFiles() {
        return new ServiceView(
                "files",
                "files",
                State.WAITING,
                "",
                8,
                ago(94),
                Wanted.AS_DESIGNED,
                "",
                "",
                false,
                false,
                "",
                "no host may run it: gw-1 has not enough failures left, gw-2 is on standby",
                -1,
                List.of(
                        resource("nfs", "ocf:heartbeat:nfsserver", ResourceState.STOPPED, ""),
                        resource("vip", "virtual-ip 10.200.0.20/32", ResourceState.STOPPED, "")),
                List.of(),
                List.of(new Stay(0, "", ago(2), "gw-2 was put on standby")));
    }

    private ServiceView silent() {
        return new ServiceView(
                "archive",
                "archive of the transport department",
                State.UNKNOWN,
                "gw-3",
                1,
                ago(60),
                Wanted.AS_DESIGNED,
                "",
                "",
                false,
                false,
                "gw-3",
                "gw-3 does not say whether it runs",
                -1,
                List.of(resource("archive", "systemd:archive.service", ResourceState.UNKNOWN, "")),
                List.of(),
                List.of(new Stay(1, "gw-3", ago(60), "the design came into force")));
    }

    @Override
    public ServiceWhy why(String service) throws AgentException {
        answer();
        ServiceView view =
                told().view().services().stream()
                        .filter(one -> one.id().equals(service))
                        .findFirst()
                        .orElseThrow();
        return new ServiceWhy(
                service,
                view.placedOn(),
                view.reason(),
                List.of(
                        new Candidate(
                                "gw-1",
                                "available",
                                150,
                                List.of(
                                        new Factor("preference", "ap-northeast-1a", 50),
                                        new Factor("stickiness", "", 100))),
                        mood == Mood.STUCK
                                ? new Candidate(
                                        "gw-2",
                                        "standby",
                                        -MUST,
                                        List.of(new Factor("failures", service, -MUST)))
                                : new Candidate(
                                        "gw-2",
                                        "available",
                                        -20,
                                        List.of(new Factor("follows", "files", -20))),
                        mood == Mood.STUCK
                                ? new Candidate("gw-3", "unclean", -MUST, List.of())
                                : new Candidate(
                                        "gw-3",
                                        "available",
                                        -MUST,
                                        List.of(new Factor("preference", "gw-3", -MUST)))));
    }
}
