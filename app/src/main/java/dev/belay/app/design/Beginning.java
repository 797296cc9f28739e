package dev.belay.app.design;

import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.plan.Blend;
import dev.belay.model.plan.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a design was where a change of it began, for a draft: what the change is about, and nothing
/// else of it.
///
/// @param parts that the change is about
/// @param former a design that has them as they were
record Beginning(List<Part> parts, Design former) {
    private static final String BETWEEN = "\n\n";

    Beginning {
        parts = List.copyOf(parts);
    }

    static Beginning of(Design before, Design wanted) {
        List<Part> parts = Blend.differing(wanted, before);
        return new Beginning(parts, Blend.of(InForce.NOTHING, before, parts));
    }

    /// What a draft kept; empty when it kept nothing that this program can read.
    static Optional<Beginning> read(String kept) {
        String[] halves = kept.split(BETWEEN, 2);
        if (halves.length < 2
                || !(DesignFormat.read(halves[1]) instanceof Reading.Read(var design, _))) {
            return Optional.empty();
        }
        List<Part> parts = halves[0].lines().flatMap(line -> Part.parse(line).stream()).toList();
        return Optional.of(new Beginning(parts, design));
    }

    /// For a draft.
    String text() {
        return parts.stream().map(Part::toString).collect(Collectors.joining("\n"))
                + BETWEEN
                + DesignFormat.write(former);
    }

    /// The design that the change began with, where all else is as it is now.
    Design in(Design wanted) {
        return Blend.of(wanted, former, parts);
    }
}
