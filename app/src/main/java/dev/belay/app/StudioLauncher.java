package dev.belay.app;

import dev.belay.app.shell.StudioApplication;
import dev.belay.app.shell.StudioOptions;
import java.util.List;

/// Starts the studio; does not extend `Application`, so that JavaFX may lie on the class path.
public final class StudioLauncher {
    private static final int WRONG_USAGE = 2;

    private StudioLauncher() {}

    /// `studio …` or `screenshots …`, as the launcher passes them on.
    public static void main(String[] arguments) {
        List<String> rest = List.of(arguments);
        String command = rest.isEmpty() ? "studio" : rest.getFirst();
        rest = rest.isEmpty() ? rest : rest.subList(1, rest.size());
        switch (command) {
            case "studio" -> studio(rest);
            default ->
                    refuse("'" + command + "' is neither studio nor screenshots: name one of them");
        }
    }

    private static void studio(List<String> arguments) {
        switch (StudioOptions.parse(arguments)) {
            case StudioOptions.Outcome.Understood understood ->
                    StudioApplication.open(understood.options());
            case StudioOptions.Outcome.Refused refused -> refuse(refused.reason());
        }
    }

    private static void refuse(String reason) {
        System.err.println("belay studio: " + reason);
        System.err.println(StudioOptions.USAGE);
        System.exit(WRONG_USAGE);
    }
}
