package dev.belay.model.service;

/// What a look of a monitor counts for that gets no answer: the cloud's API is silent, throttles,
/// or refuses to be read. It is neither success nor failure.
public enum UnknownPolicy {
    /// As if all were right; the words say that it is not known.
    IGNORE,
    /// The service goes on, and is told to be degraded.
    WARN,
    /// Three such looks in a row are a failure, and the service is started anew, here or elsewhere.
    /// An API that is down takes the service with it.
    RECOVER
}
