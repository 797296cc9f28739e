package dev.belay.agent.replicate;

import dev.belay.agent.host.PosixException;
import dev.belay.api.ApiError;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.PathRules;
import java.io.IOException;

/// What can go wrong with a disk, in words that help.
final class StageFaults {

    private StageFaults() {}

    static ContentException of(PosixException fault) {
        return new ContentException(error(fault), fault);
    }

    static boolean isFull(PosixException fault) {
        return fault.errno() == PosixException.ENOSPC || fault.errno() == PosixException.EDQUOT;
    }

    static ContentException noRoom(String folder, long needed, long free) {
        return new ContentException(
                "disk-full",
                needed + " bytes free in " + PathRules.quoted(folder),
                free + " bytes",
                "free space on this node, then publish again; nothing was changed");
    }

    static ContentException sourceBroke(IOException cause, long fetched, long missing) {
        return new ContentException(
                new ApiError(
                        "source-broke-off",
                        missing + " bytes that this node lacks",
                        fetched + " bytes, then: " + cause.getMessage(),
                        "nothing to do: what came is kept, and the rest is fetched again"),
                cause);
    }

    static ContentException chunksMissing(int missing) {
        return new ContentException(
                "chunks-missing",
                "all chunks of the version at some node",
                missing + " that no node has unchanged",
                "publish the set again from the folder that it came from");
    }

    private static ApiError error(PosixException fault) {
        String found = fault.getMessage() == null ? "" : fault.getMessage();
        String path = PathRules.quoted(fault.path());
        return switch (fault.errno()) {
            case PosixException.ENOSPC, PosixException.EDQUOT ->
                    new ApiError(
                            "disk-full",
                            "room for the version",
                            found,
                            "free space on this node, then publish again; nothing was changed");
            case PosixException.EROFS ->
                    new ApiError(
                            "disk-read-only",
                            "a file system that can be written",
                            found,
                            "look for disk errors on this node, and mount it for writing");
            case PosixException.EPERM, PosixException.EACCES ->
                    new ApiError(
                            "not-permitted",
                            "the right to change " + path,
                            found,
                            "run the agent as root, or give the files the agent's own user");
            default ->
                    new ApiError(
                            "disk-error",
                            "a file system that does what it is told",
                            found,
                            "look at the system's log on this node");
        };
    }
}
