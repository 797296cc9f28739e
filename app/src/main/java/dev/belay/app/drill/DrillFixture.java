package dev.belay.app.drill;

import dev.belay.api.ApiError;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillKind;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceView.Stay;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServiceWhy.Candidate;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.drill.Availability;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillStep;
import dev.belay.drill.Gap;
import dev.belay.drill.NameSeen;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Severity;
import dev.belay.reach.AgentException;
import dev.belay.reach.drill.DrillWatch;
import dev.belay.story.Story;
import dev.belay.story.Storyteller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Drills and failovers that were written down: for pictures and tests.
public final class DrillFixture implements DrillPort {
    private static final long LEASE_MILLIS = 1_457;

    /// How far a drill gets.
    public enum Course {
        /// To its end.
        WHOLE,
        /// Until it does not answer any more.
        HALF,
        /// Nothing is done.
        REFUSED
    }

    private final Instant now;
    private final List<Wish> wishes = new ArrayList<>();
    private static final String NAME = "test.clusterpro.local";
    private static final NameSeen.Place BEFORE = new NameSeen.Place("10.20.1.12", "gw-2");
    private static final NameSeen.Place AFTER = new NameSeen.Place("10.20.1.13", "gw-3");

    private Course course = Course.WHOLE;
    private boolean isEmpty;
    private String webOn = "gw-2";

    public DrillFixture(Instant now) {
        this.now = now;
    }

    public void setCourse(Course course) {
        this.course = course;
    }

    /// There is nothing to drill, and nothing ever failed over.
    public void empty() {
        isEmpty = true;
    }

    /// The service `web` runs on another node from now on.
    void moveWeb(String node) {
        webOn = node;
    }

    /// What was drilled.
    List<Wish> wishes() {
        return List.copyOf(wishes);
    }

    @Override
    public Told services() {
        return new Told("gw-2", view(null));
    }

    @Override
    public String probe(String service) {
        return service.equals("web") ? "tcp:10.200.0.10:443" : "";
    }

    private ServicesView view(@Nullable DrillBegun drill) {
        List<String> deadMen = List.of("gate", "self-kill", "guardian");
        List<ServiceView> services =
                List.of(
                        service(
                                "web",
                                State.ACTIVE,
                                stay(15, webOn, 700_000, "web", "gw-1", "no renewal for 1457 ms"),
                                stay(14, "gw-1", 90_000_000, "web", "gw-2", "it has ended"),
                                new Stay(
                                        13,
                                        "gw-2",
                                        ago(900_000_000),
                                        "web runs nowhere; it goes to gw-2")),
                        service(
                                "files",
                                State.ACTIVE,
                                stay(
                                        8,
                                        "gw-2",
                                        30_000_000,
                                        "files",
                                        "gw-1",
                                        "nfs: monitor timed out after 10 s"),
                                new Stay(
                                        7,
                                        "gw-1",
                                        ago(800_000_000),
                                        "files runs nowhere; it goes to gw-1")),
                        service("batch", State.WAITING));
        return new ServicesView(
                now,
                "gw-2",
                isEmpty ? 0 : 12,
                "default",
                LEASE_MILLIS,
                isEmpty ? List.of() : services,
                List.of(
                        new Host("gw-1", NodeMode.ACTIVE, true, "", deadMen),
                        new Host("gw-2", NodeMode.ACTIVE, true, "", deadMen),
                        new Host("gw-3", NodeMode.ACTIVE, true, "", deadMen)),
                drill,
                List.of());
    }

    private Instant ago(long millis) {
        return now.minusMillis(millis);
    }

    private Stay stay(
            long generation, String node, long agoMillis, String service, String from, String why) {
        return new Stay(
                generation,
                node,
                ago(agoMillis),
                service + " on " + from + " is over: " + why + "; it goes to " + node);
    }

    private static ServiceView service(String id, State state, Stay... stays) {
        return new ServiceView(
                id,
                id,
                state,
                stays.length == 0 ? "" : stays[0].node(),
                stays.length == 0 ? 0 : stays[0].generation(),
                stays.length == 0 ? null : stays[0].at(),
                Wanted.AS_DESIGNED,
                "",
                "",
                false,
                false,
                stays.length == 0 ? "" : stays[0].node(),
                "",
                800,
                List.of(),
                List.of(),
                List.of(stays));
    }

