package dev.belay.agent.consensus;

import dev.belay.agent.core.member.Majority;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Weighs what members say of themselves after a read began, and takes the answer of a coordinator
/// that certainly was one at that time. Pure; not safe for use by several threads.
///
/// Why it is linearizable. A coordinator of a later term needs votes of a majority, and who has
/// given one is in that term from then on. So when a majority says after the begin of the read that
/// it is in no later term than the coordinator's, none was elected before. All that was
/// acknowledged before then is in the coordinator's log and, once it has applied an entry of its
/// own term, in its state (Ongaro, Consensus: Bridging Theory and Practice, 6.4).
///
/// Ratis' own reads are not used: it takes an index that a majority confirmed at any time before
/// for confirmed now, so a coordinator that is cut off answers from the past.
final class QuorumRead {

    /// What a coordinator adds to its term.
    ///
    /// @param voters of the group, as its log has it
    /// @param formerVoters those of the group before while it changes; else empty
    /// @param index last entry in the state that it answers from
    /// @param answer of the state
    record Lead(Set<String> voters, Set<String> formerVoters, long index, byte[] answer) {}

    /// What a member says of itself.
    ///
    /// @param term it is in
    /// @param lead null unless it is the coordinator of that term and has applied an entry of it
    record Word(long term, @Nullable Lead lead) {

        byte[] bytes() {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                out.writeLong(term);
                out.writeBoolean(lead != null);
                if (lead != null) {
                    write(lead.voters(), out);
                    write(lead.formerVoters(), out);
                    out.writeLong(lead.index());
                    out.write(lead.answer());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        private static void write(Set<String> ids, DataOutputStream out) throws IOException {
            out.writeShort(ids.size());
            for (String id : ids) {
                out.writeUTF(id);
            }
        }

        /// @throws UncheckedIOException when it is not what {@link #bytes} makes
        static Word of(byte[] bytes) {
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                long term = in.readLong();
                return new Word(
                        term,
                        in.readBoolean()
                                ? new Lead(ids(in), ids(in), in.readLong(), in.readAllBytes())
                                : null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Set<String> ids(DataInputStream in) throws IOException {
            var ids = new TreeSet<String>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                ids.add(in.readUTF());
            }
            return ids;
        }
    }

    private final Map<String, Word> words = new HashMap<>();

    /// Takes a member's word, once.
    void hear(String member, Word word) {
        words.put(member, word);
    }

    /// The coordinator's part once it is certain; empty as long as it is not.
    Optional<Lead> decided() {
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
}
