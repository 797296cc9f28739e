package dev.belay.agent.core.member;

/// How the coordinator finds another member.
///
/// @param heard whether it was heard just now
/// @param caughtUp whether it has nearly all that is committed
public record Standing(boolean heard, boolean caughtUp) {

    public static final Standing SILENT = new Standing(false, false);
}
