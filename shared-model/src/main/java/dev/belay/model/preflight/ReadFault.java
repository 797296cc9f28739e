package dev.belay.model.preflight;

import java.util.List;

/// Why an answer of the AWS CLI could not be read.
///
/// @param kind what it is
/// @param document its name
/// @param args in the order of the sentence, after the name
public record ReadFault(Kind kind, String document, List<String> args) {

    /// What it is. The sentences are in `preflight.properties`.
    public enum Kind {
        EMPTY,
        TOO_LARGE,
        NOT_JSON,
        TRUNCATED,
        /// No key at the top is one that is known.
        UNKNOWN_SHAPE,
        /// A field is not there, or is no such value.
        BAD_FIELD,
        /// Two answers say different things of one resource.
        CONTRADICTION,
        /// Nothing says which transit gateway route table the answer is of.
        TABLE_NOT_SAID
    }

    public ReadFault {
        args = List.copyOf(args);
    }
}
