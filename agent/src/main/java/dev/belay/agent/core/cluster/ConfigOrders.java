package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an order about config sets does to the state. Pure.
///
/// The phases move by themselves with the last report that is waited for, so whoever coordinates
/// has nothing to remember.
final class ConfigOrders {

    private final ClusterState state;
    private final long index;
    private final Actor actor;
    private final long atMillis;

    ConfigOrders(ClusterState state, long index, Actor actor, long atMillis) {
        this.state = state;
        this.index = index;
        this.actor = actor;
        this.atMillis = atMillis;
    }

    Applied apply(ConfigOrder order) {
        return switch (order) {
            case ConfigOrder.Publish publish -> publish(publish);
            case ConfigOrder.Rollback rollback -> rollback(rollback);
            case ConfigOrder.Report report -> report(report);
            case ConfigOrder.GiveUp giveUp -> giveUp(giveUp);
            case ConfigOrder.Forget(var set) -> forget(set);
        };
    }

    private Applied publish(ConfigOrder.Publish publish) {
        List<ApiError> errors = ConfigRules.refusals(publish);
        if (!errors.isEmpty()) {
            return state.refused(errors.getFirst());
        }
        SetState known = known(publish.set());
        Optional<ApiError> refusal =
                ofWorker()
                        .or(() -> ofParticipants(publish.participants()))
                        .or(() -> known == null ? ofNewSet(publish) : ofKnown(known, publish));
        if (refusal.isPresent()) {
            return state.refused(refusal.get());
        }
        if (publish.number() != lastOf(publish.set()) + 1) {
            return state.refused(
                    new ApiError(
                            "version-taken",
                            "version " + (lastOf(publish.set()) + 1) + ", the next one",
                            "version " + publish.number(),
                            "publish again"));
        }
        SetState before =
                known != null
                        ? known
                        : new SetState(
                                publish.set(),
                                publish.target(),
                                publish.takeOver(),
                                0,
                                lastOf(publish.set()),
                                List.of(),
                                null);
        var version =
                new SetVersion(
                        publish.number(),
                        publish.manifest(),
                        publish.files(),
                        publish.bytes(),
                        publish.hook(),
                        atMillis,
                        actor.inWords(),
                        publish.note());
        Rollout begun = begun(before, version, publish.participants());
        return done(
                before.published(version, publish.takeOver(), begun),
                "version "
                        + version.number()
                        + " of "
                        + publish.set()
                        + " goes to "
                        + begun.participants());
    }

    private long lastOf(String set) {
        SetState former = state.configs().get(set);
        return former == null ? 0 : former.last();
    }

    private Applied rollback(ConfigOrder.Rollback rollback) {
        Optional<ApiError> worker = ofWorker();
        if (worker.isPresent()) {
            return state.refused(worker.get());
        }
        SetState known = known(rollback.set());
        if (known == null) {
            return state.refused(unknownSet(rollback.set()));
        }
        Optional<ApiError> refusal =
                ofParticipants(rollback.participants())
                        .or(() -> ofRunning(known))
                        .or(() -> ofVersion(known, rollback.version()));
        return refusal.isPresent()
                ? state.refused(refusal.get())
                : done(
                        known.with(
                                begun(
                                        known,
                                        known.version(rollback.version()).orElseThrow(),
                                        rollback.participants())),
                        "version "
                                + rollback.version()
                                + " of "
                                + known.name()
                                + " goes to "
                                + sorted(rollback.participants()));
    }

    private Rollout begun(SetState set, SetVersion version, List<String> participants) {
        List<String> sorted = sorted(participants);
        return Rollout.begun(
                index,
                version.number(),
                set.live(),
                sorted,
                version.hook().touchesService() ? canary(sorted) : "");
    }

    /// The admin is the last that should try something out.
    private String canary(List<String> participants) {
        return participants.stream()
                .filter(node -> !node.equals(state.admin()))
                .findFirst()
                .orElse(participants.getFirst());
    }

    private static List<String> sorted(List<String> nodes) {
        return nodes.stream().sorted().distinct().toList();
    }

    private Applied report(ConfigOrder.Report report) {
        return take(
                report.set(),
                report.rollout(),
                new ConfigSetView.Report(
                        report.node(), report.step(), report.error(), report.millis()));
    }

    private Applied giveUp(ConfigOrder.GiveUp giveUp) {
        SetState known = state.configs().get(giveUp.set());
        Rollout rollout = known == null ? null : known.rollout();
        if (known == null
                || rollout == null
                || rollout.id() != giveUp.rollout()
                || rollout.phase() != giveUp.phase()
                || !rollout.awaits(giveUp.node())) {
            return notAwaited(giveUp.set(), giveUp.node());
        }
        return take(
                giveUp.set(),
                giveUp.rollout(),
                new ConfigSetView.Report(
                        giveUp.node(),
                        rollout.step().orElseThrow(),
                        new ApiError(
                                "node-unknown",
                                "an answer in time",
                                "none, " + giveUp.why(),
                                "look at the node; it follows by itself when it is back"),
                        0));
    }

