package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.api.FenceView;
import dev.belay.app.design.Bound;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.fencing.FormReading.Complaint;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Finding;
import dev.belay.model.check.Problem;
import dev.belay.model.status.NodeStatus;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What should be true before a fence device is put in force. Each check asks the cluster anew.
final class FencePreflight {
    private final Texts texts;
    private final FencingPort port;
    private final Bound bound;
    private final Reader reader;
    private final PlannedChange change;

    /// Reads the form against the cluster as a check has just seen it.
    @FunctionalInterface
    interface Reader {
        /// Keeps what was seen, so that the plan is made of it.
        FormReading read(Seen seen);
    }

    FencePreflight(
            Texts texts, FencingPort port, Bound bound, Reader reader, PlannedChange change) {
        this.bound = bound;
        this.change = change;
        this.texts = texts;
        this.port = port;
        this.reader = reader;
    }

    /// In their order.
    ///
    /// @param isRemoval whether a device goes
    /// @param typed all that the device is made of
    List<Check> checks(boolean isRemoval, Map<String, String> typed) {
        Check answers = check("answers", "group.cluster", this::answers);
        Check design = check("design", "group.cluster", this::design);
        Check covered = check("covered", "group.cluster", this::covered);
        Check errors = check("errors", "group.device", this::errors);
        Check planned = change.check(() -> texts.get("group.cluster"), typed);
        return isRemoval
                ? List.of(answers, design, covered, planned, errors)
                : List.of(
                        answers,
                        design,
                        covered,
                        planned,
                        errors,
                        check("secrets", "group.device", this::secrets),
                        check("agent", "group.device", this::agent));
    }

    private Check check(String id, String group, Check.Probe probe) {
        return new Check(id, () -> texts.get(group), () -> texts.get("check." + id), probe);
    }

    /// What the form makes of a cluster.
    ///
    /// @throws AgentException when something is missing or wrong in it
    Plan plan(Seen seen) throws AgentException {
        FormReading reading = reader.read(seen);
        return reading.plan().orElseThrow(() -> AgentException.refused(wrong(reading)));
    }

    private ApiError wrong(FormReading reading) {
        Complaint first = reading.complaints().getFirst();
        return Refused.error(texts, "form-incomplete", "refused.form", first.sentence());
    }

    private Finding answers() throws AgentException {
        var status = port.status();
        bound.see(status);
        List<String> silent =
                status.nodes().stream()
                        .filter(one -> !Seen.answers(one))
                        .map(one -> one.member().name())
                        .toList();
        int all = status.nodes().size();
        return silent.isEmpty()
                ? Finding.pass(texts.get("found.members", all), status.observer())
                : Finding.warn(
                        Refused.error(
                                texts,
                                "members-silent",
                                "refused.silent",
                                String.join(", ", silent)),
                        "",
                        status.observer());
    }

    private Finding design() throws AgentException {
        Seen seen = Seen.ask(port);
        FormReading reading = reader.read(seen);
        if (reading.plan().isEmpty()) {
            return Finding.fail(wrong(reading), "", seen.observer());
        }
        long version = seen.inForce().version();
        return Finding.pass(
                version == 0
                        ? texts.get("found.no-design")
                        : texts.get("found.version", Long.toString(version)),
                seen.observer());
    }

    private Finding errors() throws AgentException {
        Seen seen = Seen.ask(port);
        List<Problem> errors = seen.inForce().errors(plan(seen).changed());
        if (errors.isEmpty()) {
            return Finding.pass("–", seen.observer());
        }
        Locale locale = texts.language().locale();
        return Finding.fail(
                new ApiError(
                        "design-has-errors",
                        texts.get("refused.errors.wanted"),
                        texts.get(
                                "found.errors",
                                together(
                                        errors.stream().map(one -> one.sentence(locale)).toList())),
                        together(
                                errors.stream()
                                        .map(one -> one.advice(locale))
                                        .distinct()
                                        .toList())),
                "",
                seen.observer());
    }

    /// Sentences one after the other, without the last full stop: the frame sets it.
    private String together(List<String> sentences) {
        RefusalWords words = RefusalWords.in(texts.language());
        return sentences.stream().reduce(words::together).orElse("").replaceAll("[.。]$", "");
    }

    private Finding secrets() throws AgentException {
        Seen seen = Seen.ask(port);
        Plan plan = plan(seen);
        List<String> names = plan.device().secrets();
        return Finding.pass(names.isEmpty() ? "–" : String.join(", ", names), "");
    }

    private Finding agent() throws AgentException {
        Seen seen = Seen.ask(port);
        Plan plan = plan(seen);
        List<FenceView.Device> same =
                port.fencing().devices().stream()
                        .filter(one -> one.agent().equals(plan.device().agent()))
                        .toList();
        for (FenceView.Device one : same) {
            if (!one.verbs().isEmpty()) {
                return Finding.pass(String.join(", ", one.verbs()), seen.observer());
            }
        }
        return same.stream()
                .filter(one -> !one.trouble().isEmpty())
                .findFirst()
                .map(one ->
                        Finding.warn(
                                Refused.error(
                                        texts,
                                        "fence-agent-unusable",
                                        "refused.agent",
                                        one.trouble(),
                                        plan.device().agent()),
                                "",
                                seen.observer()))
                .orElseGet(() -> Finding.skipped(texts.get("found.agent-unasked")));
    }

    private Finding covered() throws AgentException {
        Seen seen = Seen.ask(port);
        Plan plan = plan(seen);
        Set<String> targets =
                plan.changed().fenceDevices().stream()
                        .flatMap(one -> one.targets().stream())
                        .map(Object::toString)
                        .collect(Collectors.toSet());
        List<NodeStatus> running = seen.running();
        List<String> open =
                running.stream()
                        .filter(one ->
                                seen.drawn(one)
                                        .filter(id -> targets.contains(id.toString()))
                                        .isEmpty())
                        .map(one -> one.member().name())
                        .toList();
        return open.isEmpty()
                ? Finding.pass(texts.get("found.covered", running.size()), seen.observer())
                : Finding.warn(
                        Refused.error(
                                texts,
                                "member-not-fenced",
                                "refused.covered",
                                String.join(", ", open)),
                        "",
                        seen.observer());
    }
}
