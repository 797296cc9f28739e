package dev.belay.agent.main;

import dev.belay.agent.api.CloudFace;
import dev.belay.agent.api.FenceFace;
import dev.belay.agent.api.OperationsFace;
import dev.belay.agent.api.ServicesFace;
import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.consensus.LateConsensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.consensus.RatisConsensus;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.fence.FenceSecrets;
import dev.belay.agent.host.Clock;
import dev.belay.agent.tenure.CloudDesk;
import dev.belay.agent.tenure.FenceDesk;
import dev.belay.agent.tenure.OperationDesk;
import dev.belay.agent.tenure.ServiceDesk;
import dev.belay.agent.tenure.Tenures;
import dev.belay.api.CloudReach;
import dev.belay.api.DesignText;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillOrder;
import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.api.NodeMode;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.ProxySecret;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.model.node.FenceAction;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The services of whichever cluster this node is in; without one it refuses with the way in.
final class Serving implements ServicesFace, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /// What a node that stops has for its services to stop and to begin elsewhere.
    private static final Duration LEAVE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Consumer<Event> events;

    private record Inside(
            Tenures tenures,
            ServicesFace desk,
            FenceFace fencing,
            CloudFace cloud,
            OperationsFace operations) {}

    private volatile @Nullable Inside inside;

    Serving(Clock clock, Consumer<Event> events) {
        this.clock = clock;
        this.events = events;
    }

    /// Begins for a consensus that has started.
    ///
    /// @param consensus null in a double
    synchronized void begin(AgentConfig member, @Nullable RatisConsensus consensus) {
        close();
        if (consensus != null) {
            FenceSecrets secrets;
            try {
                secrets = FenceSecrets.open(member.stateDir());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var tenures =
                    new Tenures(member, consensus, consensus, clock, events, secrets, LOG::debug);
            tenures.start();
            inside =
                    new Inside(
                            tenures,
                            new ServiceDesk(consensus, tenures, clock),
                            new FenceDesk(consensus, tenures, clock),
                            new CloudDesk(consensus, tenures, clock),
                            new OperationDesk(consensus, tenures::inForce));
        }
    }

    /// Gives what runs here away, and lets go; blocks until it is gone, or for half a minute.
    @Override
    public synchronized void close() {
        Inside former = inside;
        inside = null;
        if (former == null) {
            return;
        }
        try {
            if (!former.tenures().leave(LEAVE)) {
                LOG.warn("services.left-behind: their leases end with this agent");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        former.tenures().close();
    }

    private <T> Outcome<T> ask(Function<ServicesFace, Outcome<T>> question) {
        Inside now = inside;
        return now == null
                ? new Outcome.Refused<>(LateConsensus.outside())
                : question.apply(now.desk());
    }

    /// How nodes are stopped, in whichever cluster this node is.
    FenceFace fences() {
        return new Fences();
    }

    /// The way to the cloud, in whichever cluster this node is.
    CloudFace cloud() {
        return new Cloud();
    }

    private final class Cloud implements CloudFace {

        private <T> Outcome<T> order(Function<CloudFace, Outcome<T>> question) {
            Inside now = inside;
            return now == null
                    ? new Outcome.Refused<>(LateConsensus.outside())
                    : question.apply(now.cloud());
        }

        @Override
        public Outcome<CloudReach> reach() {
            return order(CloudFace::reach);
        }

        @Override
        public Outcome<FenceSecretKept> keep(ProxySecret secret, Actor actor) {
            return order(desk -> desk.keep(secret, actor));
        }
    }

    /// Plans that are carried out, in whichever cluster this node is.
    OperationsFace operations() {
        return new Operations();
    }

    private final class Operations implements OperationsFace {

        private <T> Outcome<T> order(Function<OperationsFace, Outcome<T>> question) {
            Inside now = inside;
            return now == null
                    ? new Outcome.Refused<>(LateConsensus.outside())
                    : question.apply(now.operations());
        }

        @Override
        public Outcome<List<OperationView>> operations() {
            return order(OperationsFace::operations);
        }

        @Override
        public Outcome<OperationView> begin(OperationBegin begin, Actor actor) {
            return order(desk -> desk.begin(begin, actor));
        }

        @Override
        public Outcome<OperationView> cancel(long operation, Actor actor) {
            return order(desk -> desk.cancel(operation, actor));
        }

        @Override
        public Outcome<OperationView> resume(long operation, Actor actor) {
            return order(desk -> desk.resume(operation, actor));
        }

        @Override
        public Outcome<OperationView> undo(long operation, Actor actor) {
            return order(desk -> desk.undo(operation, actor));
        }

        @Override
        public Outcome<OperationView> confirm(long operation, Actor actor) {
            return order(desk -> desk.confirm(operation, actor));
        }
    }

    private final class Fences implements FenceFace {

        private <T> Outcome<T> order(Function<FenceFace, Outcome<T>> question) {
            Inside now = inside;
            return now == null
                    ? new Outcome.Refused<>(LateConsensus.outside())
                    : question.apply(now.fencing());
        }

        @Override
        public Outcome<FenceView> fencing() {
            return order(FenceFace::fencing);
        }

        @Override
        public Outcome<FenceView.Fencing> fence(
                String node, Optional<FenceAction> action, Actor actor) {
            return order(desk -> desk.fence(node, action, actor));
        }

        @Override
        public Outcome<FenceView> confirm(String node, Actor actor) {
            return order(desk -> desk.confirm(node, actor));
        }

        @Override
        public Outcome<FenceTest> test(String node) {
            return order(desk -> desk.test(node));
        }

        @Override
        public Outcome<FenceSecretKept> keep(FenceSecret secret, Actor actor) {
            return order(desk -> desk.keep(secret, actor));
        }
    }

    @Override
    public Outcome<ServicesView> services(Duration within) {
        return ask(desk -> desk.services(within));
    }

    @Override
    public Outcome<ServiceWhy> why(String service) {
        return ask(desk -> desk.why(service));
    }

    @Override
    public Outcome<ServicesView> start(String service, Actor actor) {
        return ask(desk -> desk.start(service, actor));
    }

    @Override
    public Outcome<ServicesView> stop(String service, Actor actor) {
        return ask(desk -> desk.stop(service, actor));
    }

    @Override
    public Outcome<ServicesView> move(String service, String node, Actor actor) {
        return ask(desk -> desk.move(service, node, actor));
    }

    @Override
    public Outcome<DrillBegun> drill(String service, DrillOrder order, Actor actor) {
        return ask(desk -> desk.drill(service, order, actor));
    }

    @Override
    public Outcome<ServicesView> clear(String service, Actor actor) {
        return ask(desk -> desk.clear(service, actor));
    }

    @Override
    public Outcome<ServicesView> changeMode(String node, NodeMode mode, Actor actor) {
        return ask(desk -> desk.changeMode(node, mode, actor));
    }

    @Override
    public Outcome<DesignText> design() {
        return ask(ServicesFace::design);
    }

    @Override
    public Outcome<DesignText> adopt(DesignText design, Actor actor) {
        return ask(desk -> desk.adopt(design, actor));
    }
}
