package dev.belay.app;

import dev.belay.app.shell.StudioApplication;
import dev.belay.app.shell.StudioOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Says how long a JVM took from its start to its first painted window, and ends: `FirstWindow
/// bare|studio`, called by `bench/studio`.
public final class FirstWindow {

    private static final int PULSES_UNTIL_PAINTED = 2;

    private FirstWindow() {}

    public static void main(String[] args) {
        Window.getWindows()
                .addListener(
                        (ListChangeListener<Window>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList().forEach(FirstWindow::watch);
                                    }
                                });
        if (args[0].equals("bare")) {
            Application.launch(Bare.class);
        } else if (StudioOptions.parse(List.of())
                instanceof StudioOptions.Outcome.Understood understood) {
            StudioApplication.open(understood.options());
        }
    }

    private static void watch(Window window) {
        var pulses = new AtomicInteger();
        Scene scene = window.getScene();
        scene.addPostLayoutPulseListener(() -> {
            if (pulses.incrementAndGet() == PULSES_UNTIL_PAINTED) {
                System.out.println(
                        System.currentTimeMillis()
                                - ProcessHandle.current()
                                        .info()
                                        .startInstant()
                                        .orElseThrow()
                                        .toEpochMilli());
                System.out.flush();
                Runtime.getRuntime().halt(0);
            }
            Platform.requestNextPulse();
        });
        Platform.requestNextPulse();
    }

    /// The least that a window can be.
    public static final class Bare extends Application {
        @Override
        public void start(Stage stage) {
            stage.setScene(new Scene(new StackPane(new Label("Belay")), 1440, 900));
            stage.show();
        }
    }
}
