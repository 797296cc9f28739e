package dev.belay.api;

/// What a fence device is to be told and nobody else.
///
/// @param device id
/// @param name of the parameter of its agent
/// @param value empty: forgets it
public record FenceSecret(String device, String name, String value) {

    /// Only what may stand in a log.
    @Override
    public String toString() {
        return "secret '" + name + "' of '" + device + "'";
    }
}
