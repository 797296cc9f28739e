package dev.belay.agent.join;

import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who has come since this enrollment was opened, as the admin remembers it; in memory alone.
final class Candidates {

    private static final int MOST = 256;

    private final Map<String, Candidate> byKey = new LinkedHashMap<>();

    synchronized void clear() {
        byKey.clear();
    }

    /// A candidate has come to a step.
    ///
    /// @param key the same for all steps of one try
    synchronized void step(String key, EnrollRequest asked, String from, Step step, Instant at) {
        put(key, of(asked, from, step, at, null));
    }

    synchronized void refused(
            String key, EnrollRequest asked, String from, ApiError why, Instant at) {
        put(key, of(asked, from, Step.REFUSED, at, why));
    }

    private void put(String key, Candidate candidate) {
        if (byKey.containsKey(key) || byKey.size() < MOST) {
            byKey.put(key, candidate);
        }
    }

    private static Candidate of(
            EnrollRequest asked, String from, Step step, Instant at, @Nullable ApiError refusal) {
        return new Candidate(
                Plain.text(asked.node()),
                Plain.text(asked.hostName()),
                from,
                step,
                at,
                refusal,
                0,
                0);
    }

    /// All of them. Those with a certificate go on as their configuration comes into force and as
    /// they are heard.
    ///
    /// @param configured whether a node's config sets are in force
    /// @param heard whether a node has reported as a member
    List<Candidate> look(Predicate<String> configured, Predicate<String> heard, Instant now) {
        // Nodes are asked for it, which takes time: nobody who comes meanwhile shall wait.
        Set<String> inForce =
                waiting().stream().filter(configured).collect(Collectors.toUnmodifiableSet());
        return advanced(inForce::contains, heard, now);
    }

    private synchronized List<String> waiting() {
        return byKey.values().stream()
                .filter(one -> one.step() == Step.KEYS)
                .map(Candidate::node)
                .toList();
    }

    private synchronized List<Candidate> advanced(
            Predicate<String> configured, Predicate<String> heard, Instant now) {
        byKey.replaceAll((key, one) -> {
            Step next = next(one, configured, heard);
            return next == one.step()
                    ? one
                    : new Candidate(
                            one.node(),
                            one.hostName(),
                            one.address(),
                            next,
                            now,
                            one.refusal(),
                            one.bytesDone(),
                            one.bytesTotal());
        });
        return List.copyOf(byKey.values());
    }

    private static Step next(Candidate one, Predicate<String> configured, Predicate<String> heard) {
        return switch (one.step()) {
            case CONNECTED, AUTHORIZED, VERIFIED, REFUSED -> one.step();
            case KEYS ->
                    !configured.test(one.node())
                            ? Step.KEYS
                            : heard.test(one.node()) ? Step.VERIFIED : Step.CONFIG;
            case CONFIG -> heard.test(one.node()) ? Step.VERIFIED : Step.CONFIG;
        };
    }
}
