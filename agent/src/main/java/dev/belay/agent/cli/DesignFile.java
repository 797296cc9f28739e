package dev.belay.agent.cli;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.status.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A design file, and all that is wrong with it.
///
/// @param path as it was given
/// @param design empty when the file holds none
/// @param problems of the file, or of the design that is in it
record DesignFile(String path, Optional<Design> design, List<Problem> problems) {

    DesignFile {
        problems = List.copyOf(problems);
    }

    /// @throws Refusal when the file cannot be read
    static DesignFile read(String path, Terminal terminal) throws Refusal {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    terminal.text("design.unreadable", path, String.valueOf(e.getMessage())));
        }
        return of(path, bytes);
    }

    /// Of the bytes of a file.
    static DesignFile of(String path, byte[] bytes) {
        return switch (DesignFormat.read(bytes)) {
            case Reading.Refused(var found) -> new DesignFile(path, Optional.empty(), found);
            case Reading.Read(var read, _) ->
                    new DesignFile(path, Optional.of(read), DesignChecks.check(read));
        };
    }

    /// How many problems are as bad as that.
    int count(Severity severity) {
        return (int) problems.stream().filter(one -> one.severity() == severity).count();
    }

    /// Whether nothing can be done with it before it is mended.
    boolean isWrong() {
        return design.isEmpty() || count(Severity.ERROR) > 0;
    }

    /// Tells all problems when nothing can be done before they are mended.
    ///
    /// @return whether that is so
    boolean isRefused(Terminal terminal) {
        if (isWrong()) {
            problems.forEach(one -> terminal.error(line(one, terminal)));
        }
        return isWrong();
    }

    /// One problem as a line.
    String line(Problem problem, Terminal terminal) {
        return terminal.text("severity." + problem.severity())
                + " "
                + problem.code().code()
                + " "
                + place(problem)
                + ": "
                + problem.sentence(terminal.locale())
                + " "
                + problem.advice(terminal.locale());
    }

    /// Where editors jump to, or which thing of the drawing it is.
    String place(Problem problem) {
        return switch (problem.place()) {
            case Place.InFile(var pointer, var line, var column) ->
                    (path + ":" + line + ":" + column + " " + pointer).strip();
            case Place.AtThing(var id, var field) -> id + field;
            case Place.AtLink(var id) -> id.toString();
            case Place.AtCluster(var field) -> "cluster" + field;
        };
    }
}
