package dev.belay.agent.tenure;

import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.RemoteNode;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Grant;
import dev.belay.agent.core.lease.Issuer;
import dev.belay.agent.core.lease.IssuerDecision;
import dev.belay.agent.core.lease.IssuerEffect;
import dev.belay.agent.core.lease.IssuerInput;
import dev.belay.agent.core.lease.Reign;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Round;
import dev.belay.agent.core.lease.Tenancy;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.core.operation.OperationSight;
import dev.belay.agent.core.operation.ServiceSight;
import dev.belay.agent.core.service.Deputation;
import dev.belay.agent.core.service.HostFacts;
import dev.belay.agent.core.service.Intent;
import dev.belay.agent.core.service.Intents;
import dev.belay.agent.core.service.Outlook;
import dev.belay.agent.service.ServicePlan;
import dev.belay.model.design.Design;
import dev.belay.model.place.Explanation;
import dev.belay.model.place.HostState;
import dev.belay.model.service.Service;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Owns the leases of the cluster while this node is its coordinator: who holds what, who shall,
/// and what the replicated state is asked to say. Safe for use by several threads.
final class Coordination {

    /// A node that holds nothing asks once a second; so much later it counts as silent.
    private static final long IDLE_SILENCE = 2 * Terms.IDLE_RENEW + 200_000_000L;

    /// How long a new coordinator waits to hear of all before it gives out what nobody runs.
    private static final long FIRST_LOOK = 1_500_000_000L;

    /// A remote node that is connected is heard of once a second.
    private static final long REMOTE_SILENCE = 3 * Terms.IDLE_RENEW + 200_000_000L;

    private static final long PLAN_AGAIN = 1_000_000_000L;

    /// While the end of a lease is waited for: what is looked at later begins later.
    private static final long AT_THE_END = 3_000_000L;

    /// What it does to the world. Nothing here blocks.
    interface Ports {

        LeasePort.Seat seat();

        ClusterState state();

        /// The design in force; empty when this agent does not understand it.
        Optional<Design> design(Workload workload);

        /// Orders something of the replicated state.
        ///
        /// @param failed called when it was refused, or when its outcome is not known
        void order(ServiceOrder order, Runnable failed);

        void nudge(String node);

        void bar(Message.Bar bar);

        /// This node's id.
        String self();

        /// Members that can be stopped for certain.
        Set<String> fenceable();

        /// Has a node stopped for certain.
        ///
        /// @param heard told what is known, where this node comes to know it
        void fence(LostNode lost, Consumer<IssuerInput.Confirmation> heard);

        void tell(Event event);

        /// One sentence for the log.
        void say(String sentence);

        /// Nanoseconds of this node's own clock.
        long now();

        /// The clock on the wall.
        long wallMillis();
    }

    private final Ports ports;
    private final Map<String, Message.Facts> facts = new HashMap<>();
    private final StayNotes notes = new StayNotes();

    /// The newest incarnation of each node that is over for certain.
    private final Map<String, Long> over = new HashMap<>();

    private @Nullable Issuer issuer;

    /// On the wall.
    private long leadsSinceMillis;

    private @Nullable Workload seen;
    private @Nullable Intents intents;
    private Map<String, HostFacts> plannedFor = Map.of();

    /// Stays that were ended only to begin anew.
    private Map<String, Tenancy> returning = Map.of();

    private long plannedAt;
    private long calledAt;
    private boolean isStale;

    Coordination(Ports ports) {
        this.ports = ports;
    }

    /// A question of a node; answered only by the coordinator.
    ///
    /// @return empty when this node is not the coordinator
    Optional<Round.Lead> asked(Message.Question question) {
        List<Runnable> todo = new ArrayList<>();
        Round.Lead lead;
        synchronized (this) {
            LeasePort.Seat seat = ports.seat();
            long at = ports.now();
            Issuer now = reigning(seat, at, todo);
            if (now == null) {
                return Optional.empty();
            }
            Report report = question.report();
            facts.put(report.node(), question.facts());
            notes.failed(report, question.facts(), current())
                    .forEach(fail -> {
                        isStale = true;
                        todo.add(() -> ports.order(fail, () -> {}));
                    });
            notes.active(report, question.facts(), current(), ports.wallMillis())
                    .forEach(event -> todo.add(() -> ports.tell(event)));
            plan(at, todo);
            lead =
                    decide(new IssuerInput.Reported(report, at), todo)
                            .map(grant ->
                                    new Round.Lead(
                                            seat.voters(),
                                            seat.formerVoters(),
                                            now.reign().terms(),
                                            grant))
                            .orElse(null);
        }
        carryOut(todo);
        return Optional.ofNullable(lead);
    }

