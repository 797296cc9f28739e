package dev.belay.api;

import java.util.List;

/// How far a publication is, and what the node wants next.
///
/// @param id of the publication
/// @param number that the version will have
/// @param stage what is to be sent
/// @param wanted names of chunks, in hexadecimal; never all at once
/// @param fetchedBytes that came so far
/// @param missingBytes that the node lacked when it began
public record PublishNeeds(
        String id,
        long number,
        Stage stage,
        List<String> wanted,
        long fetchedBytes,
        long missingBytes) {

    public PublishNeeds {
        wanted = List.copyOf(wanted);
    }

    /// The same, a stage further.
    public PublishNeeds at(Stage further) {
        return new PublishNeeds(id, number, further, wanted, fetchedBytes, missingBytes);
    }

    /// MANIFEST -> CHUNKS -> STAGED -> ORDERED.
    public enum Stage {
        /// The manifest: the agent cannot look at the folder itself. Begin anew with its length, or
        /// send the rest of it.
        MANIFEST,
        /// Some chunks, or nothing yet: ask again.
        CHUNKS,
        /// Nothing more: the node has all of it on its disk.
        STAGED,
        /// It is on its way to all nodes, as was asked for.
        ORDERED
    }
}
