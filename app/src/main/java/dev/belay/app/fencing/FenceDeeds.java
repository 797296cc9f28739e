package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceView;
import dev.belay.app.design.Bound;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.model.node.Node;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.value.DurationText;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The steps of a plan: the design, the secrets, and a look at what came of it.
final class FenceDeeds {
    private static final int LOOKS = 10;

    private final Texts texts;
    private final FencingPort port;
    private final Secrets secrets;
    private final Tested tested;
    private final FenceProbe probe;
    private final Bound bound;
    private final PlannedChange change;

    /// @param change has the cluster put the design in force
    FenceDeeds(
            Texts texts,
            FencingPort port,
            Bound bound,
            Secrets secrets,
            Tested tested,
            PlannedChange change) {
        this.bound = bound;
        this.change = change;
        this.texts = texts;
        this.port = port;
        this.secrets = secrets;
        this.tested = tested;
        this.probe = new FenceProbe(texts, port, tested);
    }

    List<Deed> of(Plan plan) {
        List<Deed> deeds = new ArrayList<>();
        if (plan.changesDesign() || change.isPlanned()) {
            deeds.addAll(design(plan));
        }
        if (plan.isRemoval()) {
            deeds.add(look(plan, "gone", log -> gone(plan, log)));
            for (String name : plan.device().secrets()) {
                deeds.add(forget(plan, name));
            }
            return deeds;
        }
        for (Secrets.Row row : secrets.named()) {
            if (!row.value().isEmpty()) {
                deeds.add(tell(plan, row.name()));
            }
        }
        deeds.add(look(plan, "ready", log -> ready(plan, log)));
        for (Node target : plan.targets()) {
            plan.seen().member(target.id()).ifPresent(member -> deeds.add(test(plan, member)));
        }
        return deeds;
    }

    private List<Deed> design(Plan plan) {
        Deed.Kind kind =
                switch (plan.change()) {
                    case NEW -> Deed.Kind.ADD;
                    case CHANGE -> Deed.Kind.CHANGE;
                    case REMOVE -> Deed.Kind.REMOVE;
                };
        Supplier<String> sentence =
                () -> {
                    String what = texts.get("deed." + plan.change(), plan.device().name());
                    return plan.changesAutomatic()
                            ? texts.get(
                                    plan.isAutomatic() ? "deed.automatic" : "deed.by-hand", what)
                            : what;
                };
        return change.deeds(plan.cluster(), kind, sentence, shown(plan));
    }

    /// What is put in force, as a person would note it down.
    private static String shown(Plan plan) {
        var device = plan.device();
        List<String> lines = new ArrayList<>();
        lines.add((plan.isRemoval() ? "- " : "") + "fence device " + device.id());
        if (!plan.isRemoval()) {
            lines.add("agent " + device.agent());
            device.address().ifPresent(one -> lines.add("address " + one));
            lines.add(
                    "targets "
                            + device.targets().stream()
                                    .map(one -> one + at(device.ports().get(one.toString())))
                                    .collect(Collectors.joining(", ")));
            lines.add(
                    "level "
                            + device.level()
                            + ", "
                            + device.action().name().toLowerCase(Locale.ROOT)
                            + ", timeout "
                            + DurationText.of(device.timeout())
                            + ", delay "
                            + DurationText.of(device.delay()));
            device.parameters().forEach((name, value) -> lines.add(name + "=" + value));
        }
        if (plan.changesAutomatic()) {
            lines.add("fencing " + plan.isAutomatic());
        }
        return String.join("\n", lines);
    }

    private static String at(@Nullable String port) {
        return port == null ? "" : " (" + port + ")";
    }

    private Deed tell(Plan plan, String name) {
        String device = plan.device().id().toString();
        Deed deed =
                Deed.of(
                        "secret-" + name,
                        Deed.Kind.ADD,
                        () -> texts.get("deed.secret", name, plan.device().name()),
                        plan.cluster(),
                        "PUT /v1/fence/secrets\nbelay fence secret " + device + " " + name,
                        log -> keep(plan, name, value(name), log));
        boolean isFirst =
                plan.seen().device(device).filter(one -> one.secrets().contains(name)).isEmpty();
        return isFirst
                ? deed.undoneBy(() -> texts.get("undo.secret"), log -> untell(plan, name, log))
                : deed;
    }

    /// A device that stays in force keeps what it was told.
    private void untell(Plan plan, String name, Deed.Log log)
            throws AgentException, InterruptedException {
        change.checkUndoable();
        keep(plan, name, "", log);
    }

