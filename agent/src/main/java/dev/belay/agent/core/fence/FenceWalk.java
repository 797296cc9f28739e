package dev.belay.agent.core.fence;

import dev.belay.agent.core.fence.FenceAnswer.Accepted;
import dev.belay.agent.core.fence.FenceAnswer.Denied;
import dev.belay.agent.core.fence.FenceAnswer.IsOff;
import dev.belay.agent.core.fence.FenceAnswer.IsOn;
import dev.belay.agent.core.fence.FenceAnswer.Silent;
import dev.belay.agent.core.fence.FenceDecision.Ask;
import dev.belay.agent.core.fence.FenceDecision.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The way through the levels of a node's devices (Pacemaker Explained, "Fencing Topologies").
///
/// ACT -> VERIFY -> ACT of the next device ... -> RESTORE -> end; a failure leads to the next
/// level.
///
/// A reboot is off, a look that it is off, and on, wherever a device can do that: after a reboot in
/// one step nobody can tell one that lied. Whoever can be asked for the status must say OFF; one
/// that cannot be asked is believed.
///
/// @param levels those left, the current one first
/// @param at number of the device in the level
/// @param phase what the next answer is about
/// @param mayHaveActed whether something may have happened on a level that failed
/// @param evidence what was seen, in order
public record FenceWalk(
        boolean isReboot,
        List<FenceLevel> levels,
        int at,
        Phase phase,
        boolean mayHaveActed,
        List<String> evidence) {

    /// What the next answer is about.
    public enum Phase {
        ACT,
        VERIFY,
        RESTORE
    }

    public FenceWalk {
        levels = List.copyOf(levels);
        evidence = List.copyOf(evidence);
    }

    /// Begins.
    ///
    /// @param isReboot whether the node is to come back
    public static FenceDecision begin(List<FenceLevel> levels, boolean isReboot) {
        List<FenceLevel> ordered =
                levels.stream()
                        .filter(level -> !level.means().isEmpty())
                        .sorted(Comparator.comparingInt(FenceLevel::number))
                        .toList();
        List<String> evidence = ordered.isEmpty() ? List.of("there is no fence device") : List.of();
        return new FenceWalk(isReboot, ordered, 0, Phase.ACT, false, evidence).act();
    }

    /// Goes on with what a device answered to the last question.
    public FenceDecision answered(FenceAnswer answer) {
        FenceWalk seen = saw(question() + ": " + answer.evidence());
        return switch (phase) {
            case ACT -> seen.acted(answer);
            case VERIFY -> seen.verified(answer);
            case RESTORE -> seen.with(at + 1, Phase.RESTORE).restore();
        };
    }

    private String question() {
        return "level %d, device '%s', %s"
                .formatted(
                        levels.getFirst().number(),
                        means().device(),
                        switch (phase) {
                            case ACT -> deed().word();
                            case VERIFY -> FenceVerb.STATUS.word();
                            case RESTORE -> FenceVerb.ON.word();
                        });
    }

    private FenceDecision acted(FenceAnswer answer) {
        return switch (answer) {
            case Accepted _ ->
                    means().can(FenceVerb.STATUS)
                            ? new Ask(with(at, Phase.VERIFY), means().device(), FenceVerb.STATUS)
                            : with(at + 1, Phase.ACT).act();
            case Denied _ -> failed(false);
            // To a deed, that is no answer.
            case IsOff _, IsOn _, Silent _ -> failed(true);
        };
    }

    private FenceDecision verified(FenceAnswer answer) {
        return switch (answer) {
            case IsOff _ -> with(at + 1, Phase.ACT).act();
            case IsOn _, Accepted _, Denied _, Silent _ -> failed(true);
        };
    }

    private FenceDecision failed(boolean mayHaveActed) {
        // Devices of this level before this one have acted.
        boolean acted = this.mayHaveActed || mayHaveActed || at > 0;
        return new FenceWalk(
                        isReboot, levels.subList(1, levels.size()), 0, Phase.ACT, acted, evidence)
                .act();
    }

    private FenceDecision act() {
        if (levels.isEmpty()) {
            return new End(
                    mayHaveActed
                            ? new FenceOutcome.Unknown(evidence)
                            : new FenceOutcome.Refused(evidence));
        }
        if (at == levels.getFirst().means().size()) {
            return with(0, Phase.RESTORE).restore();
        }
        if (!means().can(deed())) {
            return saw(question() + ": it cannot do that").failed(false);
        }
        return new Ask(this, means().device(), deed());
    }

    /// What stops the target; in a level with several devices, all must be off at one moment.
    private FenceVerb deed() {
        boolean isAlone = levels.getFirst().means().size() == 1;
        boolean rebootsOnly = !means().can(FenceVerb.OFF) && means().can(FenceVerb.REBOOT);
        return isReboot && isAlone && rebootsOnly ? FenceVerb.REBOOT : FenceVerb.OFF;
    }

    /// It is confirmed whatever comes of this.
    private FenceDecision restore() {
        FenceLevel level = levels.getFirst();
        for (int i = at; isReboot && i < level.means().size(); i++) {
            FenceMeans one = level.means().get(i);
            boolean wasTurnedOff = one.can(FenceVerb.OFF);
            if (wasTurnedOff && one.can(FenceVerb.ON)) {
                return new Ask(with(i, Phase.RESTORE), one.device(), FenceVerb.ON);
            }
        }
        return new End(new FenceOutcome.Confirmed(evidence));
    }

    /// Whether the node is stopped for certain already, though not all is done.
    public boolean isConfirmed() {
        return phase == Phase.RESTORE;
    }

    private FenceMeans means() {
        return levels.getFirst().means().get(at);
    }

    private FenceWalk with(int at, Phase phase) {
        return new FenceWalk(isReboot, levels, at, phase, mayHaveActed, evidence);
    }

    private FenceWalk saw(String what) {
        List<String> all = new ArrayList<>(evidence);
        all.add(what);
        return new FenceWalk(isReboot, levels, at, phase, mayHaveActed, all);
    }
}
