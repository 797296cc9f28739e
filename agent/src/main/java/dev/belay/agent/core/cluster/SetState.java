package dev.belay.agent.core.cluster;

import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A config set as the cluster has it.
///
/// @param name unique in the cluster
/// @param target absolute path on the nodes, a link to the version in force
/// @param takeOver whether a folder that is at the target may be put aside
/// @param live version in force; 0 before the first
/// @param last number of the newest version that there ever was
/// @param versions oldest first
/// @param rollout the one under way, or the last one; null before the first
public record SetState(
        String name,
        String target,
        boolean takeOver,
        long live,
        long last,
        List<SetVersion> versions,
        @Nullable Rollout rollout) {

    /// Versions that are kept, if not one more is in use.
    public static final int KEPT = 10;

    public SetState {
        versions = List.copyOf(versions);
    }

    /// Of a set that is no more; kept so that no number is ever given twice, because nodes still
    /// have the files of the former versions.
    static SetState forgotten(String name, long last) {
        return new SetState(name, "", false, 0, last, List.of(), null);
    }

    /// Whether there is no such set any more.
    public boolean wasForgotten() {
        return versions.isEmpty();
    }

    public Optional<SetVersion> version(long number) {
        return versions.stream().filter(one -> one.number() == number).findFirst();
    }

    /// The rollout that is under way.
    public Optional<Rollout> running() {
        return Optional.ofNullable(rollout).filter(one -> !one.phase().isEnd());
    }

    /// The version that a node has to have now, when nobody waits for it in a rollout.
    public Optional<SetVersion> inForce() {
        return version(live);
    }

    /// What was or is around the version in force, or else around the newest.
    public Hook hook() {
        return inForce().orElseGet(versions::getLast).hook();
    }

    /// With one more version, on its way.
    SetState published(SetVersion version, boolean mayTakeOver, Rollout begun) {
        var more = new ArrayList<>(versions);
        more.add(version);
        return new SetState(
                        name, target, takeOver || mayTakeOver, live, version.number(), more, begun)
                .pruned();
    }

    SetState with(Rollout changed) {
        long now = changed.phase() == Phase.DONE ? changed.version() : live;
        return new SetState(name, target, takeOver, now, last, versions, changed);
    }

    private SetState pruned() {
        var kept = new ArrayList<>(versions);
        Rollout now = rollout;
        for (int i = 0; kept.size() > KEPT && i < kept.size(); ) {
            long number = kept.get(i).number();
            boolean used =
                    number == live
                            || (now != null && (number == now.version() || number == now.former()));
            if (used) {
                i++;
            } else {
                kept.remove(i);
            }
        }
        return new SetState(name, target, takeOver, live, last, kept, rollout);
    }
}
