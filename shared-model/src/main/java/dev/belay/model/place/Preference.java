package dev.belay.model.place;

/// How much a resource wants to be on a host.
///
/// @param id what people know it by
/// @param resource any, but no instance of a clone
/// @param host where
/// @param score how much
/// @param role as what
public record Preference(String id, String resource, String host, int score, Role role) {

    public Preference(String id, String resource, String host, int score) {
        this(id, resource, host, score, Role.STARTED);
    }
}
