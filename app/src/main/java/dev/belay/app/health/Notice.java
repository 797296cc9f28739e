package dev.belay.app.health;

/// Something to read once.
///
/// @param text one or two sentences
/// @param bad whether it went wrong
record Notice(String text, boolean bad) {}
