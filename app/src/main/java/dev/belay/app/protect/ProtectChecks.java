package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.app.design.Bound;
import dev.belay.app.design.InForce;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Finding;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<Check> checks = new ArrayList<>(new ClusterChecks(texts, port, bound).all());
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
