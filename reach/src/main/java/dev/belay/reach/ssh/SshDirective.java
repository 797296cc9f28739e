package dev.belay.reach.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// One line of an SSH config.
///
/// @param conditions all of these have to hold
/// @param keyword in small letters
/// @param arguments without quotes, at least one
/// @param file where it stands
/// @param line number from 1
record SshDirective(
        List<Predicate<SshLookup>> conditions,
        String keyword,
        List<String> arguments,
        Path file,
        int line) {

    String argument() {
        return arguments.getFirst();
    }

    String place() {
        return file + ":" + line;
    }

    boolean appliesTo(SshLookup lookup) {
        return conditions.stream().allMatch(condition -> condition.test(lookup));
    }
}
