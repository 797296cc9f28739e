package dev.belay.app.shell;

import dev.belay.app.connect.ConnectionEntry;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.welcome.RecentPlace;
import java.nio.file.Path;
import java.time.Instant;
import javafx.stage.Stage;

/// Keeps the preferences up to date with the window, and puts the window where it was.
final class Memory {
    private final PreferencesFile file;
    private final Ui ui;
    private final Stage stage;
    private Preferences now;
    private Runnable recent = () -> {};

    Memory(PreferencesFile file, Preferences loaded, Ui ui, Stage stage) {
        this.file = file;
        this.ui = ui;
        this.stage = stage;
        this.now = loaded;
    }

    Preferences now() {
        return now;
    }

    /// Puts the window where it was, if that place is still on a screen.
    void place() {
        Preferences.WindowPlace place = now.window();
        if (place != null && StudioApplication.isVisible(place)) {
            stage.setX(place.x());
            stage.setY(place.y());
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            stage.setMaximized(place.maximized());
        }
    }

    /// Remembers every change from now on.
    void follow(Studio studio, Connector connector) {
        recent = () -> showRecent(studio, connector);
        recent.run();
        ui.languageProperty().subscribe((before, after) -> showRecent(studio, connector));
        ui.languageProperty().subscribe((before, after) -> appearance());
        ui.lookProperty().subscribe((before, after) -> appearance());
        ui.percentProperty().subscribe((before, after) -> appearance());
        ui.reduceMotionProperty().subscribe((before, after) -> appearance());
        studio.destinationProperty()
                .subscribe((before, after) -> {
                    if (after != null) {
                        keep(now.withDestination(after.code()));
                    }
                });
        stage.setOnHiding(event -> keep(now.withWindow(window())));
    }

    /// A saved cluster answered: it is among what was opened last.
    void opened(ConnectionEntry entry) {
        if (entry.isLab()) {
            return;
        }
        SavedConnection saved = entry.savedProperty().get();
        keep(
                now.withRecent(
                        new Preferences.Recent(
                                saved.isProtected()
                                        ? Preferences.Kind.PROTECTED_CLUSTER
                                        : Preferences.Kind.CLUSTER,
                                saved.name(),
                                saved.id(),
                                saved.nodes().size(),
                                System.currentTimeMillis())));
        recent.run();
    }

    /// A design was opened or saved: likewise.
    void opened(Path file) {
        opened(Preferences.Kind.DESIGN, file);
    }

    /// A bundle was opened: likewise.
    void openedBundle(Path file) {
        opened(Preferences.Kind.BUNDLE, file);
    }

    private void opened(Preferences.Kind kind, Path file) {
        keep(
                now.withRecent(
                        new Preferences.Recent(
                                kind,
                                String.valueOf(file.getFileName()),
                                file.toAbsolutePath().toString(),
                                0,
                                System.currentTimeMillis())));
        recent.run();
    }

    private void showRecent(Studio studio, Connector connector) {
        Texts texts = ui.texts(Memory.class);
        studio.recent()
                .setAll(
                        now.recent().stream()
                                .map(one -> place(one, texts, connector, studio))
                                .toList());
    }

    private static RecentPlace place(
            Preferences.Recent recent, Texts texts, Connector connector, Studio studio) {
        return switch (recent.kind()) {
            case DESIGN -> file(recent, "fth-file", texts.get("recent.design", in(recent)), studio);
            case BUNDLE ->
                    file(recent, "fth-package", texts.get("recent.bundle", in(recent)), studio);
            case CLUSTER -> cluster(recent, texts.get("recent.nodes", recent.nodes()), connector);
            case PROTECTED_CLUSTER ->
                    cluster(recent, texts.get("recent.protected", recent.nodes()), connector);
        };
    }

    private static String in(Preferences.Recent recent) {
        return String.valueOf(Path.of(recent.place()).getParent());
    }

    private static RecentPlace file(
            Preferences.Recent recent, String icon, String detail, Studio studio) {
        return new RecentPlace(
                icon,
                false,
                recent.name(),
                detail,
                Instant.ofEpochMilli(recent.openedEpochMillis()),
                () -> studio.open(Path.of(recent.place())));
    }

    private static RecentPlace cluster(
            Preferences.Recent recent, String detail, Connector connector) {
        return new RecentPlace(
                "fth-share-2",
                recent.kind() == Preferences.Kind.PROTECTED_CLUSTER,
                recent.name(),
                detail,
                Instant.ofEpochMilli(recent.openedEpochMillis()),
                () -> connector.open(recent.place()));
    }

    void keep(Preferences changed) {
        if (!changed.equals(now)) {
            now = changed;
            file.save(changed);
        }
    }

    private void appearance() {
        keep(
                now.withAppearance(
                        ui.language(),
                        ui.lookProperty().get(),
                        ui.percentProperty().get(),
                        ui.reduceMotionProperty().get()));
    }

    private Preferences.WindowPlace window() {
        Preferences.WindowPlace before = now.window();
        if (stage.isMaximized() && before != null) {
            return new Preferences.WindowPlace(
                    before.x(), before.y(), before.width(), before.height(), true);
        }
        return new Preferences.WindowPlace(
                stage.getX(),
                stage.getY(),
                stage.getWidth(),
                stage.getHeight(),
                stage.isMaximized());
    }
}