    /// Time goes on, or the state has changed.
    ///
    /// @return nanoseconds until it wants to look again
    long look() {
        List<Runnable> todo = new ArrayList<>();
        long next = Terms.IDLE_RENEW / 2;
        synchronized (this) {
            LeasePort.Seat seat = ports.seat();
            long at = ports.now();
            Issuer now = reigning(seat, at, todo);
            if (now != null) {
                retryFailures(at, todo);
                plan(at, todo);
                decide(new IssuerInput.Ticked(at), todo);
                if (now.isWaiting()) {
                    next = AT_THE_END;
                } else if (!now.tenancies().isEmpty()) {
                    next = now.reign().terms().renew() / 4;
                }
            }
        }
        carryOut(todo);
        return next;
    }

    /// A voter has answered.
    void barred(String voter, Message.Bar bar, LeaseTalk.Barred answer) {
        List<Runnable> todo = new ArrayList<>();
        synchronized (this) {
            Issuer now = issuer;
            if (now == null || now.reign().term() != bar.term() || !answer.stands()) {
                return;
            }
            decide(
                    new IssuerInput.Barred(
                            voter, bar.node(), bar.round(), answer.ageNanos(), ports.now()),
                    todo);
        }
        carryOut(todo);
    }

    /// What is intended now; empty when this node is not the coordinator.
    synchronized Optional<Intents> intents() {
        return issuer == null ? Optional.empty() : Optional.ofNullable(intents);
    }

    synchronized Optional<Explanation> explain(String service) {
        return intents().flatMap(now -> now.explain(service));
    }

    /// What an operation asks of the cluster; empty when this node is not the coordinator.
    ///
    /// @param now the state that the operation is of
    synchronized Optional<OperationSight> sight(Workload now) {
        if (issuer == null) {
            return Optional.empty();
        }
        Intents known = intents;
        Optional<Design> design = ports.design(now);
        boolean isDecided =
                known != null
                        && !isStale
                        && design.isPresent()
                        && current().designVersion() == now.designVersion();
        SortedMap<String, ServiceSight> services = new TreeMap<>();
        now.services()
                .forEach((id, one) -> {
                    Intent intent = known == null ? null : known.services().get(id);
                    services.put(id, serviceSight(one, design, intent));
                });
        return Optional.of(
                new OperationSight(
                        now.designVersion(),
                        isDecided,
                        services,
                        ports.wallMillis(),
                        leadsSinceMillis));
    }

    private ServiceSight serviceSight(
            ServiceState one, Optional<Design> design, @Nullable Intent intent) {
        Optional<Service> drawn =
                design.flatMap(all -> all.find(new ThingId(one.id()), Service.class));
        Tenancy tenancy = one.tenancy();
        HostFacts there = plannedFor.getOrDefault(tenancy.node(), HostFacts.OFFLINE);
        boolean isUpToDate =
                there.designVersion() >= current().designVersion()
                        && (intent == null || !intent.restarts());
        Optional<Map.Entry<String, ServiceState.Failures>> failure =
                one.failures().entrySet().stream()
                        .filter(failed -> !failed.getValue().isLeaseLost())
                        .max(Comparator.comparingLong(failed -> failed.getValue().generation()));
        return new ServiceSight(
                one.isDesigned(),
                drawn.filter(service -> Outlook.isWanted(service, one)).isPresent(),
                design.filter(_ -> drawn.isPresent())
                        .map(all -> ServicePlan.of(all, one.id()))
                        .map(plan -> String.join("; ", plan.objections()))
                        .orElse(""),
                drawn.filter(Service::maintenance).isPresent(),
                intent == null ? "" : intent.placedOn(),
                intent == null ? "" : intent.reason(),
                tenancy.node(),
                there.active().contains(one.id()) && isUpToDate,
                tenancy.stuck(),
                failure.map(failed -> failed.getValue().generation()).orElse(0L),
                failure.map(failed -> "on " + failed.getKey() + ": " + failed.getValue().last())
                        .orElse(""));
    }

