package dev.belay.agent.core.lease;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a node asked and what came back.
///
/// @param term highest of a coordinator that answered
/// @param asked number of the newest question
/// @param answered number of the newest question that a coordinator answered
/// @param askAt when the next one is due
/// @param renewedAt sending of the newest question that was answered or vouched for; {@link #NEVER}
///   before
/// @param sent when each question was sent that may still be answered
record Renewals(
        long term, long asked, long answered, long askAt, long renewedAt, Map<Long, Long> sent) {

    static final long NEVER = Long.MIN_VALUE;

    Renewals {
        sent = Collections.unmodifiableMap(new TreeMap<>(sent));
    }

    static Renewals first(long at) {
        return new Renewals(0, 0, 0, at, NEVER, Map.of());
    }

    boolean isYoungerThan(long age, long at) {
        return renewedAt != NEVER && at - renewedAt < age;
    }

    boolean isOlderThan(long age, long at) {
        return renewedAt != NEVER && at - renewedAt >= age;
    }

    /// One question more; those older than an age are forgotten.
    Renewals ask(long at, long next, long age) {
        Map<Long, Long> more = new TreeMap<>(sent);
        more.values().removeIf(sentAt -> at - sentAt >= age);
        more.put(asked + 1, at);
        return new Renewals(term, asked + 1, answered, next, renewedAt, more);
    }

    Renewals vouched(long sentAt) {
        return new Renewals(term, asked, answered, askAt, Math.max(renewedAt, sentAt), sent);
    }

    Renewals answered(long question, long sentAt, long ofTerm, long next) {
        Map<Long, Long> newer = new TreeMap<>(sent);
        newer.keySet().removeIf(one -> one <= question);
        return new Renewals(ofTerm, asked, question, next, Math.max(renewedAt, sentAt), newer);
    }
}
