package dev.belay.agent.tenure;

import dev.belay.agent.api.CloudFace;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.host.Clock;
import dev.belay.api.ApiError;
import dev.belay.api.CloudReach;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.ProxySecret;
import dev.belay.model.network.Proxy;
import dev.belay.model.status.Member;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/// What people see of the members' way to the cloud and order of it, at one node.
public final class CloudDesk implements CloudFace {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /// Of a member: three calls that each end by themselves.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Consensus consensus;
    private final Tenures tenures;
    private final Clock clock;

    public CloudDesk(Consensus consensus, Tenures tenures, Clock clock) {
        this.consensus = consensus;
        this.tenures = tenures;
        this.clock = clock;
    }

    @Override
    public Outcome<CloudReach> reach() {
        Instant at = clock.now();
        try {
            Map<String, CloudReach.Node> heard = tenures.reach(LONGEST);
            return new Outcome.Done<>(
                    new CloudReach(
                            at,
                            consensus.state().members().stream()
                                    .map(Member::id)
                                    .map(id -> heard.getOrDefault(id, CloudReach.Node.silent(id)))
                                    .toList()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown<>("this agent is about to end");
        }
    }

    @Override
    public Outcome<FenceSecretKept> keep(ProxySecret secret, Actor actor) {
        boolean forgets = secret.value().isEmpty();
        // What is to be forgotten may be of a proxy that is no more.
        Optional<ApiError> refusal =
                forgets && ThingId.parse(secret.proxy()).good().isPresent()
                        ? Optional.empty()
                        : refusal(secret.proxy());
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        SortedSet<String> have =
                tenures.keepSecret(
                        new Message.Secret(secret.proxy(), OwnProxies.PASSWORD, secret.value()));
        var note =
                new Order.Note(
                        (forgets ? "proxy.secret-forgotten" : "proxy.secret-kept")
                                + " proxy="
                                + secret.proxy(),
                        "done");
        var _ = consensus.act(actor, note, DEADLINE);
        return new Outcome.Done<>(
                new FenceSecretKept(
                        List.copyOf(have),
                        consensus.state().members().stream()
                                .map(Member::id)
                                .filter(id -> !have.contains(id))
                                .toList()));
    }

    private Optional<ApiError> refusal(String id) {
        Optional<Proxy> proxy =
                tenures.design().proxies().stream()
                        .filter(one -> one.id().toString().equals(id))
                        .findFirst();
        if (proxy.isEmpty()) {
            return Optional.of(
                    new ApiError(
                            "proxy-unknown",
                            "a proxy of the design in force",
                            "'" + id + "'",
                            "apply a design that has it first"));
        }
        return proxy.get().user().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new ApiError(
                                "proxy-without-user",
                                "a proxy that asks for a user",
                                "'" + id + "', for which the design names none",
                                "name its user, apply the design, then try again"));
    }
}
