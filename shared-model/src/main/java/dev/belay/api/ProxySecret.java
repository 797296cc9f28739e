package dev.belay.api;

/// The password that a proxy asks for, and nobody else is to be told.
///
/// @param proxy id
/// @param value empty: forgets it
public record ProxySecret(String proxy, String value) {

    /// Only what may stand in a log.
    @Override
    public String toString() {
        return "password of '" + proxy + "'";
    }
}
