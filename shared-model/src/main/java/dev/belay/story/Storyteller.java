package dev.belay.story;

import dev.belay.api.DrillBegun;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Stay;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.status.EventRecord;
import dev.belay.story.Story.Advice;
import dev.belay.story.Story.Cause;
import dev.belay.story.Story.CauseKind;
import dev.belay.story.Story.Link;
import dev.belay.story.Story.LinkKind;
import dev.belay.story.Story.Phase;
import dev.belay.story.Story.PhaseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells what happened to a service from its stays, the events of all nodes, and what is seen now.
///
/// What nobody recorded is not made up: such a phase has no time, and says that it is not
/// confirmed.
public final class Storyteller {

    /// Events that are further from a decision belong to another story.
    private static final Duration BEFORE = Duration.ofSeconds(30);

    private static final Duration AFTER = Duration.ofSeconds(15);

    /// A fault that was ordered ends stays within this.
    private static final Duration DRILLED = Duration.ofSeconds(60);

    private static final Pattern SILENCE = Pattern.compile("no renewal for (\\d{1,9}) ms");
    private static final Pattern OVER =
            Pattern.compile(
                    "^\\S+ on \\S+ is over: (.*?)(?:; it (?:goes to \\S+|stays nowhere))?$");

    private static final Set<String> ABOUT_NODES =
            Set.of(
                    "agent.started",
                    "agent.stopped",
                    "agent.died",
                    "node.unreachable",
                    "node.reachable",
                    "node.mode",
                    "fence.begun",
                    "fence.confirmed",
                    "fence.not-confirmed",
                    "coordinator.lost",
                    "disk.filling",
                    "disk.full",
                    "clock.jumped",
                    "log.failed",
                    "state.foreign");

    private static final Set<String> ABOUT_THE_CLUSTER =
            Set.of("coordinator.elected", "quorum.lost", "quorum.regained");

    private static final Set<String> ABOUT_SERVICES =
            Set.of("service.failed", "service.stuck", "service.drilled", "service.active");

    private final ServicesView view;
    private final ServiceView service;
    private final String observer;
    private final @Nullable ServiceWhy why;
    private final List<EventRecord> events;

    private Storyteller(
            ServicesView view,
            ServiceView service,
            String observer,
            @Nullable ServiceWhy why,
            List<EventRecord> events) {
        this.view = view;
        this.service = service;
        this.observer = observer;
        this.why = why;
        this.events = events;
    }

    /// The change of nodes that is the newest; empty for a service that never ran.
    ///
    /// @param observer node that said what is seen now
    /// @param why what speaks for and against each node now; null when nobody says
    /// @param events of all nodes that answered, in any order
    public static Optional<Story> last(
            ServicesView view,
            String service,
            String observer,
            @Nullable ServiceWhy why,
            List<EventRecord> events) {
        return all(view, service, observer, why, events).stream().findFirst();
    }

    /// All changes that are remembered, the newest first. What is seen now and who could take it is
    /// told of the newest one only.
    public static List<Story> all(
            ServicesView view,
            String service,
            String observer,
            @Nullable ServiceWhy why,
            List<EventRecord> events) {
        return view.services().stream()
                .filter(one -> one.id().equals(service))
                .findFirst()
                .map(one -> new Storyteller(view, one, observer, why, events).all())
                .orElse(List.of());
    }

