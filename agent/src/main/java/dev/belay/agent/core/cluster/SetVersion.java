package dev.belay.agent.core.cluster;

import dev.belay.api.ConfigSetView.Hook;

/// One published state of a set's files.
///
/// @param number from 1, never used twice in a set
/// @param manifest its content's name
/// @param files how many, links included
/// @param bytes of all files
/// @param hook what puts it in force; belongs to the version, so that a rollback has its own
/// @param atMillis when it was published, on the publisher's clock
/// @param by who published it
/// @param note what they said about it
public record SetVersion(
        long number,
        String manifest,
        int files,
        long bytes,
        Hook hook,
        long atMillis,
        String by,
        String note) {}
