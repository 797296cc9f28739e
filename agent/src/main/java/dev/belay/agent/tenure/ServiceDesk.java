package dev.belay.agent.tenure;

import dev.belay.agent.api.ServicesFace;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.cluster.RemoteNode;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.host.Clock;
import dev.belay.api.ApiError;
import dev.belay.api.DesignText;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillOrder;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.model.thing.ThingKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// What people see of services and order of them, at one node.
public final class ServiceDesk implements ServicesFace {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Consensus consensus;
    private final Tenures tenures;
    private final Clock clock;

    public ServiceDesk(Consensus consensus, Tenures tenures, Clock clock) {
        this.consensus = consensus;
        this.tenures = tenures;
        this.clock = clock;
    }

    @Override
    public Outcome<ServicesView> services(Duration within) {
        // Both at once: a coordinator that is silent does not make the wait for the others longer.
        var intents = new FutureTask<>(() -> tenures.intents(within));
        Thread.ofVirtual().name("ask-coordinator").start(intents);
        Map<String, NodeSight> sights = tenures.nodeSights(within);
        return new Outcome.Done<>(
                new ServicesSight(consensus.state(), tenures.design(), sights, result(intents))
                        .view(
                                clock.now(),
                                Optional.ofNullable(consensus.opinion().coordinator()).orElse("")));
    }

    private static Optional<IntentSight> result(FutureTask<Optional<IntentSight>> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the coordinator's intents", e.getCause());
        }
    }

    @Override
    public Outcome<ServiceWhy> why(String service) {
        if (!workload().services().containsKey(service)) {
            return new Outcome.Refused<>(Workload.unknown(service));
        }
        return tenures.why(service)
                .<Outcome<ServiceWhy>>map(why -> new Outcome.Done<>(why.why()))
                .orElseGet(() ->
                        new Outcome.Refused<>(
                                new ApiError(
                                        "not-decided",
                                        "a coordinator that has decided about '" + service + "'",
                                        "none that answers, or one that is looking around still",
                                        "look at the state of the nodes, then ask again")));
    }

    @Override
    public Outcome<ServicesView> start(String service, Actor actor) {
        return order(actor, new ServiceOrder.Want(service, Wanted.STARTED));
    }

    @Override
    public Outcome<ServicesView> stop(String service, Actor actor) {
        tenures.stopAgain(service);
        return order(actor, new ServiceOrder.Want(service, Wanted.STOPPED));
    }

    @Override
    public Outcome<ServicesView> move(String service, String node, Actor actor) {
        ServiceState known = workload().services().get(service);
        if (known == null) {
            return new Outcome.Refused<>(Workload.unknown(service));
        }
        String from = known.tenancy().node();
        if (node.isEmpty() && from.isEmpty()) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "service-nowhere",
                            "a service that runs somewhere",
                            "'" + service + "', which runs nowhere",
                            "name the node that it shall go to"));
        }
        return order(actor, new ServiceOrder.Move(service, node, node.isEmpty() ? from : ""));
    }

    @Override
    public Outcome<DrillBegun> drill(String service, DrillOrder order, Actor actor) {
        return new DrillDesk(consensus, tenures, clock).drill(service, order, actor);
    }

    @Override
    public Outcome<ServicesView> clear(String service, Actor actor) {
        return order(actor, new ServiceOrder.Clear(service));
    }

    @Override
    public Outcome<ServicesView> changeMode(String node, NodeMode mode, Actor actor) {
        return order(actor, new ServiceOrder.SetMode(node, mode));
    }

    @Override
    public Outcome<DesignText> design() {
        Workload now = workload();
        return new Outcome.Done<>(new DesignText(Packed.unpack(now.design()), now.designVersion()));
    }

    @Override
    public Outcome<DesignText> adopt(DesignText text, Actor actor) {
        return switch (SoundDesign.of(text.text())) {
            case Outcome.Done<SoundDesign>(var sound) -> adopt(sound, text.version(), actor);
            case Outcome.Refused<SoundDesign>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<SoundDesign>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private Outcome<DesignText> adopt(SoundDesign sound, long version, Actor actor) {
        List<String> services =
                sound.design().things().of(ThingKind.SERVICE).stream()
                        .map(one -> one.id().toString())
                        .toList();
        var order =
                new ServiceOrder.Adopt(
                        Packed.pack(sound.text()),
                        services,
                        RemoteNode.of(sound.design()),
                        sound.design().cluster().timing(),
                        version);
        return switch (consensus.act(actor, order, DEADLINE)) {
            // This node may not have applied it yet.
            case Outcome.Done<Answer>(Answer.Ordered(var index)) ->
                    new Outcome.Done<>(new DesignText(sound.text(), index));
            case Outcome.Done<Answer>(var other) ->
                    throw new IllegalStateException("a design is answered by " + other);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private Outcome<ServicesView> order(Actor actor, ServiceOrder order) {
        return switch (consensus.act(actor, order, DEADLINE)) {
            case Outcome.Done<Answer> _ -> services(LONGEST);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private Workload workload() {
        return consensus.state().workload();
    }
}
