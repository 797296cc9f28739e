package dev.belay.agent.tenure;

import dev.belay.agent.api.FenceFace;
import dev.belay.agent.api.ServicesFace;
import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.FenceOrder;
import dev.belay.agent.core.cluster.FenceRecord;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.core.service.Outlook;
import dev.belay.agent.fence.FenceDevices;
import dev.belay.agent.host.Clock;
import dev.belay.api.ApiError;
import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.status.Member;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// What people see of fencing and order of it, at one node.
public final class FenceDesk implements FenceFace {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Consensus consensus;
    private final Tenures tenures;
    private final Clock clock;

    public FenceDesk(Consensus consensus, Tenures tenures, Clock clock) {
        this.consensus = consensus;
        this.tenures = tenures;
        this.clock = clock;
    }

    @Override
    public Outcome<FenceView> fencing() {
        ClusterState state = consensus.state();
        Design design = tenures.design();
        return new Outcome.Done<>(
                new FenceView(
                        clock.now(),
                        design.cluster().fencing(),
                        design.fenceDevices().stream().map(one -> device(one, state)).toList(),
                        state.workload().fences().stream().map(FenceDesk::fencing).toList()));
    }

    private FenceView.Device device(FenceDevice device, ClusterState state) {
        FenceDevices devices = tenures.fences().devices();
        String id = device.id().toString();
        return new FenceView.Device(
                id,
                device.name(),
                device.agent(),
                device.level(),
                device.action(),
                state.members().stream()
                        .filter(member ->
                                Outlook.drawn(tenures.design(), member)
                                        .filter(node -> device.targets().contains(node.id()))
                                        .isPresent())
                        .map(Member::id)
                        .toList(),
                List.copyOf(devices.verbs(id)),
                devices.troubles().getOrDefault(id, ""));
    }

    static FenceView.Fencing fencing(FenceRecord one) {
        return new FenceView.Fencing(
                one.begun(),
                one.node(),
                one.executor(),
                one.orderedBy(),
                one.isAutomatic(),
                one.deed(),
                one.reason(),
                Instant.ofEpochMilli(one.atMillis()),
                one.result(),
                one.endedMillis() == 0 ? null : Instant.ofEpochMilli(one.endedMillis()),
                one.evidence());
    }

    @Override
    public Outcome<FenceView.Fencing> fence(
            String node, Optional<FenceAction> action, Actor actor) {
        if (!consensus.state().isNode(node)) {
            return new Outcome.Refused<>(ClusterState.unknownMember(node));
        }
        long now = clock.now().toEpochMilli();
        return switch (tenures.fences().fencer().byHand(node, action, actor, now)) {
            case Outcome.Done<FenceRecord>(var begun) -> new Outcome.Done<>(fencing(begun));
            case Outcome.Refused<FenceRecord>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<FenceRecord>(var why) -> new Outcome.Unknown<>(why);
        };
    }

    @Override
    public Outcome<FenceView> confirm(String node, Actor actor) {
        // Whoever says something is not stopped. Of a remote node a member says whether it does.
        NodeSight said = tenures.nodeSights(ServicesFace.LONGEST).get(node);
        boolean isRemote = consensus.state().workload().remotes().containsKey(node);
        if (said != null && !(isRemote && !said.hindrance().isEmpty())) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "node-answers",
                            "a node that is stopped",
                            "'" + node + "', whose agent answers",
                            "switch it off first, or run 'belay fence " + node + "'"));
        }
        return shown(consensus.act(actor, new FenceOrder.ConfirmFence(node), DEADLINE));
    }

    @Override
    public Outcome<FenceTest> test(String node) {
        if (!consensus.state().isNode(node)) {
            return new Outcome.Refused<>(ClusterState.unknownMember(node));
        }
        return tenures.fences().fencer().test(node);
    }

    @Override
    public Outcome<FenceSecretKept> keep(FenceSecret secret, Actor actor) {
        boolean forgets = secret.value().isEmpty();
        // What is to be forgotten may be of a device that is no more.
        Optional<ApiError> refusal =
                forgets && ThingId.parse(secret.device()).good().isPresent()
                        ? Optional.empty()
                        : refusal(secret);
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        SortedSet<String> have =
                tenures.keepSecret(
                        new Message.Secret(secret.device(), secret.name(), secret.value()));
        var note =
                new Order.Note(
                        (forgets ? "fence.secret-forgotten" : "fence.secret-kept")
                                + " device="
                                + secret.device()
                                + " name="
                                + secret.name(),
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

    private Optional<ApiError> refusal(FenceSecret secret) {
        Optional<FenceDevice> device =
                tenures.design().fenceDevices().stream()
                        .filter(one -> one.id().toString().equals(secret.device()))
                        .findFirst();
        if (device.isEmpty()) {
            return Optional.of(
                    new ApiError(
                            "device-unknown",
                            "a fence device of the design in force",
                            "'" + secret.device() + "'",
                            "apply a design that has it first"));
        }
        return device.get().secrets().contains(secret.name())
                ? Optional.empty()
                : Optional.of(
                        new ApiError(
                                "secret-unknown",
                                "one of the secrets that the design names for '"
                                        + secret.device()
                                        + "': "
                                        + String.join(", ", device.get().secrets()),
                                "'" + secret.name() + "'",
                                "name it as a secret of the device, apply the design, then try"
                                        + " again"));
    }

    private Outcome<FenceView> shown(Outcome<Answer> outcome) {
        return switch (outcome) {
            case Outcome.Done<Answer> _ -> fencing();
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }
}
