package dev.belay.app.answers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks the user where answers are. FX thread only.
///
/// @param folder one with `.json` files; empty when none was chosen
/// @param files some; none when none was chosen
public record AnswerPlaces(Supplier<Optional<Path>> folder, Supplier<List<Path>> files) {}
