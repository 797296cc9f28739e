package dev.belay.app.path;

import dev.belay.app.design.CloudAnswers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// The world outside, as the packet path reaches it.
///
/// @param answers of AWS, kept for all views of the window
/// @param clipboard the text on it; empty when there is none
/// @param folder asks for one; empty when nobody chose any
/// @param background where files are read
/// @param ui where everything else happens
/// @param clock for texts that no file dates
public record PathPorts(
        CloudAnswers answers,
        Supplier<Optional<String>> clipboard,
        Supplier<Optional<Path>> folder,
        Executor background,
        Executor ui,
        InstantSource clock) {

    /// Nothing comes from outside.
    public static PathPorts none() {
        return new PathPorts(
                new CloudAnswers(Runnable::run, Runnable::run),
                Optional::empty,
                Optional::empty,
                Runnable::run,
                Runnable::run,
                InstantSource.system());
    }
}
