package dev.belay.app;

import dev.belay.app.shell.Screenshots;
import dev.belay.app.shell.ShotOptions;
import dev.belay.app.shell.StudioApplication;
import dev.belay.app.shell.StudioOptions;
import java.io.IOException;
import java.util.List;

/// Starts the studio; does not extend `Application`, so that JavaFX may lie on the class path.
public final class StudioLauncher {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private StudioLauncher() {}

    /// `studio …` or `screenshots …`, as the launcher passes them on.
    public static void main(String[] arguments) {
        List<String> rest = List.of(arguments);
        String command = rest.isEmpty() ? "studio" : rest.getFirst();
        rest = rest.isEmpty() ? rest : rest.subList(1, rest.size());
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
            case StudioOptions.Outcome.Understood understood ->
                    StudioApplication.open(understood.options());
            case StudioOptions.Outcome.Refused refused ->
                    refuse(refused.reason(), StudioOptions.USAGE);
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
