package dev.belay.model.place;

import java.util.Optional;

/// What is to be done with a resource to bring it where it belongs.
///
/// @param kind what
/// @param resource a primitive
/// @param host where it is done; where it goes, when it goes elsewhere
/// @param from where it comes from, when it goes elsewhere
public record Step(StepKind kind, String resource, String host, Optional<String> from) {

    static Step at(StepKind kind, String resource, String host) {
        return new Step(kind, resource, host, Optional.empty());
    }
}
