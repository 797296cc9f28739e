package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.app.design.Bound;
import dev.belay.app.design.InForce;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Finding;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Quorum;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What should be true before a service gets its address.
final class ProtectChecks {
    private final Texts texts;
    private final ProtectForm form;
    private final ProtectPort port;
    private final Bound bound;
    private final Clashes clashes;
    private final PlannedChange change;

    ProtectChecks(
            Texts texts,
            ProtectForm form,
            ProtectPort port,
            Clashes clashes,
            PlannedChange change,
            Bound bound) {
        this.bound = bound;
        this.change = change;
        this.texts = texts;
        this.form = form;
        this.port = port;
        this.clashes = clashes;
    }

    /// In their order.
    ///
    /// @param isDrawn whether the service was taken from a drawing when the wizard was left
    List<Check> all(boolean isDrawn) {
        List<Check> checks = new ArrayList<>();
        checks.add(check("quorum", "cluster", this::quorum));
        checks.add(check("hosts", "cluster", this::hosts));
        checks.add(check("dead-men", "cluster", this::deadMen));
        if (isDrawn) {
            checks.add(check("drawn", "design", this::drawn));
        }
        checks.add(check("names", "design", this::names));
        checks.add(check("address", "design", this::address));
        checks.add(check("design", "design", this::design));
        checks.add(change.check(() -> texts.get("protect.group.design"), form.fields()));
        return checks;
    }

    private Check check(String id, String group, Check.Probe probe) {
        return new Check(
                id,
                () -> texts.get("protect.group." + group),
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

    private Finding drawn() throws AgentException {
        return found(clashes.away(InForce.ask(port).design()), form.serviceId().toString());
    }

    private Finding names() throws AgentException {
        return found(clashes.name(InForce.ask(port).design()), form.serviceId().toString());
    }

    private Finding address() throws AgentException {
        return found(clashes.address(InForce.ask(port).design()), Clashes.text(form.virtualIp()));
    }

    private Finding design() throws AgentException {
        InForce now = InForce.ask(port);
        return found(
                clashes.error(now),
                now.version() == 0
                        ? texts.get("protect.design.none")
                        : texts.get("protect.design.version", Long.toString(now.version())));
    }

    private static Finding found(Optional<ApiError> clash, String evidence) {
        return clash.map(one -> Finding.fail(one, "", ""))
                .orElseGet(() -> Finding.pass(evidence, ""));
    }
}