    /// The issuer of this term with all that the replicated state says; null when this node does
    /// not lead.
    private @Nullable Issuer reigning(LeasePort.Seat seat, long at, List<Runnable> todo) {
        if (!seat.leads()) {
            if (issuer != null) {
                forget();
            }
            return null;
        }
        Workload workload = ports.state().workload();
        var reign =
                new Reign(
                        seat.term(),
                        at,
                        Terms.of(workload.timing(), Tenures.LINGER),
                        // While the group changes nobody can say what others vouched for.
                        seat.formerVoters().isEmpty() ? seat.voters() : Set.of());
        Issuer now = issuer;
        if (now == null || now.reign().term() != seat.term()) {
            forget();
            now = Issuer.first(reign, workload.tenancies());
            issuer = now;
            leadsSinceMillis = ports.wallMillis();
            seen = workload;
            isStale = true;
            notes.begin(workload);
            callAll(at, todo);
            noteFenced(workload, at, todo);
        } else if (!now.reign().voters().equals(reign.voters())
                || !now.reign().terms().equals(reign.terms())) {
            now = now.under(reign, at);
            issuer = now;
        }
        if (!workload.equals(seen)) {
            boolean hasFenced = seen == null || !workload.fences().equals(seen.fences());
            seen = workload;
            isStale = true;
            notes.applied(workload);
            if (hasFenced) {
                noteFenced(workload, at, todo);
            }
            decide(new IssuerInput.Applied(workload.tenancies(), at), todo);
        }
        Issuer known = issuer;
        if (known != null) {
            Set<String> fenceable = ports.fenceable();
            if (!known.fenceable().equals(fenceable)) {
                known = known.fencing(fenceable);
            }
            Set<String> remotes = workload.remotes().keySet();
            issuer = known.lasting().equals(remotes) ? known : known.lasting(remotes);
        }
        return issuer;
    }

    /// What the log says of nodes that are over for certain, also by the word of others.
    private void noteFenced(Workload workload, long at, List<Runnable> todo) {
        workload.fencedUpTo()
                .forEach((node, incarnation) -> {
                    if (over.getOrDefault(node, 0L) < incarnation) {
                        confirmed(node, incarnation, at, todo);
                    }
                });
    }

    /// The scheduler comes first: what is over at a node that still seems to be there would go
    /// nowhere.
    private void confirmed(String node, long incarnation, long at, List<Runnable> todo) {
        over.merge(node, incarnation, Math::max);
        isStale = true;
        plan(at, todo);
        decide(
                new IssuerInput.Fenced(node, incarnation, IssuerInput.Confirmation.CONFIRMED, at),
                todo);
    }

    private void forget() {
        issuer = null;
        seen = null;
        intents = null;
        facts.clear();
        notes.forget();
        over.clear();
        plannedFor = Map.of();
        returning = Map.of();
        calledAt = 0;
    }

    private void retryFailures(long at, List<Runnable> todo) {
        if (at - plannedAt >= PLAN_AGAIN) {
            notes.open().forEach(fail -> todo.add(() -> ports.order(fail, () -> {})));
        }
    }

    private Workload current() {
        return seen == null ? Workload.NONE : seen;
    }

    /// Asks the scheduler again when anything that it heeds is another.
    private void plan(long at, List<Runnable> todo) {
        Issuer now = issuer;
        if (now == null || !hasLookedAround(now, at)) {
            return;
        }
        Workload workload = current();
        List<Member> members = ports.state().members();
        Map<String, HostFacts> hosts = new TreeMap<>();
        for (Member member : members) {
            hosts.put(member.id(), host(now, member.id(), at));
        }
        workload.remotes().keySet().forEach(one -> hosts.put(one, remote(now, one, at)));
        if (!isStale && hosts.equals(plannedFor) && at - plannedAt < PLAN_AGAIN) {
            return;
        }
        Optional<Design> design = ports.design(workload);
        if (design.isEmpty()) {
            // Who does not understand what shall run leaves all where it is.
            return;
        }
        workload = notes.counted(workload, ports.wallMillis());
        var outlook =
                new Outlook(design.get(), workload, members, hosts, returning, ports.wallMillis());
        Intents fresh = Intents.of(outlook);
        intents = fresh;
        returning = fresh.returning(outlook);
        plannedFor = hosts;
        plannedAt = at;
        isStale = false;
        Map<String, String> wishes = new TreeMap<>(fresh.wishes());
        wishes.putAll(connections(now, workload, members, hosts, at));
        // What is on its way is waited for: it would be closed as soon as it has come.
        wishes.replaceAll((service, wish) ->
                now.isProposed(service) ? now.wishes().getOrDefault(service, wish) : wish);
        if (!wishes.equals(now.wishes())) {
            decide(new IssuerInput.Wished(wishes, at), todo);
        }
    }

