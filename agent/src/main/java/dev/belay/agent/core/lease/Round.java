package dev.belay.agent.core.lease;

import dev.belay.agent.core.member.Majority;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What members said to one question of a holder, and what follows from it. Not safe for use by
/// several threads.
///
/// A coordinator's answer counts once {@link Majority#isInNoLaterTerm} holds of what was said after
/// the question was sent.
public final class Round {

    /// What a coordinator adds to its word.
    ///
    /// @param voters of the group, as its log has it
    /// @param formerVoters those of the group before while it changes; else empty
    /// @param terms the times that it counts by
    public record Lead(Set<String> voters, Set<String> formerVoters, Terms terms, Grant grant) {

        public Lead {
            voters = Collections.unmodifiableSet(new TreeSet<>(voters));
            formerVoters = Collections.unmodifiableSet(new TreeSet<>(formerVoters));
        }
    }

    /// What a member says.
    ///
    /// @param term it is in, read after the question came
    /// @param isVouched whether it vouches for what the holder holds
    /// @param lead null unless it is the coordinator of that term
    public record Word(long term, boolean isVouched, @Nullable Lead lead) {}

    /// What a majority has said.
    public sealed interface Verdict {

        /// A coordinator's answer counts.
        record Granted(Lead lead) implements Verdict {}

        /// A majority vouches.
        record Vouched() implements Verdict {}
    }

    private final Set<String> vouchers;
    private final Map<String, Word> words = new HashMap<>();
    private boolean hasVouched;
    private boolean hasGranted;

    /// One question.
    ///
    /// @param vouchers the voters that the newest grant named; empty: nobody can vouch
    public Round(Set<String> vouchers) {
        this.vouchers = Set.copyOf(vouchers);
    }

    /// Takes a member's word; each verdict is given once, and none but a grant after a grant.
    public Optional<Verdict> hear(String member, Word word) {
        words.put(member, word);
        if (hasGranted) {
            return Optional.empty();
        }
        Optional<Lead> lead = decided();
        if (lead.isPresent()) {
            hasGranted = true;
            return Optional.of(new Verdict.Granted(lead.get()));
        }
        if (!hasVouched && isVouchedFor()) {
            hasVouched = true;
            return Optional.of(new Verdict.Vouched());
        }
        return Optional.empty();
    }

    private Optional<Lead> decided() {
        return words.values().stream()
                .filter(word -> word.lead() != null)
                .max(Comparator.comparingLong(Word::term))
                .filter(word -> isConfirmed(word.lead(), word.term()))
                .map(Word::lead);
    }

    private boolean isConfirmed(@Nullable Lead lead, long term) {
        Map<String, Long> terms = new HashMap<>();
        words.forEach((member, word) -> terms.put(member, word.term()));
        return lead != null
                && Majority.isInNoLaterTerm(lead.voters(), lead.formerVoters(), terms, term);
    }

    private boolean isVouchedFor() {
        long vouching =
                vouchers.stream()
                        .map(words::get)
                        .filter(word -> word != null && word.isVouched())
                        .count();
        return vouching > vouchers.size() / 2;
    }
}
