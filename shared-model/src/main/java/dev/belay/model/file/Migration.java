package dev.belay.model.file;

import java.util.function.UnaryOperator;

/// The step from one version of the format to the next.
///
/// @param from the version that it starts from
/// @param change the members of a file of that version as the next version has them
record Migration(int from, UnaryOperator<Json.Fields> change) {}
