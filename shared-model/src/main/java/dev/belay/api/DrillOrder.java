package dev.belay.api;

/// Orders a fault to the node that runs a service.
///
/// @param kind which one
/// @param seconds 1–60, how long it lasts; of no meaning for those that do not last
public record DrillOrder(DrillKind kind, int seconds) {

    /// How long a fault lasts when nobody says otherwise.
    public static final int STANDARD_SECONDS = 10;

    public static final int MOST_SECONDS = 60;
}
