package dev.belay.agent.lab;

import java.util.List;

/// One line that a supervisor says while its lab comes up.
///
/// @param kind what the line is
/// @param code key of the text: `progress.` or `error.` and this
/// @param arguments what fills it
public record LabProgress(Kind kind, String code, List<String> arguments) {

    /// What a line of progress says.
    public enum Kind {
        STEP,
        READY,
        FAILED
    }

    static LabProgress step(String code, String... arguments) {
        return new LabProgress(Kind.STEP, code, List.of(arguments));
    }
}
