package dev.belay.agent.tenure;

import dev.belay.agent.api.ServicesFace;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.cluster.ServiceOrder;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.host.Clock;
import dev.belay.api.ApiError;
import dev.belay.api.DesignText;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillOrder;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView.Wanted;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.status.Severity;
import dev.belay.model.thing.ThingKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
        Design design;
        switch (DesignFormat.read(text.text())) {
            case Reading.Refused(var problems) -> {
                return refused("design-unreadable", "a design that can be read", problems);
            }
            case Reading.Read(var read, _) -> design = read;
        }
        List<Problem> errors =
                DesignChecks.check(design).stream()
                        .filter(one -> one.severity() == Severity.ERROR)
                        .toList();
        if (!errors.isEmpty()) {
            return refused("design-wrong", "a design without errors", errors);
        }
        Optional<String> weakness = Terms.of(design.cluster().timing(), Tenures.LINGER).weakness();
        if (weakness.isPresent()) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "timing-unsafe",
                            "a timing profile that keeps two nodes from being active",
                            weakness.get(),
                            "take one of the profiles default, fast, extreme or patient"));
        }
        List<String> services =
                design.things().of(ThingKind.SERVICE).stream()
                        .map(one -> one.id().toString())
                        .toList();
        String written = DesignFormat.write(design);
        int size = written.getBytes(StandardCharsets.UTF_8).length;
        if (size > Packed.MOST_BYTES) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "design-too-large",
                            "a design of at most " + Packed.MOST_BYTES + " bytes",
                            size + " bytes",
                            "shorten its notes, or draw two clusters"));
        }
        var order =
                new ServiceOrder.Adopt(
                        Packed.pack(written), services, design.cluster().timing(), text.version());
        return switch (consensus.act(actor, order, DEADLINE)) {
            // This node may not have applied it yet.
            case Outcome.Done<Answer>(Answer.Ordered(var index)) ->
                    new Outcome.Done<>(new DesignText(written, index));
            case Outcome.Done<Answer>(var other) ->
                    throw new IllegalStateException("a design is answered by " + other);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private static Outcome<DesignText> refused(String code, String wanted, List<Problem> problems) {
        String first = problems.getFirst().sentence(Locale.ENGLISH);
        String found =
                problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
        return new Outcome.Refused<>(
                new ApiError(
                        code, wanted, found, "mend it: 'belay apply DESIGN' names all of them"));
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
