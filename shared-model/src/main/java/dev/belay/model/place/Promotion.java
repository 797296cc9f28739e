package dev.belay.model.place;

/// That some instances of a clone are to be promoted.
///
/// @param max how many
/// @param perHost how many of them on one host
/// @param wanted whether any of them is to be promoted for now
public record Promotion(int max, int perHost, boolean wanted) {

    /// One in the whole cluster.
    public static Promotion one() {
        return new Promotion(1, 1, true);
    }
}
