package dev.belay.agent.cloud;

/// What one look saw of something that should be one way.
///
/// @param words what is so, such as `says 10.0.1.4`; or what is not as it should be, such as
///   `stolen by 'eni-7'`
record Sight(boolean isRight, String words) {

    static Sight right(String words) {
        return new Sight(true, words);
    }

    static Sight wrong(String words) {
        return new Sight(false, words);
    }
}