    private static Map<String, String> connections(
            Issuer now,
            Workload workload,
            List<Member> members,
            Map<String, HostFacts> hosts,
            long at) {
        List<String> able =
                members.stream()
                        .filter(one -> one.role() != MemberRole.WITNESS)
                        .map(Member::id)
                        .filter(one ->
                                hosts.getOrDefault(one, HostFacts.OFFLINE).state()
                                        == HostState.AVAILABLE)
                        .sorted()
                        .toList();
        Map<String, Deputation.Line> lines = new TreeMap<>();
        for (String remote : workload.remotes().keySet()) {
            long silence = at - now.silentSince(remote);
            long held = at - Math.max(now.stayKnownSince(remote), now.silentSince(remote));
            lines.put(remote, new Deputation.Line(silence < REMOTE_SILENCE, held, silence));
        }
        Map<String, String> wishes = new TreeMap<>(Deputation.wishes(workload, able, lines));
        // Who does not know of the remote node yet cannot begin to speak for it.
        wishes.replaceAll((remote, member) ->
                isInformed(workload, remote, hosts.getOrDefault(member, HostFacts.OFFLINE))
                                || workload.reachedBy(remote).equals(member)
                        ? member
                        : "");
        return wishes;
    }

    private static boolean isInformed(Workload workload, String remote, HostFacts member) {
        RemoteNode known = workload.remotes().get(remote);
        return known != null && member.designVersion() >= workload.designVersion();
    }

    /// A remote node speaks by the member that has its connection. While it is silent nothing is
    /// taken from it, and nothing is given to it: what it holds goes elsewhere only once it is
    /// stopped for certain.
    private HostFacts remote(Issuer now, String node, long at) {
        long overUpTo = over.getOrDefault(node, 0L);
        // What began after it was stopped for certain goes on, whether it was heard in this term or
        // not.
        boolean holds =
                now.tenancies().values().stream()
                        .filter(one -> one.node().equals(node))
                        .anyMatch(one -> one.incarnation() > overUpTo);
        if (overUpTo > 0 && !holds && !now.hasHeardAfter(node, overUpTo)) {
            return HostFacts.OFFLINE;
        }
        Message.Facts said = facts.getOrDefault(node, Message.Facts.NONE);
        HostState state;
        if (now.nodes().containsKey(node) && at - now.silentSince(node) < REMOTE_SILENCE) {
            RemoteNode drawn = current().remotes().get(node);
            boolean isToGo = said.isLeaving() || drawn == null || !drawn.isDesigned();
            state =
                    isToGo
                            ? HostState.SHUTTING_DOWN
                            : said.hindrance().isEmpty() ? HostState.AVAILABLE : HostState.STANDBY;
        } else if (holds) {
            state = HostState.MAINTENANCE;
        } else {
            return HostFacts.OFFLINE;
        }
        return new HostFacts(state, said.active(), said.outdated(), said.designVersion());
    }

    private boolean hasLookedAround(Issuer now, long at) {
        long since = at - now.reign().since();
        boolean hasAll =
                ports.state().members().stream()
                        .filter(one -> one.role() != MemberRole.WITNESS)
                        .allMatch(one -> now.nodes().containsKey(one.id()));
        boolean isBusy = now.tenancies().values().stream().anyMatch(one -> !one.isFree());
        long enough = isBusy ? now.reign().terms().suspect() : FIRST_LOOK;
        return hasAll || since >= enough;
    }

    private HostFacts host(Issuer now, String node, long at) {
        Long overUpTo = over.get(node);
        boolean isOver = overUpTo != null && !now.hasHeardAfter(node, overUpTo);
        if (isOver) {
            return HostFacts.OFFLINE;
        }
        Terms terms = now.reign().terms();
        Message.Facts said = facts.getOrDefault(node, Message.Facts.NONE);
        boolean holds = now.tenancies().values().stream().anyMatch(one -> one.node().equals(node));
        long silence = at - now.quietSince(node);
        boolean isKnown = now.nodes().containsKey(node);
        // Who holds something ends itself before anything of it may begin elsewhere.
        boolean isSilent =
                holds
                        ? silence >= terms.selfKill() + terms.bar()
                        : !isKnown || silence >= IDLE_SILENCE || missedCall(now, node, at);
        if (isSilent) {
            return HostFacts.OFFLINE;
        }
        HostState state =
                said.isLeaving()
                        ? HostState.SHUTTING_DOWN
                        : said.hindrance().isEmpty() ? HostState.AVAILABLE : HostState.STANDBY;
        return new HostFacts(state, said.active(), said.outdated(), said.designVersion());
    }

