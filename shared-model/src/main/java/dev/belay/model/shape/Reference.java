package dev.belay.model.shape;

import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.List;

/// That a record names a thing.
///
/// @param pointer where in the record, such as `/attachments/0/vpc`
/// @param id the thing that is named
/// @param kinds kinds that it has to be of
public record Reference(String pointer, ThingId id, List<ThingKind> kinds) {}
