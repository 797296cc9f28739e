package dev.belay.app.shell;

import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the studio remembers from one start to the next.
///
/// @param version of the file's format
/// @param language null until one was chosen: then the system's
/// @param look light, dark or as the system
/// @param percent size of everything, 100–200
/// @param reduceMotion null until it was chosen: then the system's wish
/// @param window where the window was; null before the first time
/// @param destination code of the last place on the rail
/// @param recent what was opened, newest first
record Preferences(
        int version,
        @Nullable Language language,
        Look look,
        int percent,
        @Nullable Boolean reduceMotion,
        @Nullable WindowPlace window,
        String destination,
        List<Recent> recent) {
    static final int VERSION = 1;
    static final int RECENT_KEPT = 8;
    static final int MIN_PERCENT = 100;
    static final int MAX_PERCENT = 200;

    static final Preferences DEFAULTS =
            new Preferences(VERSION, null, Look.SYSTEM, 100, null, null, "topology", List.of());

    Preferences {
        // what a hand-written file leaves out is as usual
        look = look == null ? Look.SYSTEM : look;
        destination = destination == null ? "topology" : destination;
        percent = Math.clamp(percent, MIN_PERCENT, MAX_PERCENT);
        recent = recent == null ? List.of() : List.copyOf(recent);
    }

    /// Where a window was, in screen pixels.
    record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

    /// What a recent thing was.
    enum Kind {
        CLUSTER,
        PROTECTED_CLUSTER,
        DESIGN,
        BUNDLE
    }

    /// Something that was opened.
    ///
    /// @param kind what it is
    /// @param name of the cluster, or of the file
    /// @param place id of the connection, or the file
    /// @param nodes how many it had; 0 for a file
    /// @param openedEpochMillis when
    record Recent(Kind kind, String name, String place, int nodes, long openedEpochMillis) {}

    Preferences withAppearance(
            @Nullable Language newLanguage, Look newLook, int newPercent, Boolean newReduceMotion) {
        return new Preferences(
                version,
                newLanguage,
                newLook,
                newPercent,
                newReduceMotion,
                window,
                destination,
                recent);
    }

    Preferences withWindow(WindowPlace place) {
        return new Preferences(
                version, language, look, percent, reduceMotion, place, destination, recent);
    }

    Preferences withDestination(String code) {
        return new Preferences(
                version, language, look, percent, reduceMotion, window, code, recent);
    }

    /// Puts it on top; the same place is listed once.
    Preferences withRecent(Recent opened) {
        List<Recent> all = new ArrayList<>();
        all.add(opened);
        recent.stream().filter(one -> !one.place().equals(opened.place())).forEach(all::add);
        return new Preferences(
                version,
                language,
                look,
                percent,
                reduceMotion,
                window,
                destination,
                all.subList(0, Math.min(all.size(), RECENT_KEPT)));
    }
}
