package dev.belay.app;

import dev.belay.app.shell.Screenshots;
import dev.belay.app.shell.ShotOptions;
import dev.belay.app.shell.StudioApplication;
import dev.belay.app.shell.StudioOptions;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Starts the studio; does not extend `Application`, so that JavaFX may lie on the class path.
public final class StudioLauncher {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    /// It warns of JavaFX on the class path, which is on purpose here.
    private static final Logger FX_LOG = Logger.getLogger("javafx");

    private StudioLauncher() {}

    /// `studio …` or `screenshots …`, as the launcher passes them on.
    public static void main(String[] arguments) {
        List<String> rest = List.of(arguments);
        String command = rest.isEmpty() ? "studio" : rest.getFirst();
        rest = rest.isEmpty() ? rest : rest.subList(1, rest.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            System.out.println(
                    command.equals("screenshots") ? ShotOptions.USAGE : StudioOptions.USAGE);
            return;
        }
        switch (command) {
            case "studio" -> studio(rest);
            case "screenshots" -> screenshots(rest);
            default ->
                    refuse(
                            "'" + command + "' is neither studio nor screenshots: name one of them",
                            StudioOptions.USAGE);
        }
    }

    private static void studio(List<String> arguments) {
        switch (StudioOptions.parse(arguments)) {
            case StudioOptions.Outcome.Understood understood -> open(understood.options());
            case StudioOptions.Outcome.Refused refused ->
                    refuse(refused.reason(), StudioOptions.USAGE);
        }
    }

    private static void open(StudioOptions options) {
        FX_LOG.setLevel(Level.SEVERE);
        try {
            StudioApplication.open(options);
        } catch (UnsupportedOperationException e) {
            // Toolkits say so of a display that is not there, or that refuses.
            System.err.println(
                    "belay: a window on the display '"
                            + System.getenv().getOrDefault("DISPLAY", "")
                            + "' is wanted; found: "
                            + e.getMessage()
                            + ": correct DISPLAY, or draw every screen into files with 'belay"
                            + " screenshots DIR'");
            System.exit(FAILED);
        }
    }

    private static void screenshots(List<String> arguments) {
        switch (ShotOptions.parse(arguments)) {
            case ShotOptions.Outcome.Understood understood -> take(understood.options());
            case ShotOptions.Outcome.Refused refused -> refuse(refused.reason(), ShotOptions.USAGE);
        }
    }

    private static void take(ShotOptions options) {
        try {
            Screenshots.take(options, System.out::println);
        } catch (IOException e) {
            System.err.println("belay: a picture could not be written: " + e);
            System.exit(FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(FAILED);
        }
    }

    private static void refuse(String reason, String usage) {
        System.err.println("belay: " + reason);
        System.err.println(usage);
        System.exit(WRONG_USAGE);
    }
}
