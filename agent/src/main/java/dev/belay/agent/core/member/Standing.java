package dev.belay.agent.core.member;

/// How the coordinator finds another member.
///
/// @param heard whether it was heard just now
/// @param caughtUp whether it has nearly all that is committed
/// @param fed whether entries are sent to it
public record Standing(boolean heard, boolean caughtUp, boolean fed) {

    public static final Standing SILENT = new Standing(false, false, false);
}
