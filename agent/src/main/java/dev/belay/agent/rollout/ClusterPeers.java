package dev.belay.agent.rollout;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.Rollout;
import dev.belay.agent.core.cluster.SetState;
import dev.belay.api.ConfigSetView.Report;
import dev.belay.api.ConfigSetView.Step;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// The other members, over the channel that all members share.
final class ClusterPeers implements PeerCopies {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration LONG_DEADLINE = Duration.ofSeconds(60);

    private final Supplier<String> self;
    private final Consensus consensus;
    private final Supplier<Set<String>> inSight;

    ClusterPeers(Supplier<String> self, Consensus consensus, Supplier<Set<String>> inSight) {
        this.self = self;
        this.consensus = consensus;
        this.inSight = inSight;
    }

    @Override
    public Reply ask(String member, Question question) throws IOException {
        Duration deadline =
                switch (question) {
                    case Question.ManifestPart _,
                            Question.Chunks _,
                            Question.States _,
                            Question.Ahead _ ->
                            DEADLINE;
                    case Question.Look _, Question.Scan _, Question.PutBack _ -> LONG_DEADLINE;
                };
        return ask(member, question, deadline);
    }

    Reply ask(String member, Question question, Duration deadline) throws IOException {
        byte[] asked = question.encoded();
        boolean isMuch =
                question instanceof Question.Chunks chunks
                        && chunks.remaining() > Turns.LITTLE_BYTES;
        return switch (isMuch
                ? consensus.fetchMuch(member, asked, deadline)
                : consensus.fetch(member, asked, deadline)) {
            case Outcome.Done<byte[]>(var bytes) -> Reply.of(bytes);
            case Outcome.Refused<byte[]>(var error) when error.code().equals("member-busy") ->
                    new Reply.Busy();
            case Outcome.Refused<byte[]>(var error) -> throw new IOException(error.sentence());
            case Outcome.Unknown<byte[]>(var reason) -> throw new IOException(reason);
        };
    }

    @Override
    public List<String> holders(String set, long number) {
        ClusterState state = consensus.state();
        List<String> others = others(state);
        SetState known = state.configs().get(set);
        Rollout rollout = known == null ? null : known.rollout();
        if (known == null
                || rollout == null
                || rollout.version() != number
                || known.live() == number) {
            Collections.shuffle(others, ThreadLocalRandom.current());
            return others;
        }
        List<String> staged =
                new ArrayList<>(
                        rollout.reports().stream()
                                .filter(one -> one.step() == Step.STAGED && one.error() == null)
                                .map(Report::node)
                                .filter(others::contains)
                                .filter(node -> !node.equals(state.admin()))
                                .toList());
        Collections.shuffle(staged, ThreadLocalRandom.current());
        if (others.contains(state.admin())) {
            staged.add(state.admin());
        }
        return staged;
    }

    private List<String> others(ClusterState state) {
        List<String> others =
                state.members().stream()
                        .filter(one -> one.role() != MemberRole.WITNESS)
                        .map(Member::id)
                        .filter(node -> !node.equals(self.get()))
                        .toList();
        Set<String> seen = inSight.get();
        List<String> near = others.stream().filter(seen::contains).toList();
        return new ArrayList<>(near.isEmpty() ? others : near);
    }
}