    private List<Story> all() {
        List<Turn> turns = turns();
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            stories.add(story(turns.get(i), i == 0));
        }
        return stories;
    }

    /// A change of nodes.
    ///
    /// @param before the stay that ended; null: there was none
    /// @param ending the stay that was decided when it ended: its reason says why
    /// @param after the stay that began
    private record Turn(@Nullable Stay before, Stay ending, Stay after) {}

    private List<Turn> turns() {
        List<Stay> stays = service.history();
        List<Turn> turns = new ArrayList<>();
        int i = 0;
        while (i < stays.size()) {
            Stay after = stays.get(i);
            int k = i + 1;
            while (k < stays.size() && stays.get(k).node().isEmpty() && !after.node().isEmpty()) {
                k++;
            }
            Stay before = k < stays.size() && !stays.get(k).node().isEmpty() ? stays.get(k) : null;
            turns.add(new Turn(before, stays.get(k - 1), after));
            i = k;
        }
        return turns;
    }

    private Story story(Turn turn, boolean isLast) {
        Stay before = turn.before();
        String from = before == null ? "" : before.node();
        OptionalLong silence = silence(turn.ending().reason());
        DrillBegun drill = drill(turn, from);
        Cause cause = cause(turn, from, drill);
        List<Link> chain = chain(turn, from, silence, isLast);
        return new Story(
                service.id(),
                turn.after().generation(),
                from,
                turn.after().node(),
                turn.after().at(),
                cause,
                phases(turn, from, silence, drill, isLast),
                chain,
                isLast && why != null ? why.candidates() : List.of(),
                advice(cause, turn, chain));
    }

    private static OptionalLong silence(String reason) {
        Matcher matcher = SILENCE.matcher(reason);
        return matcher.find()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }

    private @Nullable DrillBegun drill(Turn turn, String from) {
        DrillBegun drill = view.drill();
        if (drill == null || from.isEmpty() || !drill.node().equals(from)) {
            return null;
        }
        Instant ended = turn.ending().at();
        boolean isSoon =
                !ended.isBefore(drill.at().minusSeconds(2))
                        && ended.isBefore(drill.at().plus(DRILLED));
        Stay before = turn.before();
        boolean isMeant =
                drill.service().equals(service.id())
                        && before != null
                        && before.generation() == drill.generation();
        return isMeant || (isSoon && !drill.service().equals(service.id())) ? drill : null;
    }

    private Cause cause(Turn turn, String from, @Nullable DrillBegun drill) {
        String reason = turn.ending().reason();
        Matcher over = OVER.matcher(reason);
        String said = over.matches() ? over.group(1) : reason;
        if (from.isEmpty()) {
            return new Cause(CauseKind.FIRST, null, reason);
        }
        if (drill != null) {
            return new Cause(CauseKind.DRILL, drill.kind(), said);
        }
        if (silence(said).isPresent()) {
            return new Cause(CauseKind.SILENT, null, said);
        }
        if (said.equals("its agent started anew")) {
            return new Cause(CauseKind.AGENT_RESTARTED, null, said);
        }
        if (said.equals("fencing is confirmed")) {
            return new Cause(CauseKind.FENCED, null, said);
        }
        return new Cause(
                said.equals("it has ended") ? ended(turn, from) : CauseKind.FAILED, null, said);
    }

    /// Why something ended in order.
    private CauseKind ended(Turn turn, String from) {
        Instant at = turn.ending().at();
        if (near(at, "agent.stopped", from).isPresent()) {
            return CauseKind.AGENT_STOPPED;
        }
        boolean isStandby =
                near(at, "node.mode", from)
                        .filter(one -> "STANDBY".equals(one.fields().get("mode")))
                        .isPresent();
        if (isStandby) {
            return CauseKind.STANDBY;
        }
        if (turn.after().node().isEmpty()) {
            return service.wanted() == Wanted.STOPPED ? CauseKind.STOPPED : CauseKind.ENDED;
        }
        return service.movedTo().equals(turn.after().node()) ? CauseKind.ORDERED : CauseKind.ENDED;
    }

    private Optional<EventRecord> near(Instant at, String id, String node) {
        return events.stream()
                .filter(one -> one.id().equals(id) && subject(one).equals(node))
                .filter(one -> isNear(one.at(), at))
                .max(Comparator.comparing(EventRecord::at));
    }

    private static boolean isNear(Instant one, Instant decided) {
        return one.isAfter(decided.minus(BEFORE)) && one.isBefore(decided.plus(AFTER));
    }

    /// The node that an event is about.
    private static String subject(EventRecord event) {
        return switch (event.id()) {
            case "node.unreachable", "node.reachable" -> event.fields().getOrDefault("peer", "");
            case "coordinator.lost" -> event.fields().getOrDefault("former", "");
            case "node.mode", "fence.begun", "fence.confirmed", "fence.not-confirmed" ->
                    event.fields().getOrDefault("node", "");
            default -> event.node();
        };
    }

    private List<Phase> phases(
            Turn turn,
            String from,
            OptionalLong silence,
            @Nullable DrillBegun drill,
            boolean isLast) {
        Instant decided = turn.after().at();
        List<Phase> phases = new ArrayList<>();
        if (silence.isPresent()) {
            Instant last = turn.ending().at().minusMillis(silence.getAsLong());
            Instant begin = drill != null && drill.at().isBefore(last) ? drill.at() : last;
            Optional<Instant> elected = elected(begin, decided);
            Instant detected = elected.orElse(last);
            if (elected.isPresent() || begin.isBefore(last)) {
                phases.add(new Phase(PhaseKind.DETECT, begin, detected, elected.isPresent()));
            } else {
                phases.add(new Phase(PhaseKind.DETECT, null, null, false));
            }
            phases.add(new Phase(PhaseKind.LEASE, detected, decided, true));
        } else if (!from.isEmpty()) {
            boolean isFenced = turn.ending().reason().contains("fencing is confirmed");
            if (isFenced) {
                phases.add(
                        new Phase(
                                PhaseKind.FENCE,
                                fencingBegan(from, turn.ending().at()),
                                turn.ending().at(),
                                true));
            } else {
                Instant asked = drill == null ? null : drill.at();
                phases.add(new Phase(PhaseKind.DETECT, asked, turn.ending().at(), asked != null));
            }
        }
        if (!turn.after().node().isEmpty()) {
            Optional<EventRecord> active = active(turn.after().generation());
            phases.add(
                    new Phase(
                            PhaseKind.START,
                            decided,
                            active.map(one -> decided.plusMillis(millis(one, "took"))).orElse(null),
                            active.isPresent()));
            boolean isSeen =
                    isLast
                            && service.state() == ServiceView.State.ACTIVE
                            && service.generation() == turn.after().generation();
            phases.add(new Phase(PhaseKind.VERIFY, null, isSeen ? view.at() : null, isSeen));
        }
        return phases;
    }

    /// Told once by the coordinator that gave the service away.
    private Optional<EventRecord> active(long generation) {
        return events.stream()
                .filter(one -> one.id().equals("service.active"))
                .filter(one -> service.id().equals(one.fields().get("service")))
                .filter(one -> millis(one, "generation") == generation)
                .findFirst();
    }

    private static long millis(EventRecord event, String field) {
        try {
            return Long.parseLong(event.fields().getOrDefault(field, ""));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// Null when no event says it.
    private @Nullable Instant fencingBegan(String node, Instant confirmed) {
        return events.stream()
                .filter(one -> one.id().equals("fence.begun"))
                .filter(one -> node.equals(one.fields().get("node")))
                .map(EventRecord::at)
                .filter(at -> !at.isAfter(confirmed) && isNear(at, confirmed))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Optional<Instant> elected(Instant begin, Instant decided) {
        return events.stream()
                .filter(one -> one.id().equals("coordinator.elected"))
                .map(EventRecord::at)
                .filter(at -> at.isAfter(begin) && !at.isAfter(decided))
                .min(Comparator.naturalOrder());
    }

    private List<Link> chain(Turn turn, String from, OptionalLong silence, boolean isLast) {
        Instant decided = turn.after().at();
        List<Link> links = new ArrayList<>();
        for (EventRecord event : events) {
            if (isNear(event.at(), decided) && concerns(event, from)) {
                links.add(new Link(event.at(), LinkKind.EVENT, event.node(), event, 0, "", true));
            }
        }
        silence.ifPresent(millis ->
                links.add(
                        new Link(
                                turn.ending().at().minusMillis(millis),
                                LinkKind.LAST_RENEWAL,
                                from,
                                null,
                                turn.before() == null ? 0 : turn.before().generation(),
                                "",
                                false)));
        if (!turn.ending().equals(turn.after())) {
            links.add(decision(turn.ending()));
        }
        links.add(decision(turn.after()));
        if (isLast) {
            links.add(
                    new Link(
                            view.at(),
                            LinkKind.NOW,
                            observer,
                            null,
                            service.generation(),
                            service.state().name(),
                            service.state() != ServiceView.State.UNKNOWN));
        }
        links.sort(Comparator.comparing(Link::at));
        return once(links);
    }

    /// Several nodes record the same election; the first one tells it.
    private static List<Link> once(List<Link> links) {
        List<Link> kept = new ArrayList<>();
        for (Link link : links) {
            EventRecord event = link.event();
            boolean isKnown =
                    event != null
                            && kept.stream()
                                    .map(Link::event)
                                    .anyMatch(other ->
                                            other != null
                                                    && other.id().equals(event.id())
                                                    && ABOUT_THE_CLUSTER.contains(event.id())
                                                    && other.fields().equals(event.fields()));
            if (!isKnown) {
                kept.add(link);
            }
        }
        return kept;
    }

    private static Link decision(Stay stay) {
        return new Link(
                stay.at(),
                LinkKind.DECISION,
                stay.node(),
                null,
                stay.generation(),
                stay.reason(),
                true);
    }

    private boolean concerns(EventRecord event, String from) {
        if (ABOUT_SERVICES.contains(event.id())) {
            return service.id().equals(event.fields().get("service"))
                    || (event.id().equals("service.drilled")
                            && from.equals(event.fields().get("node")));
        }
        return ABOUT_THE_CLUSTER.contains(event.id())
                || (ABOUT_NODES.contains(event.id())
                        && !from.isEmpty()
                        && subject(event).equals(from));
    }

    private List<Advice> advice(Cause cause, Turn turn, List<Link> chain) {
        List<Advice> all = new ArrayList<>();
        Stay before = turn.before();
        String from = before == null ? "" : before.node();
        switch (cause.kind()) {
            case DRILL -> all.add(Advice.of("drill"));
            case SILENT -> {
                all.add(Advice.of(hint(chain), from));
                faster().ifPresent(all::add);
            }
            case AGENT_RESTARTED -> all.add(Advice.of("agent-died", from));
            case FENCED -> all.add(Advice.of("fenced", from));
            case FAILED -> all.add(Advice.of("failed", cause.said(), service.id()));
            case AGENT_STOPPED -> all.add(Advice.of("agent-stopped", from));
            case STANDBY -> all.add(Advice.of("standby", from));
            case ORDERED -> all.add(Advice.of("ordered", service.id()));
            case STOPPED -> all.add(Advice.of("stopped", service.id()));
            case ENDED -> all.add(Advice.of("ended", service.id()));
            case FIRST -> all.add(Advice.of("first"));
        }
        return all;
    }

    /// What is recorded of the node beside its silence.
    private static String hint(List<Link> chain) {
        List<String> ids =
                chain.stream()
                        .map(Link::event)
                        .flatMap(java.util.stream.Stream::ofNullable)
                        .map(EventRecord::id)
                        .toList();
        if (ids.contains("disk.full") || ids.contains("disk.filling")) {
            return "disk";
        }
        if (ids.contains("clock.jumped")) {
            return "clock";
        }
        return ids.contains("agent.died") ? "agent-died" : "silent";
    }

    /// The profile that waits less.
    private Optional<Advice> faster() {
        long lease = view.leaseMillis();
        TimingProfile fast = TimingProfile.FAST;
        return lease > fast.lease().toMillis()
                ? Optional.of(
                        Advice.of(
                                "profile",
                                fast.name(),
                                Long.toString(fast.lease().toMillis()),
                                Long.toString(lease)))
                : Optional.empty();
    }
}
