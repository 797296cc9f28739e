package dev.belay.agent.cli;

import dev.belay.api.DesignText;
import dev.belay.api.ServicesView;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.plan.Effect;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlanFacts;
import dev.belay.model.plan.PlanText;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.ApiClient;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The plan from the design that an agent has in force to another one, for people and as a
/// document.
record DesignPlan(Plan plan) {

    private static final Design NOTHING =
            Design.empty(ClusterSettings.of("none", "none", TimingProfile.STANDARD));

    /// A plan as a document.
    ///
    /// @param version of the design in force
    /// @param obstacles why it cannot begin now
    record Document(long version, boolean same, List<StepDocument> steps, List<String> obstacles) {}

    /// @param diff of the file of the design in force
    /// @param undo the diff of the way back
    /// @param limitMillis how long it may take until its checks hold
    record StepDocument(
            int number,
            String code,
            List<String> subjects,
            String title,
            String request,
            String diff,
            String undo,
            List<EffectDocument> effects,
            List<String> gates,
            List<String> checks,
            long limitMillis) {}

    /// @param from node; null for none
    /// @param to node; null for none
    /// @param outageMillis at most; null for none
    record EffectDocument(
            String service,
            String kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long outageMillis,
            String sentence) {}

    /// Asks an agent for what is in force and what runs.
    static DesignPlan ask(ApiClient client, Design wanted, Terminal terminal) throws Refusal {
        DesignText before = AgentAccess.ask(client, terminal, ApiClient::design);
        ClusterStatus status = AgentAccess.ask(client, terminal, ApiClient::status);
        ServicesView services = AgentAccess.ask(client, terminal, ApiClient::services);
        return new DesignPlan(
                Plan.of(
                        inForce(before, terminal),
                        before.version(),
                        wanted,
                        PlanFacts.live(status, services)));
    }

    private static Design inForce(DesignText text, Terminal terminal) throws Refusal {
        if (text.version() == 0) {
            return NOTHING;
        }
        return switch (DesignFormat.read(text.text())) {
            case Reading.Read(var known, _) -> known;
            case Reading.Refused _ ->
                    throw new Refusal(
                            ExitCode.FAILED,
                            terminal.text("plan.newer", Long.toString(text.version())));
        };
    }

    private PlanText words(Terminal terminal) {
        return PlanText.of(terminal.locale()).naming(plan.wanted(), plan.base());
    }

    boolean isSame() {
        return plan.steps().isEmpty();
    }

    Document document(Terminal terminal) {
        PlanText words = words(terminal);
        return new Document(
                plan.version(),
                isSame(),
                plan.steps().stream().map(one -> document(one, words)).toList(),
                plan.obstacles().stream().map(words::obstacle).toList());
    }

    private static StepDocument document(PlannedStep step, PlanText words) {
        return new StepDocument(
                step.number(),
                step.step().code(),
                step.step().subjects(),
                words.title(step.step()),
                "POST /v1/operations",
                step.diff(),
                step.undoDiff(),
                step.effects().stream().map(one -> document(one, words)).toList(),
                step.gates().stream().map(words::gate).toList(),
                words.checks(step),
                step.limit().toMillis());
    }

    private static EffectDocument document(Effect effect, PlanText words) {
        return new EffectDocument(
                effect.service().toString(),
                effect.kind().name().toLowerCase(Locale.ROOT),
                effect.from().orElse(null),
                effect.to().orElse(null),
                effect.outage().isZero() ? null : effect.outage().toMillis(),
                words.effect(effect));
    }

    /// @param isWhole with the differences and what is looked at
    void show(Terminal terminal, boolean isWhole) {
        PlanText words = words(terminal);
        var paint = new Paint(terminal.colour());
        int digits = Integer.toString(plan.steps().size()).length();
        for (PlannedStep step : plan.steps()) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%" + digits + "d  %s%n",
                            step.number(),
                            words.title(step.step()));
            String margin = " ".repeat(digits + 2);
            step.effects().forEach(one -> terminal.out().println(margin + words.effect(one)));
            if (isWhole) {
                String gates = String.join("; ", step.gates().stream().map(words::gate).toList());
                String checks = String.join("; ", words.checks(step));
                terminal.out().println(margin + terminal.text("plan.needs", gates));
                terminal.out().println(margin + terminal.text("plan.does"));
                step.diff()
                        .lines()
                        .forEach(line -> terminal.out().println(margin + "  " + paint.faint(line)));
                terminal.out().println(margin + terminal.text("plan.verifies", checks));
                terminal.out().println(margin + terminal.text("plan.undo"));
            }
        }
        tellObstacles(terminal);
    }

    /// Why it cannot begin now.
    void tellObstacles(Terminal terminal) {
        PlanText words = words(terminal);
        plan.obstacles().forEach(one -> terminal.error(words.obstacle(one)));
    }
}
