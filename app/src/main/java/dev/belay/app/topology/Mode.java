package dev.belay.app.topology;

/// What the drawing is for.
enum Mode {
    /// The design alone, to be edited.
    DESIGN,
    /// The design with the live members in the places of their nodes.
    LIVE,
    /// What would become of the services if something failed.
    WHAT_IF
}
