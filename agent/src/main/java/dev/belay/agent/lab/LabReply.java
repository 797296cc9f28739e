package dev.belay.agent.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running lab's answer: its state after the order was carried out, or why it was not.
///
/// @param state null when it was not carried out
/// @param errorCode code of a {@link LabException}; null when it was carried out
/// @param errorArguments what fills its text
record LabReply(@Nullable LabState state, @Nullable String errorCode, List<String> errorArguments) {

    static LabReply done(LabState state) {
        return new LabReply(state, null, List.of());
    }

    static LabReply refused(LabException error) {
        return new LabReply(null, error.code(), error.arguments());
    }
}