    /// When a node has fallen silent, all others are asked to speak up: who does not is no place
    /// for what it leaves.
    private boolean missedCall(Issuer now, String node, long at) {
        return calledAt != 0
                && now.silentSince(node) < calledAt
                && at - calledAt >= now.reign().terms().suspect();
    }

    private void callAll(long at, List<Runnable> todo) {
        calledAt = at;
        for (Member member : ports.state().members()) {
            todo.add(() -> ports.nudge(member.id()));
        }
    }

    /// The answer to who asked, when there is one.
    private Optional<Grant> decide(IssuerInput input, List<Runnable> todo) {
        Issuer now = issuer;
        if (now == null) {
            return Optional.empty();
        }
        IssuerDecision decision = now.decide(input);
        issuer = decision.next();
        if (!decision.reason().isEmpty()) {
            todo.add(() -> ports.say(decision.reason()));
        }
        Optional<Grant> answer = Optional.empty();
        for (IssuerEffect effect : decision.effects()) {
            switch (effect) {
                case IssuerEffect.Answer(_, _, var grant) -> answer = Optional.of(grant);
                case IssuerEffect.Propose propose -> {
                    long term = decision.next().reign().term();
                    todo.add(() -> propose(term, propose));
                }
                case IssuerEffect.Nudge(var node) -> {
                    String speaker = current().reachedBy(node);
                    if (!speaker.isEmpty()) {
                        todo.add(() -> ports.nudge(speaker));
                    }
                }
                case IssuerEffect.Bar(var node, var round, var isUp) -> {
                    long term = decision.next().reign().term();
                    todo.add(() -> ports.bar(new Message.Bar(node, term, round, isUp)));
                    if (isUp) {
                        callAll(ports.now(), todo);
                    }
                }
                case IssuerEffect.Fence(var node, var incarnation, var reason) -> {
                    long term = decision.next().reign().term();
                    fence(term, node, incarnation, reason, todo);
                }
            }
        }
        return answer;
    }

    /// Nobody stops itself: of itself the coordinator asks another.
    private void fence(
            long term, String node, long incarnation, String reason, List<Runnable> todo) {
        Optional<String> executor =
                node.equals(ports.self()) ? anotherThan(node) : Optional.of(ports.self());
        if (executor.isEmpty()) {
            todo.add(() -> ports.say("nobody is there to fence " + node + ": " + reason));
            return;
        }
        var lost = new LostNode(term, node, incarnation, executor.get(), reason);
        todo.add(() -> ports.fence(lost, known -> fenced(lost, known)));
    }

    private Optional<String> anotherThan(String node) {
        Issuer now = issuer;
        if (now == null) {
            return Optional.empty();
        }
        long at = ports.now();
        return now.nodes().keySet().stream()
                .filter(one -> !one.equals(node) && !current().remotes().containsKey(one))
                .filter(one -> at - now.silentSince(one) < IDLE_SILENCE)
                .findFirst();
    }

    private void fenced(LostNode lost, IssuerInput.Confirmation known) {
        List<Runnable> todo = new ArrayList<>();
        synchronized (this) {
            Issuer now = issuer;
            if (now == null || now.reign().term() != lost.term()) {
                return;
            }
            long at = ports.now();
            if (known == IssuerInput.Confirmation.CONFIRMED) {
                confirmed(lost.node(), lost.incarnation(), at, todo);
            } else {
                decide(new IssuerInput.Fenced(lost.node(), lost.incarnation(), known, at), todo);
            }
        }
        carryOut(todo);
    }

    private void propose(long term, IssuerEffect.Propose propose) {
        Tenancy next = propose.tenancy();
        ports.order(
                new ServiceOrder.Settle(
                        term,
                        propose.formerGeneration(),
                        next,
                        propose.reason(),
                        next.isFree() ? "" : form(next.service())),
                () -> unanswered(term, next.service()));
    }

    private String form(String service) {
        return ports.design(ports.state().workload())
                .map(design -> FormMark.of(ServicePlan.of(design, service).form()))
                .orElse("");
    }

    private void unanswered(long term, String service) {
        List<Runnable> todo = new ArrayList<>();
        synchronized (this) {
            Issuer now = issuer;
            if (now == null || now.reign().term() != term) {
                return;
            }
            decide(new IssuerInput.Unanswered(service, ports.now()), todo);
        }
        carryOut(todo);
    }

    private static void carryOut(List<Runnable> todo) {
        todo.forEach(Runnable::run);
    }
}
