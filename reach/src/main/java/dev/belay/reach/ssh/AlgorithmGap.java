package dev.belay.reach.ssh;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in the library's message what a server offered when no algorithm fits both sides.
final class AlgorithmGap {

    private static final Pattern MESSAGE =
            Pattern.compile("Unable to reach a settlement of (\\w+): \\[(.*)] and \\[(.*)]");

    private AlgorithmGap() {}

    static Optional<String> explain(String message) {
        Matcher matcher = MESSAGE.matcher(message);
        return matcher.find()
                ? Optional.of(
                        "that for "
                                + matcher.group(1)
                                + " the server offers only '"
                                + matcher.group(3)
                                + "' (ours: "
                                + matcher.group(2)
                                + ")")
                : Optional.empty();
    }
}