    private Applied take(String set, long id, ConfigSetView.Report report) {
        SetState known = state.configs().get(set);
        Rollout rollout = known == null ? null : known.rollout();
        if (known == null
                || rollout == null
                || rollout.id() != id
                || rollout.step().filter(step -> step == report.step()).isEmpty()
                || !rollout.awaits(report.node())) {
            return notAwaited(set, report.node());
        }
        Rollout next = rollout.with(report);
        String said = report.node() + (report.error() == null ? " " : " not ") + report.step();
        return done(
                known.with(next),
                next.phase() == rollout.phase() ? said : said + ", " + set + " is " + next.phase());
    }

    private Applied forget(String set) {
        Optional<ApiError> worker = ofWorker();
        if (worker.isPresent()) {
            return state.refused(worker.get());
        }
        SetState known = known(set);
        if (known == null) {
            return state.refused(unknownSet(set));
        }
        Optional<ApiError> refusal = ofRunning(known);
        if (refusal.isPresent()) {
            return state.refused(refusal.get());
        }
        return done(SetState.forgotten(set, known.last()), set + " forgotten");
    }

    private @Nullable SetState known(String set) {
        SetState known = state.configs().get(set);
        return known == null || known.wasForgotten() ? null : known;
    }

    private Optional<ApiError> ofWorker() {
        return ConfigRules.refusalOfWorker(state, actor.node());
    }

    private Optional<ApiError> ofParticipants(List<String> participants) {
        Optional<String> stranger =
                participants.stream().filter(node -> state.member(node).isEmpty()).findFirst();
        if (stranger.isEmpty() && participants.contains(state.admin())) {
            return Optional.empty();
        }
        return Optional.of(
                new ApiError(
                        "participants-invalid",
                        "members of the cluster, the admin among them",
                        stranger.map(SettingRules::quoted).orElse(participants.toString()),
                        "look at the list of members, then try again"));
    }

    private Optional<ApiError> ofNewSet(ConfigOrder.Publish publish) {
        List<SetState> sets =
                state.configs().values().stream().filter(one -> !one.wasForgotten()).toList();
        if (sets.size() >= ConfigRules.MOST_SETS) {
            return Optional.of(
                    new ApiError(
                            "too-many-sets",
                            "at most " + ConfigRules.MOST_SETS + " config sets",
                            "one more",
                            "forget one that is not needed"));
        }
        return sets.stream()
                .filter(one -> ConfigRules.collide(one.target(), publish.target()))
                .findFirst()
                .map(one ->
                        new ApiError(
                                "target-taken",
                                "a target that no other set has, is in or contains",
                                SettingRules.quoted(publish.target())
                                        + " beside "
                                        + SettingRules.quoted(one.target())
                                        + " of "
                                        + one.name(),
                                "choose another target, or publish into " + one.name()));
    }

    private Optional<ApiError> ofKnown(SetState known, ConfigOrder.Publish publish) {
        if (!known.target().equals(publish.target())) {
            return Optional.of(
                    new ApiError(
                            "target-differs",
                            "the target " + SettingRules.quoted(known.target()) + " of this set",
                            SettingRules.quoted(publish.target()),
                            "leave the target as it is, or choose another name for the set"));
        }
        return ofRunning(known);
    }

    private Optional<ApiError> ofRunning(SetState known) {
        return known.running()
                .map(one ->
                        new ApiError(
                                "rollout-running",
                                "one rollout of a set at a time",
                                "version " + one.version() + ", which is " + one.phase(),
                                "wait until it has ended"));
    }

    private Optional<ApiError> ofVersion(SetState known, long version) {
        if (version == known.live()) {
            return Optional.of(
                    new ApiError(
                            "version-live",
                            "a version that is not in force",
                            "version " + version + ", which is",
                            "nothing has to be done"));
        }
        if (known.version(version).isPresent()) {
            return Optional.empty();
        }
        var numbers = new ArrayList<Long>();
        known.versions().forEach(one -> numbers.add(one.number()));
        return Optional.of(
                new ApiError(
                        "version-unknown",
                        "one of the versions " + numbers + " that are kept",
                        "version " + version,
                        "choose one of these"));
    }

    private Applied notAwaited(String set, String node) {
        return state.refused(
                new ApiError(
                        "report-not-awaited",
                        "a report that the rollout of " + SettingRules.quoted(set) + " waits for",
                        "one of " + SettingRules.quoted(node),
                        "nothing has to be done"));
    }

    static ApiError unknownSet(String set) {
        return new ApiError(
                "set-unknown", "a config set", SettingRules.quoted(set), "look at the list");
    }

    private Applied done(SetState changed, String reason) {
        var sets = new TreeMap<>(state.configs());
        sets.put(changed.name(), changed);
        return new Applied(state.withConfigs(sets), new Answer.Ordered(index), reason);
    }
}
