package dev.belay.agent.tenure;

import dev.belay.agent.consensus.LeasePort;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Round;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.lease.LeaseLoop;
import dev.belay.agent.lease.SelfKill;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks all voters for the lease of a node, and tells whoever holds it what a majority has said.
final class LeaseLines implements LeaseLoop.Wire, AutoCloseable {

    /// Who holds the lease.
    interface Asker {

        /// The times that it counts by.
        Terms terms();

        /// A coordinator's answer that a majority confirmed.
        ///
        /// @param accepted to be called when it is heeded, before it is
        void granted(long question, Round.Lead lead, Runnable accepted);

        /// A majority vouches, no coordinator having answered yet.
        void vouched(long question);

        /// This node's own.
        static Asker of(LeaseLoop loop) {
            return new Asker() {
                @Override
                public Terms terms() {
                    return loop.holder().terms();
                }

                @Override
                public void granted(long question, Round.Lead lead, Runnable accepted) {
                    loop.granted(question, lead, accepted);
                }

                @Override
                public void vouched(long question) {
                    loop.tell(new HolderInput.Vouched(question, SelfKill.now()));
                }
            };
        }
    }

    /// Whoever answers later has not answered.
    private static final long LONGEST = 10_000_000_000L;

    private final String self;
    private final LeasePort port;
    private final Function<Message.Question, Round.Word> ownWord;
    private final Supplier<Message.Facts> facts;
    private final ExecutorService own;
    private volatile @Nullable Asker asker;
    private volatile Set<String> vouchers = Set.of();

    /// @param ownWord what this node itself says to a question
    /// @param own where it is asked
    LeaseLines(
            String self,
            LeasePort port,
            Function<Message.Question, Round.Word> ownWord,
            Supplier<Message.Facts> facts,
            ExecutorService own) {
        this.self = self;
        this.port = port;
        this.ownWord = ownWord;
        this.facts = facts;
        this.own = own;
    }

    /// One for the lease of this node: nothing else waits for its thread.
    static ExecutorService ownThread() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("own-word").daemon().factory());
    }

    void bind(Asker holder) {
        asker = holder;
    }

    @Override
    public void ask(Report report) {
        Asker now = asker;
        if (now == null) {
            return;
        }
        Terms terms = now.terms();
        Set<String> named = vouchers;
        var question = new Message.Question(report, terms.lease(), named, facts.get());
        byte[] bytes = LeaseTalk.bytes(question);
        var round = new Round(named);
        LeasePort.Seat seat = port.seat();
        Set<String> voters = new TreeSet<>(seat.voters());
        voters.addAll(seat.formerVoters());
        for (String voter : voters) {
            if (!voter.equals(self)) {
                port.askForLease(
                        voter,
                        bytes,
                        Duration.ofNanos(Math.min(terms.selfKill(), LONGEST)),
                        answer -> hear(now, report, round, voter, LeaseTalk.word(answer)));
            }
        }
        if (seat.mayVote() || seat.leads()) {
            // The coordinator's part may have to wait for another thread of this node.
            try {
                own.execute(() -> hear(now, report, round, self, ownWord.apply(question)));
            } catch (RejectedExecutionException e) {
                // This agent is stopping: the others' word does not matter any more either.
                return;
            }
        }
    }

    @Override
    public void close() {
        own.shutdown();
    }

    private void hear(Asker now, Report report, Round round, String member, Round.Word word) {
        synchronized (round) {
            round.hear(member, word)
                    .ifPresent(verdict -> {
                        switch (verdict) {
                            case Round.Verdict.Granted(var lead) ->
                                    now.granted(
                                            report.question(), lead, () -> vouchers = named(lead));
                            case Round.Verdict.Vouched() -> now.vouched(report.question());
                        }
                    });
        }
    }

    /// While the group changes nobody is sure who can vouch.
    private static Set<String> named(Round.Lead lead) {
        return lead.formerVoters().isEmpty() ? lead.voters() : Set.of();
    }
}
