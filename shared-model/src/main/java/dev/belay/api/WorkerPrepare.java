package dev.belay.api;

/// Asks a node to join a cluster as a worker.
///
/// @param token as the admin showed it, a secret
public record WorkerPrepare(String token) {

    @Override
    public String toString() {
        return "worker prepare";
    }
}
