package dev.belay.app.services;

/// What can be ordered of a service.
enum Deed {
    START,
    STOP,
    MOVE,
    CLEAR
}
