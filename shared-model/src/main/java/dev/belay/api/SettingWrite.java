package dev.belay.api;

import org.jspecify.annotations.Nullable;

/// Asks to set a setting.
///
/// @param value the new value
/// @param ifVersion write only if the version is still this; null to write in any case
public record SettingWrite(String value, @Nullable Long ifVersion) {}