    @Override
    public DrillResult drill(Wish wish, DrillWatch watch) throws AgentException {
        wishes.add(wish);
        watch.step(new DrillStep.Probing(wish.probe(), 5));
        if (course == Course.REFUSED) {
            throw AgentException.refused(
                    new ApiError(
                            "drill-nobody",
                            "another node that can take '" + wish.service() + "'",
                            "none",
                            "mend what speaks against the others, then drill"));
        }
        watch.step(new DrillStep.Steady(43));
        boolean isNamed = wish.probe().startsWith("name:");
        if (isNamed) {
            watch.step(new DrillStep.NameSays(0, NAME, BEFORE));
        }
        watch.step(new DrillStep.Begun(61, wish.kind(), "gw-2"));
        watch.step(new DrillStep.Silent(412));
        watch.seen(
                new Availability(
                        520,
                        118,
                        402,
                        600_000_000L,
                        List.of(new Gap(600_000_000L, 1_540_000_000L, false)),
                        940_000_000L,
                        9_000_000L),
                188_000_000L,
                1_540_000_000L);
        if (course == Course.HALF) {
            throw new StillRunning();
        }
        if (isNamed) {
            watch.step(new DrillStep.NameSays(912, NAME, AFTER));
            watch.step(new DrillStep.ClientFollows(1_884, AFTER));
        }
        watch.step(new DrillStep.Answers(1_890, 1_478));
        watch.step(new DrillStep.Active(2_610, "gw-3"));
        return new DrillResult(
                wish.service(),
                wish.kind(),
                wish.kind().lasts() ? 1_000L * wish.seconds() : 0,
                wish.probe(),
                5,
                now,
                "gw-2",
                "gw-3",
                15,
                16,
                "web on gw-2 is over: no renewal for 1457 ms; it goes to gw-3",
                wish.kind() == DrillKind.MOVE ? List.of() : List.of("files"),
                "default",
                LEASE_MILLIS,
                true,
                1_478L,
                List.of(new DrillResult.Outage(412, 1_890, true)),
                794,
                500,
                294,
                9,
                4_600,
                null,
                isNamed
                        ? new NameSeen(NAME, "10.20.0.2:53", 10, BEFORE, AFTER, 912L, 1_884L)
                        : null,
                false);
    }

    /// A picture of the middle: what comes after does not come.
    public static final class StillRunning extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public List<Story> stories() {
        ServicesView view = view(null);
        List<Story> all = new ArrayList<>();
        for (ServiceView service : view.services()) {
            all.addAll(Storyteller.all(view, service.id(), "gw-2", why(), events()));
        }
        all.sort(Comparator.comparing(Story::at).reversed());
        return all;
    }

    private static ServiceWhy why() {
        return new ServiceWhy(
                "web",
                "gw-2",
                "",
                List.of(
                        new Candidate("gw-2", "available", 150, List.of()),
                        new Candidate("gw-3", "available", 0, List.of()),
                        new Candidate("gw-1", "offline", -1_000_000, List.of())));
    }

    private List<EventRecord> events() {
        return List.of(
                event(
                        311,
                        "disk.filling",
                        "gw-1",
                        703_900,
                        Severity.WARNING,
                        Map.of("path", "/var", "percent", "93")),
                event(
                        88,
                        "coordinator.elected",
                        "gw-2",
                        700_640,
                        Severity.INFO,
                        Map.of("coordinator", "gw-2", "term", "42")),
                event(
                        89,
                        "service.active",
                        "gw-2",
                        699_900,
                        Severity.INFO,
                        Map.of("service", "web", "node", "gw-2", "generation", "15", "took", "85")),
                event(
                        90,
                        "node.unreachable",
                        "gw-3",
                        698_900,
                        Severity.WARNING,
                        Map.of("peer", "gw-1", "why", "no answer for 2.6 s")),
                event(
                        71,
                        "agent.stopped",
                        "gw-2",
                        90_000_300,
                        Severity.INFO,
                        Map.of("reason", "SIGTERM")),
                event(
                        77,
                        "service.failed",
                        "gw-2",
                        30_000_200,
                        Severity.WARNING,
                        Map.of(
                                "service",
                                "files",
                                "node",
                                "gw-1",
                                "why",
                                "nfs: monitor timed out after 10 s")));
    }

    private EventRecord event(
            long seq,
            String id,
            String node,
            long agoMillis,
            Severity severity,
            Map<String, String> fields) {
        return new EventRecord(seq, id, ago(agoMillis), node, severity, fields);
    }
}
