package dev.belay.app.shell;

import java.util.Locale;

/// The nine places of the rail, in its order; `Ctrl+1` … `Ctrl+9`.
enum Destination {
    TOPOLOGY("fth-share-2"),
    SERVICES("fth-layers"),
    HEALTH("fth-activity"),
    EVENTS("fth-list"),
    CONFIG("fth-file-text"),
    MIRRORS("fth-copy"),
    DRILLS("fth-target"),
    WIZARDS("fth-compass"),
    CONNECTIONS("fth-link");

    private final String icon;

    Destination(String icon) {
        this.icon = icon;
    }

    String icon() {
        return icon;
    }

    /// The last part of its keys and ids.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
