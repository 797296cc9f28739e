package dev.belay.agent.api;

import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps a persistent intruder from filling the journal: one event a minute for each user.
final class Denials {

    private static final long EVERY_NANOS = 60_000_000_000L;
    private static final int MOST_USERS = 256;

    private final Map<String, Long> lastNanos =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > MOST_USERS;
                }
            };

    synchronized boolean isWorthAnEvent(String user, long nowNanos) {
        Long last = lastNanos.get(user);
        if (last != null && nowNanos - last < EVERY_NANOS) {
            return false;
        }
        lastNanos.put(user, nowNanos);
        return true;
    }

    static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
