package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.ConfigSetView.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The lines of a scenario that are about config sets.
final class ConfigScript {

    static final Hook HOOK =
            new Hook(Hook.Kind.COMMAND, List.of("true"), List.of("true"), 0, 1_000);

    private static final Hook UNNOTICED =
            new Hook(Hook.Kind.COMMAND, List.of("true"), List.of(), 0, 1_000);

    private ConfigScript() {}

    static Order order(ClusterState state, String verb, String[] words) throws IOException {
        return switch (verb) {
            case "publish" -> publish(state, words, HOOK);
            case "publish-unnoticed" -> publish(state, words, UNNOTICED);
            case "rollback" ->
                    new ConfigOrder.Rollback(words[3], Long.parseLong(words[4]), nodes(words[5]));
            case "did" -> report(words, null);
            case "failed" -> report(words, new ApiError("bad", "good files", "'bad'", "mend them"));
            case "give-up" ->
                    new ConfigOrder.GiveUp(
                            words[3],
                            Long.parseLong(words[4]),
                            Phase.valueOf(words[6]),
                            words[5],
                            "silent for 20 s");
            case "forget" -> new ConfigOrder.Forget(words[3]);
            default -> throw new IOException("no such order: " + verb);
        };
    }

    private static Order publish(ClusterState state, String[] words, Hook hook) {
        return new ConfigOrder.Publish(
                words[3],
                words.length > 7 ? Long.parseLong(words[7]) : next(state, words[3]),
                words[4].repeat(64),
                3,
                100,
                words[5],
                false,
                hook,
                "",
                nodes(words[6]));
    }

    private static long next(ClusterState state, String set) {
        SetState known = state.configs().get(set);
        return known == null ? 1 : known.last() + 1;
    }

    private static Order report(String[] words, @org.jspecify.annotations.Nullable ApiError error) {
        return new ConfigOrder.Report(
                words[3], Long.parseLong(words[4]), words[5], Step.valueOf(words[6]), error, 5);
    }

    private static List<String> nodes(String words) {
        return List.of(words.split(",", -1));
    }

    static List<String> facts(ClusterState state) {
        var lines = new ArrayList<String>();
        for (SetState set : state.configs().values()) {
            Rollout rollout = set.rollout();
            if (set.wasForgotten()) {
                lines.add(set.name() + " was forgotten after version " + set.last());
                continue;
            }
            lines.add(
                    set.name()
                            + " at "
                            + set.target()
                            + " live "
                            + set.live()
                            + " of "
                            + set.versions().stream().map(SetVersion::number).toList());
            if (rollout != null) {
                lines.add(
                        "  version "
                                + rollout.version()
                                + " after "
                                + rollout.former()
                                + " "
                                + rollout.phase()
                                + (rollout.canary().isEmpty()
                                        ? " no canary"
                                        : " canary " + rollout.canary())
                                + " awaits "
                                + rollout.awaited()
                                + (rollout.why().isEmpty() ? "" : " because " + rollout.why()));
            }
        }
        return lines;
    }
}
