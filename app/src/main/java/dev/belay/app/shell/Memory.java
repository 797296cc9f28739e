package dev.belay.app.shell;

import dev.belay.app.ui.Ui;
import javafx.stage.Stage;

/// Keeps the preferences up to date with the window, and puts the window where it was.
final class Memory {
    private final PreferencesFile file;
    private final Ui ui;
    private final Stage stage;
    private Preferences now;

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
    void follow(Studio studio) {
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
