package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.ConfigSetView.Report;
import dev.belay.api.ConfigSetView.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A version on its way to all nodes that were in sight when it was published.
///
/// STAGING -> CANARY -> SWITCHING -> DONE; STAGING -> ROLLED_BACK; CANARY, SWITCHING ->
/// ROLLING_BACK -> ROLLED_BACK. Without a canary STAGING -> SWITCHING.
///
/// @param id index of the entry that began it
/// @param version which
/// @param former in force before; 0 for none
/// @param phase where it is
/// @param participants in the order of their ids
/// @param canary the one that switches first; empty when all switch at once
/// @param reports what the nodes said, or what was said of those that did not answer
/// @param why it was rolled back; empty unless it was
public record Rollout(
        long id,
        long version,
        long former,
        Phase phase,
        List<String> participants,
        String canary,
        List<Report> reports,
        String why) {

    public Rollout {
        participants = List.copyOf(participants);
        reports = List.copyOf(reports);
    }

    static Rollout begun(
            long id, long version, long former, List<String> participants, String canary) {
        return new Rollout(id, version, former, Phase.STAGING, participants, canary, List.of(), "");
    }

    /// What is waited for in this phase; empty when the rollout has ended.
    public Optional<Step> step() {
        return switch (phase) {
            case STAGING -> Optional.of(Step.STAGED);
            case CANARY, SWITCHING -> Optional.of(Step.SWITCHED);
            case ROLLING_BACK -> Optional.of(Step.REVERTED);
            case DONE, ROLLED_BACK -> Optional.empty();
        };
    }

    /// Who is waited for now.
    public List<String> awaited() {
        Step wanted = step().orElse(null);
        if (wanted == null) {
            return List.of();
        }
        return expected().stream().filter(node -> report(node, wanted).isEmpty()).toList();
    }

    /// Whether a node is waited for now.
    public boolean awaits(String node) {
        return awaited().contains(node);
    }

    /// Nodes that may have something other than the former version, now or soon.
    private List<String> expected() {
        return switch (phase) {
            case STAGING, SWITCHING -> participants;
            case CANARY -> List.of(canary);
            case ROLLING_BACK -> wasSwitching() ? participants : List.of(canary);
            case DONE, ROLLED_BACK -> List.of();
        };
    }

    // The others were asked to switch only when the canary had.
    private boolean wasSwitching() {
        return canary.isEmpty()
                || report(canary, Step.SWITCHED).filter(one -> one.error() == null).isPresent();
    }

    private Optional<Report> report(String node, Step step) {
        return reports.stream()
                .filter(one -> one.node().equals(node) && one.step() == step)
                .findFirst();
    }

    /// Takes a report of the step that is waited for.
    Rollout with(Report report) {
        var more = new ArrayList<>(reports);
        more.add(report);
        var next = at(phase, more, why);
        ApiError error = report.error();
        if (error != null && report.step() != Step.REVERTED) {
            String reason = report.node() + ": " + error.sentence();
            return phase == Phase.STAGING
                    ? next.at(Phase.ROLLED_BACK, more, reason)
                    : next.at(Phase.ROLLING_BACK, more, reason);
        }
        return next.awaited().isEmpty() ? next.onwards() : next;
    }

    private Rollout onwards() {
        return switch (phase) {
            case STAGING -> at(canary.isEmpty() ? Phase.SWITCHING : Phase.CANARY, reports, why);
            case CANARY -> {
                Rollout next = at(Phase.SWITCHING, reports, why);
                yield next.awaited().isEmpty() ? next.onwards() : next;
            }
            case SWITCHING -> at(Phase.DONE, reports, why);
            case ROLLING_BACK -> at(Phase.ROLLED_BACK, reports, why);
            case DONE, ROLLED_BACK -> this;
        };
    }

    private Rollout at(Phase next, List<Report> said, String reason) {
        return new Rollout(id, version, former, next, participants, canary, said, reason);
    }
}
