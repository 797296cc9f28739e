package dev.belay.reach.ssh;

import java.util.List;
import java.util.Locale;

/// The criteria of one `Match` line.
///
/// @param words criteria and their patterns
/// @param place file and line
record SshMatch(List<String> words, String place) {

    boolean holds(SshLookup lookup) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            boolean negated = word.startsWith("!");
            String criterion = negated ? word.substring(1) : word;
            boolean holds;
            switch (criterion) {
                case "all" -> holds = true;
                case "host" -> holds = matches(++i, lookup.hostNow());
                case "originalhost" -> holds = matches(++i, lookup.originalHost());
                case "user" -> holds = matches(++i, lookup.userNow());
                case "localuser" -> holds = matches(++i, lookup.localUser());
                default -> {
                    // exec, canonical, final, localnetwork, tagged: their block is left out and
                    // told.
                    lookup.note(place + ": 'Match " + criterion + "' is not followed");
                    return false;
                }
            }
            if (holds == negated) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(int index, String text) {
        return index < words.size()
                && SshPatterns.matches(List.of(words.get(index).split(",")), text);
    }
}
