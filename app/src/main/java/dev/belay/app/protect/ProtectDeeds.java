package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Failures;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
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
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Has the cluster put the service in force, and waits until it runs.
final class ProtectDeeds {
    static final String RUNS = "runs";

    private static final Duration LONGEST = Duration.ofSeconds(90);

    /// A service that no node may run stays so; before that the coordinator may not have looked.
    private static final Duration NOWHERE = Duration.ofSeconds(6);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Texts texts;
    private final ProtectForm form;
    private final ProtectPort port;
    private final PlannedChange change;
    private final Bound bound;
    private volatile @Nullable ServiceView seen;

    /// @param change has the cluster put the service in force
    ProtectDeeds(
            Texts texts, ProtectForm form, ProtectPort port, PlannedChange change, Bound bound) {
        this.bound = bound;
        this.texts = texts;
        this.form = form;
        this.port = port;
        this.change = change;
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
        deeds.add(
                Deed.of(
                        RUNS,
                        Deed.Kind.CHECK,
                        () -> texts.get("protect.deed.runs", service.id()),
                        where,
                        "GET /v1/services\nbelay service list",
                        this::await));
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

    private void await(Deed.Log log) throws AgentException, InterruptedException {
        bound.check(port);
        long begin = System.nanoTime();
        String said = "";
        while (true) {
            ServicesView view = port.services();
            ServiceView now =
                    view.services().stream()
                            .filter(one -> one.id().equals(form.serviceId().toString()))
                            .findFirst()
                            .orElse(null);
            seen = now;
            if (now != null && now.state() == State.ACTIVE) {
                log.say(now.node(), texts.get("protect.runs", now.node()));
                return;
            }
            String word = now == null ? "" : texts.get("protect.state." + now.state(), now.node());
            if (!word.equals(said)) {
                log.say(view.coordinator(), word);
                said = word;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (waited.compareTo(LONGEST) > 0 || isHopeless(now, waited)) {
                throw notActive(now);
            }
            Thread.sleep(PAUSE);
        }
    }

    private static boolean isHopeless(@Nullable ServiceView now, Duration waited) {
        return now != null
                && (now.state() == State.STUCK
                        || (now.state() == State.WAITING && waited.compareTo(NOWHERE) > 0));
    }

    private AgentException notActive(@Nullable ServiceView now) {
        List<String> found = new ArrayList<>();
        if (now == null) {
            found.add(texts.get("protect.state.absent"));
        } else {
            found.add(texts.get("protect.state." + now.state(), now.node()));
            if (now.failures().isEmpty()) {
                found.add(now.reason());
            }
            for (Failures one : now.failures()) {
                found.add(one.node() + ": " + one.last());
            }
        }
        return AgentException.refused(
                new ApiError(
                        "service-not-active",
                        texts.get("protect.runs.wanted", form.serviceId()),
                        String.join("; ", found),
                        texts.get("protect.runs.advice")));
    }

    List<Fact> facts(boolean dry) {
        ServiceView now = seen;
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
