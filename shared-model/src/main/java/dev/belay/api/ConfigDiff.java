package dev.belay.api;

import java.util.List;

/// What differs between two versions of a set, or between a version and a node's files.
///
/// @param from such as `41`
/// @param to such as `42`, or `gw-2`
/// @param files in the order of their paths
public record ConfigDiff(String set, String from, String to, List<FileDiff> files) {

    public ConfigDiff {
        files = List.copyOf(files);
    }

    /// One file.
    ///
    /// @param unified in unified format with three lines around each change; empty when the file is
    ///   no text or too long
    /// @param facts what else differs, such as `mode 0644 -> 0600`
    public record FileDiff(
            String path, ConfigSetView.Change change, String unified, String facts) {}
}