    /// Cannot be taken back, since nobody can read what the members forget. A member that is not
    /// reached keeps the value in its file, and no device that it is for.
    private Deed forget(Plan plan, String name) {
        String device = plan.device().id().toString();
        return Deed.of(
                "forget-" + name,
                Deed.Kind.REMOVE,
                () -> texts.get("deed.forget", name, plan.device().name()),
                plan.cluster(),
                "PUT /v1/fence/secrets\nbelay fence secret "
                        + device
                        + " "
                        + name
                        + " - </dev/null",
                log -> {
                    bound.check(port);
                    FenceSecretKept kept = port.keepSecret(new FenceSecret(device, name, ""));
                    log.say(plan.cluster(), name + ": " + String.join(", ", kept.nodes()));
                    if (!kept.missing().isEmpty()) {
                        log.say(
                                plan.cluster(),
                                texts.get("found.kept", String.join(", ", kept.missing())));
                    }
                });
    }

    private String value(String name) {
        return secrets.named().stream()
                .filter(row -> row.name().equals(name))
                .map(Secrets.Row::value)
                .findFirst()
                .orElse("");
    }

    private void keep(Plan plan, String name, String value, Deed.Log log) throws AgentException {
        bound.check(port);
        FenceSecretKept kept;
        try {
            kept = port.keepSecret(new FenceSecret(plan.device().id().toString(), name, value));
        } catch (AgentException e) {
            throw clean(e);
        }
        log.say(plan.cluster(), name + ": " + String.join(", ", kept.nodes()));
        if (!kept.missing().isEmpty() && !value.isEmpty()) {
            throw Refused.of(
                    texts,
                    "secret-not-everywhere",
                    "refused.missing",
                    texts.get("found.missing", String.join(", ", kept.missing())),
                    name);
        }
    }

    /// Whatever it was refused with, the secret is not repeated.
    private AgentException clean(AgentException e) {
        ApiError error = e.error();
        return new AgentException(
                e.kind(),
                new ApiError(
                        error.code(),
                        secrets.clean(error.wanted()),
                        secrets.clean(error.found()),
                        secrets.clean(error.advice())),
                null);
    }

    private Deed look(Plan plan, String id, Deed.Act act) {
        return Deed.of(
                id,
                Deed.Kind.CHECK,
                () -> texts.get("deed." + id, plan.device().name(), plan.device().agent()),
                plan.cluster(),
                "GET /v1/fence\nbelay fence devices",
                act);
    }

    /// Waits until the member that answers can use the device: it asks the agent for what it can do
    /// once the design has changed, and again once it was told a secret.
    private void ready(Plan plan, Deed.Log log) throws AgentException, InterruptedException {
        String trouble = "";
        for (int look = 0; look < LOOKS; look++) {
            port.rest();
            Optional<FenceView.Device> there = there(plan);
            trouble = there.map(FenceView.Device::trouble).orElse("");
            boolean isReady = there.filter(one -> !one.verbs().isEmpty()).isPresent();
            if (isReady && trouble.isEmpty()) {
                log.say(plan.cluster(), String.join(" ", there.orElseThrow().verbs()));
                return;
            }
        }
        throw Refused.of(
                texts,
                trouble.isEmpty() ? "fence-device-asked" : "fence-device-trouble",
                "refused.ready",
                trouble.isEmpty() ? texts.get("found.nothing") : "'" + trouble + "'",
                plan.device().name(),
                plan.device().agent());
    }

    private void gone(Plan plan, Deed.Log log) throws AgentException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (there(plan).isEmpty()) {
                log.say(plan.cluster(), texts.get("fact.gone"));
                return;
            }
            port.rest();
        }
        throw Refused.of(
                texts, "fence-device-there", "refused.gone", plan.device().id().toString());
    }

    private Optional<FenceView.Device> there(Plan plan) throws AgentException {
        FenceView view = port.fencing();
        tested.saw(view);
        return view.devices().stream()
                .filter(one -> one.id().equals(plan.device().id().toString()))
                .findFirst();
    }

    private Deed test(Plan plan, NodeStatus member) {
        String id = member.member().id();
        return Deed.of(
                "test-" + id,
                Deed.Kind.CHECK,
                () -> texts.get("deed.test", plan.device().name(), member.member().name()),
                plan.cluster(),
                "POST /v1/fence/test/" + id + "\nbelay fence test " + id,
                log -> probe.test(plan, member, log));
    }
}
