package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.app.design.Bound;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Finding;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Quorum;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.stream.Collectors;

/// What should be true of a cluster before it gets anything that is to stay up.
public final class ClusterChecks {
    private final Texts texts;
    private final ProtectPort port;
    private final Bound bound;

    /// @param bound is bound by the first of them
    public ClusterChecks(Texts language, ProtectPort port, Bound bound) {
        this.texts = language.beside(ClusterChecks.class);
        this.port = port;
        this.bound = bound;
    }

    /// In their order.
    public List<Check> all() {
        return List.of(
                check("quorum", this::quorum),
                check("hosts", this::hosts),
                check("dead-men", this::deadMen));
    }

    private Check check(String id, Check.Probe probe) {
        return new Check(
                id,
                () -> texts.get("protect.group.cluster"),
                () -> texts.get("protect.check." + id),
                probe);
    }

    private Finding quorum() throws AgentException {
        ClusterStatus status = port.status();
        bound.see(status);
        Quorum votes = status.quorum();
        String found = texts.get("protect.votes", votes.votersUp(), votes.votersTotal());
        return votes.held()
                ? Finding.pass(found, status.observer())
                : Finding.fail(
                        new ApiError(
                                "no-quorum",
                                texts.get("protect.votes.wanted", votes.needed()),
                                found,
                                texts.get("protect.votes.advice")),
                        "belay status",
                        status.observer());
    }

    private Finding hosts() throws AgentException {
        ServicesView view = port.services();
        List<String> able =
                view.hosts().stream()
                        .filter(one -> !one.isRemote())
                        .filter(one -> one.answered() && one.hindrance().isEmpty())
                        .map(Host::node)
                        .toList();
        if (able.size() >= 2) {
            return Finding.pass(String.join(", ", able), view.coordinator());
        }
        ApiError why =
                new ApiError(
                        "too-few-hosts",
                        texts.get("protect.hosts.wanted"),
                        able.isEmpty()
                                ? hindrances(view)
                                : texts.get("protect.hosts.one", able.getFirst()),
                        texts.get("protect.hosts.advice"));
        return able.isEmpty()
                ? Finding.fail(why, "belay service list", view.coordinator())
                : Finding.warn(why, "belay service list", view.coordinator());
    }

    private String hindrances(ServicesView view) {
        return view.hosts().stream()
                .map(one ->
                        one.node()
                                + ": "
                                + (one.answered()
                                        ? one.hindrance()
                                        : texts.get("protect.hosts.silent")))
                .collect(Collectors.joining("; "));
    }

    /// Without one of them a node that hangs may keep the address.
    private Finding deadMen() throws AgentException {
        ServicesView view = port.services();
        List<String> bare =
                view.hosts().stream()
                        .filter(one -> !one.isRemote())
                        .filter(one -> one.answered() && one.hindrance().isEmpty())
                        .filter(one -> one.deadMen().isEmpty())
                        .map(Host::node)
                        .toList();
        return bare.isEmpty()
                ? Finding.pass(texts.get("protect.dead-men.all"), view.coordinator())
                : Finding.warn(
                        new ApiError(
                                "no-dead-man",
                                texts.get("protect.dead-men.wanted"),
                                texts.get("protect.dead-men.none", String.join(", ", bare)),
                                texts.get("protect.dead-men.advice")),
                        "",
                        view.coordinator());
    }
}
