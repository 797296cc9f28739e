package dev.belay.model.proxy;

import java.util.List;

/// Something of a Squid configuration that Squid itself takes without a word.
///
/// @param kind what it is
/// @param line in the file, from 1; 0 for the whole of it
/// @param args in the order of the sentence
public record SquidFinding(Kind kind, int line, List<String> args) {

    /// What it is.
    public enum Kind {
        /// Another file is taken in, and was not looked at.
        NOT_READ,
        /// No line `http_access`: Squid denies everything.
        NO_RULES,
        /// A line that comes after one that fits everything.
        NEVER_REACHED,
        /// A name that is no access list at that line: Squid refuses the file.
        UNKNOWN_LIST,
        /// No last line that denies everything: what fits no line is allowed.
        NO_LAST_DENY,
        /// Anybody may go anywhere.
        OPEN_PROXY,
        /// Whoever may go through gets to the credentials of the proxy's own instance.
        METADATA_REACHABLE,
        /// A source goes through without a password, though lines ask for one.
        USER_NOT_ASKED,
        /// A source that is to go through does not.
        SOURCE_REFUSED,
        /// Whether a source goes through hangs on a line that is not understood here.
        SOURCE_UNDECIDED
    }

    public SquidFinding {
        args = List.copyOf(args);
    }
}
