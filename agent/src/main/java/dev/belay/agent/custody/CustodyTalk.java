package dev.belay.agent.custody;

import dev.belay.api.AuditRecord;
import dev.belay.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What members ask of each other about keys and records, as JSON. Who asks is known by the
/// certificate of the connection, never by what is said.
final class CustodyTalk {

    private CustodyTalk() {}

    /// What is asked for.
    enum Wish {
        /// A certificate for the asker's new key.
        SIGN,
        /// The key of an authority; for voters alone.
        KEY,
        /// Which authorities are trusted, and whose keys are held.
        HOLDING,
        /// Records of the audit log.
        AUDIT,
        /// That the asked node leaves in order once it is removed; of a voter alone.
        LEAVE
    }

    /// A request.
    ///
    /// @param publicKey Base64 of the SubjectPublicKeyInfo, for {@link Wish#SIGN}
    /// @param proof Base64 of the signature by that very key, see {@link #proven}
    /// @param authority whose key, for {@link Wish#KEY}; what to do, for {@link Wish#LEAVE}
    /// @param after number of the last record that is there, for {@link Wish#AUDIT}
    record Request(
            Wish wish,
            @Nullable String publicKey,
            @Nullable String proof,
            @Nullable String authority,
            long after) {

        static Request sign(String publicKey, String proof) {
            return new Request(Wish.SIGN, publicKey, proof, null, 0);
        }

        static Request key(String authority) {
            return new Request(Wish.KEY, null, null, authority, 0);
        }

        static Request holding() {
            return new Request(Wish.HOLDING, null, null, null, 0);
        }

        static Request leave(String afterwards) {
            return new Request(Wish.LEAVE, null, null, afterwards, 0);
        }

        static Request audit(long after) {
            return new Request(Wish.AUDIT, null, null, null, after);
        }
    }

    /// An answer; what does not belong to the request is null.
    ///
    /// @param refused why not; empty when it was done
    /// @param certificate PEM of the asker's new certificate, and of what leads from it to an older
    ///   authority
    /// @param key PEM of an authority and its key; a secret
    record Answer(
            String refused,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable Set<String> trusted,
            @Nullable Set<String> keys,
            @Nullable List<AuditRecord> records) {

        static Answer refused(String why) {
            return new Answer(why, null, null, null, null, null);
        }

        static Answer done() {
            return new Answer("", null, null, null, null, null);
        }

        static Answer certificate(String pem) {
            return new Answer("", pem, null, null, null, null);
        }

        static Answer key(String pem) {
            return new Answer("", null, pem, null, null, null);
        }

        static Answer holding(Set<String> trusted, Set<String> keys) {
            return new Answer("", null, null, trusted, keys, null);
        }

        static Answer records(List<AuditRecord> records) {
            return new Answer("", null, null, null, null, records);
        }

        @Override
        public String toString() {
            return refused.isEmpty() ? "answer" : "refused: " + refused;
        }
    }

    /// What a new key signs to show that the asker has it.
    static byte[] proven(String clusterId, String node, String publicKey) {
        return ("belay certificate " + clusterId + "/" + node + " " + publicKey)
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(Object message) {
        return Json.MAPPER.writeValueAsBytes(message);
    }

    static Optional<Request> request(byte[] bytes) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(bytes, Request.class))
                    .filter(one -> one.wish() != null);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static Optional<Answer> answer(byte[] bytes) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(bytes, Answer.class))
                    .filter(one -> one.refused() != null);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
