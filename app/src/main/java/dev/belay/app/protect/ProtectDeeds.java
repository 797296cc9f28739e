package dev.belay.app.protect;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.app.design.Bound;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Script.Fact;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import java.util.ArrayList;
import java.util.List;

/// Has the cluster put the service in force, and waits until it runs.
final class ProtectDeeds {
    static final String RUNS = ServiceRun.RUNS;

    private final Texts texts;
    private final ProtectForm form;
    private final PlannedChange change;
    private final ServiceRun run;

    /// @param change has the cluster put the service in force
    ProtectDeeds(
            Texts texts, ProtectForm form, ProtectPort port, PlannedChange change, Bound bound) {
        this.texts = texts;
        this.form = form;
        this.change = change;
        this.run = new ServiceRun(texts, port, bound, form::serviceId);
    }

    List<Deed> all() {
        String where = texts.get("protect.where");
        VirtualIp address = form.virtualIp();
        Service service = form.service();
        List<Deed> deeds =
                new ArrayList<>(
                        change.deeds(
                                where,
                                Deed.Kind.ADD,
                                () ->
                                        texts.get(
                                                "protect.deed.put",
                                                service.id(),
                                                Clashes.text(address),
                                                program(service)),
                                ""));
        deeds.add(run.deed());
        return deeds;
    }

    private String program(Service service) {
        Resource last = service.resources().getLast();
        return switch (last) {
            case OcfResource agent -> "ocf:" + agent.provider() + ":" + agent.agent();
            case SystemdResource unit -> unit.unit();
            case ScriptResource script -> script.program();
            default -> texts.get("protect.address-alone");
        };
    }

    List<Fact> facts(boolean dry) {
        ServiceView now = run.seen();
        VirtualIp address = form.virtualIp();
        List<Fact> facts = new ArrayList<>();
        boolean isActive = now != null && now.state() == State.ACTIVE;
        if (change.isBack()) {
            facts.add(new Fact(form.serviceId().toString(), texts.get("protect.back"), true));
            facts.addAll(change.facts());
            return facts;
        }
        facts.add(
                new Fact(
                        form.serviceId().toString(),
                        isActive && now != null
                                ? texts.get("protect.runs", now.node())
                                : texts.get(dry ? "protect.nothing-done" : "protect.not-running"),
                        isActive && !dry));
        facts.add(
                new Fact(
                        texts.get("protect.fact.address"),
                        Clashes.text(address),
                        isActive && !dry));
        if (isActive && now != null) {
            now.resources().forEach(one -> facts.add(new Fact(one.name(), one.kind(), true)));
        }
        if (!dry) {
            facts.addAll(change.facts());
        }
        return facts;
    }
}
