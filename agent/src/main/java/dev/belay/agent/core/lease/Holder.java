package dev.belay.agent.core.lease;

import dev.belay.agent.core.lease.Holding.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one node knows of the services it may run, and until when. Immutable.
///
/// A renewal counts from the sending of the question, never from the answer: the coordinator counts
/// from the question's arrival, which is later. An answer to a question older than the newest that
/// was answered is thrown away whole; a generation that has ended here is never started again.
/// While no coordinator answers, a majority of voters may vouch: what is held goes on, nothing else
/// changes.
///
/// @param node its id
/// @param incarnation which start of its agent
/// @param terms the times
/// @param renewals what it asked and what came back
/// @param held by service
/// @param ended by service
public record Holder(
        String node,
        long incarnation,
        Terms terms,
        Renewals renewals,
        Map<String, Holding> held,
        Map<String, Report.Ending> ended) {

    private static final long STOP_SLOWLY = Long.MAX_VALUE;

    public Holder {
        held = Collections.unmodifiableMap(new TreeMap<>(held));
        ended = Collections.unmodifiableMap(new TreeMap<>(ended));
    }

    /// A node that has made sure that nothing runs on it.
    public static Holder first(String node, long incarnation, Terms terms, long at) {
        return new Holder(node, incarnation, terms, Renewals.first(at), Map.of(), Map.of());
    }

    /// The same, living by other times: only who holds nothing may change them.
    public Holder under(Terms changed) {
        if (!held.isEmpty()) {
            throw new IllegalStateException(
                    "who holds something goes on by the times it began with");
        }
        return new Holder(node, incarnation, changed, renewals, held, ended);
    }

    /// The one decision of this core.
    public HolderDecision decide(HolderInput input) {
        return switch (input) {
            case HolderInput.Ticked(var at) -> ticked(at);
            case HolderInput.Nudged(var at) -> ask(at, List.of(), "nudged");
            case HolderInput.Granted(var question, var grant, var at) ->
                    granted(question, grant, at);
            case HolderInput.Vouched(var question, var at) -> vouched(question, at);
            case HolderInput.Started(var service, var generation, var failure) ->
                    started(service, generation, failure);
            case HolderInput.Failed(var service, var generation, var failure) ->
                    failed(service, generation, failure);
            case HolderInput.Stopped(var service, var generation, var failure, var at) ->
                    stopped(service, generation, failure, at);
            case HolderInput.GateWasShut(var service, var generation) ->
                    gateWasShut(service, generation);
        };
    }

    /// When the kernel ends this node's agent without another renewal; in the past when it never
    /// was renewed.
    public long endsAt() {
        return renewals.renewedAt() == Renewals.NEVER
                ? Renewals.NEVER
                : renewals.renewedAt() + terms.selfKill();
    }

    /// Whether a stay is to begin or to go on here.
    public boolean isWanted(String service, long generation) {
        Holding holding = held.get(service);
        return holding != null && holding.generation() == generation && holding.isWanted();
    }

    private HolderDecision ticked(long at) {
        boolean isLosing =
                renewals.isOlderThan(terms.lose(), at)
                        && held.values().stream().anyMatch(Holding::canHurry);
        if (isLosing) {
            return stopAll(at);
        }
        return at >= renewals.askAt() ? ask(at, List.of(), "") : stay("");
    }

    private HolderDecision stopAll(long at) {
        String why = "no renewal for " + (at - renewals.renewedAt()) / 1_000_000 + " ms";
        long deadline = renewals.renewedAt() + terms.selfKill();
        Map<String, Holding> next = new TreeMap<>(held);
        List<HolderEffect> effects = new ArrayList<>();
        held.forEach((service, holding) -> {
            if (holding.canHurry()) {
                next.put(service, holding.hurried(why));
                effects.add(new HolderEffect.Stop(service, holding.generation(), deadline));
            }
        });
        return withHeld(next).ask(at, effects, "stops all: " + why);
    }

    private HolderDecision vouched(long question, long at) {
        Long sentAt = renewals.sent().get(question);
        boolean isAlive = renewals.isYoungerThan(terms.selfKill(), at);
        if (sentAt == null || !isAlive || held.isEmpty() || sentAt <= renewals.renewedAt()) {
            return stay("");
        }
        Map<String, Long> kept = new TreeMap<>();
        held.forEach((service, holding) -> {
            if (holding.isWanted()) {
                kept.put(service, holding.generation());
            }
        });
        Holder next = with(renewals.vouched(sentAt), held, ended);
        return new HolderDecision(next, next.renewal(kept), "");
    }

    private List<HolderEffect> renewal(Map<String, Long> kept) {
        long deadline = renewals.renewedAt() + terms.selfKill();
        List<HolderEffect> effects = new ArrayList<>();
        effects.add(new HolderEffect.ArmSelfKill(deadline));
        if (!kept.isEmpty()) {
            effects.add(new HolderEffect.RenewGates(kept, deadline));
        }
        return effects;
    }

    private HolderDecision granted(long question, Grant grant, long at) {
        Long sentAt = renewals.sent().get(question);
        if (sentAt == null || question <= renewals.answered()) {
            return stay("an answer older than the newest is not heeded");
        }
        if (at - sentAt >= terms.selfKill()) {
            return stay("an answer came too late");
        }
        if (grant.term() < renewals.term()) {
            return stay(
                    "an answer of term %d is not heeded in term %d"
                            .formatted(grant.term(), renewals.term()));
        }
        Map<String, Holding> next = new TreeMap<>(held);
        Map<String, Long> kept = new TreeMap<>();
        List<HolderEffect> stops = new ArrayList<>();
        List<HolderEffect> starts = new ArrayList<>();
        held.forEach((service, holding) -> {
            if (!holding.isWanted()) {
                return;
            }
            if (grant.services().getOrDefault(service, 0L) == holding.generation()) {
                kept.put(service, holding.generation());
            } else {
                next.put(service, holding.in(Phase.STOPPING, ""));
                stops.add(new HolderEffect.Stop(service, holding.generation(), STOP_SLOWLY));
            }
        });
        grant.services()
                .forEach((service, generation) -> {
                    if (!held.containsKey(service) && isNew(service, generation)) {
                        next.put(
                                service, new Holding(generation, Phase.STARTING, "", false, false));
                        starts.add(new HolderEffect.Start(service, generation));
                    }
                });
        if (terms.isLasting()) {
            // Another one may have begun it: it is not over because this one did not.
            grant.closed()
                    .forEach((service, generation) -> {
                        if (!held.containsKey(service) && isNew(service, generation)) {
                            next.put(
                                    service,
                                    new Holding(generation, Phase.STOPPING, "", false, false));
                            stops.add(new HolderEffect.Stop(service, generation, STOP_SLOWLY));
                        }
                    });
        }
        long due =
                next.isEmpty()
                        ? renewals.askAt()
                        : Math.min(renewals.askAt(), sentAt + terms.renew());
        // Voters may have vouched for a later question already: the newer time counts, for this
        // coordinator asks them before it calls a stay over.
        Holder renewed =
                with(renewals.answered(question, sentAt, grant.term(), due), next, endedBy(grant));
        List<HolderEffect> effects =
                new ArrayList<>(next.isEmpty() ? List.of() : renewed.renewal(kept));
        effects.addAll(stops);
        effects.addAll(starts);
        String reason = told(stops, starts);
        return renewed.ended().equals(ended)
                ? new HolderDecision(renewed, effects, reason)
                : renewed.ask(at, effects, reason);
    }

    /// A stay that has to end and never began has ended.
    private Map<String, Report.Ending> endedBy(Grant grant) {
        Map<String, Report.Ending> over = new TreeMap<>(ended);
        if (terms.isLasting()) {
            return over;
        }
        grant.closed()
                .forEach((service, generation) -> {
                    if (!held.containsKey(service) && isNew(service, generation)) {
                        over.put(service, Report.Ending.of(generation, ""));
                    }
                });
        return over;
    }

    private HolderDecision started(String service, long generation, String failure) {
        Holding holding = held.get(service);
        if (holding == null
                || holding.generation() != generation
                || holding.phase() != Phase.STARTING) {
            return stay("");
        }
        if (!failure.isEmpty()) {
            return failed(service, generation, failure);
        }
        return new HolderDecision(
                with(service, holding.in(Phase.ACTIVE, "")), List.of(), service + " is active");
    }

    private HolderDecision failed(String service, long generation, String failure) {
        Holding holding = held.get(service);
        if (holding == null || holding.generation() != generation || !holding.isWanted()) {
            return stay("");
        }
        return stop(service, holding.in(Phase.STOPPING, failure));
    }

    private HolderDecision gateWasShut(String service, long generation) {
        Holding holding = held.get(service);
        if (holding == null || holding.generation() != generation || !holding.isWanted()) {
            return stay("");
        }
        return stop(service, holding.lost("its lease had ended in the kernel"));
    }

    private HolderDecision stop(String service, Holding ending) {
        return new HolderDecision(
                with(service, ending),
                List.of(new HolderEffect.Stop(service, ending.generation(), STOP_SLOWLY)),
                "stops " + service + ": " + ending.why());
    }

    private HolderDecision stopped(String service, long generation, String failure, long at) {
        Holding holding = held.get(service);
        if (holding == null || holding.generation() != generation || holding.isWanted()) {
            return stay("");
        }
        if (!failure.isEmpty()) {
            return with(service, holding.in(Phase.STUCK, failure))
                    .ask(at, List.of(), "the stop of " + service + " failed: " + failure);
        }
        Map<String, Holding> left = new TreeMap<>(held);
        left.remove(service);
        Map<String, Report.Ending> over = new TreeMap<>(ended);
        over.put(service, new Report.Ending(generation, holding.why(), holding.isLeaseLost()));
        List<HolderEffect> effects =
                left.isEmpty() ? List.of(new HolderEffect.DisarmSelfKill()) : List.of();
        return with(renewals, left, over).ask(at, effects, service + " has ended");
    }

    private HolderDecision ask(long at, List<HolderEffect> before, String reason) {
        long next = at + (held.isEmpty() ? Terms.IDLE_RENEW : terms.renew());
        Holder asking = with(renewals.ask(at, next, terms.selfKill()), held, ended);
        List<HolderEffect> effects = new ArrayList<>(before);
        effects.add(new HolderEffect.Ask(asking.report()));
        return new HolderDecision(asking, effects, reason);
    }

    private Report report() {
        Map<String, Long> generations = new TreeMap<>();
        Map<String, String> stuck = new TreeMap<>();
        held.forEach((service, holding) -> {
            generations.put(service, holding.generation());
            if (holding.phase() == Phase.STUCK) {
                stuck.put(service, holding.why());
            }
        });
        return new Report(
                node, incarnation, renewals.term(), renewals.asked(), generations, ended, stuck);
    }

    private boolean isNew(String service, long generation) {
        Report.Ending ending = ended.get(service);
        return ending == null || generation > ending.generation();
    }

    private Holder with(String service, Holding holding) {
        Map<String, Holding> changed = new TreeMap<>(held);
        changed.put(service, holding);
        return withHeld(changed);
    }

    private Holder withHeld(Map<String, Holding> changed) {
        return with(renewals, changed, ended);
    }

    private Holder with(
            Renewals changed, Map<String, Holding> holdings, Map<String, Report.Ending> endings) {
        return new Holder(node, incarnation, terms, changed, holdings, endings);
    }

    private HolderDecision stay(String reason) {
        return new HolderDecision(this, List.of(), reason);
    }

    private static String told(List<HolderEffect> stops, List<HolderEffect> starts) {
        List<String> words = new ArrayList<>();
        stops.forEach(one -> words.add("stops " + ((HolderEffect.Stop) one).service()));
        starts.forEach(one -> words.add("starts " + ((HolderEffect.Start) one).service()));
        return String.join(", ", words);
    }
}
