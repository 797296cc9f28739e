package dev.belay.app.design;

/// What became of a member, as its cluster's drawing is to have it.
public sealed interface MemberEdit {

    /// Name of its cluster.
    String cluster();

    /// Its id, or what was its id.
    String node();

    /// What it is or was called.
    String name();

    /// It is no member any more.
    record Removed(String cluster, String node, String name) implements MemberEdit {}

    /// It has another host name.
    ///
    /// @param name the former one
    /// @param next the one that it has now
    record Renamed(String cluster, String node, String name, String next) implements MemberEdit {}

    /// It owns the cluster's configuration now, and nobody else does.
    record Nominated(String cluster, String node, String name) implements MemberEdit {}
}
