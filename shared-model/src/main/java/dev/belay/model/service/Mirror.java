package dev.belay.model.service;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.RefersTo;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A directory that is replicated from the active node to standbys.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param path absolute path of the directory
/// @param members nodes or stations that have it, at least two
/// @param mode when a write counts
/// @param lagLimit lag from which it is a problem
/// @param fullComparison between full comparisons
/// @param excludes patterns of what is left out
/// @param notes what people wrote down about it; may have several lines
public record Mirror(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        String path,
        @RefersTo({ThingKind.NODE, ThingKind.STATION}) List<ThingId> members,
        @Otherwise("asynchronous") MirrorMode mode,
        @Otherwise("10s") Duration lagLimit,
        @Otherwise("1h") Duration fullComparison,
        List<String> excludes,
        @Otherwise("") String notes)
        implements Thing {

    public Mirror {
        members = List.copyOf(members);
        excludes = List.copyOf(excludes);
    }

    /// One with all that is optional left as it is by default.
    public static Mirror of(ThingId id, String name, String path) {
        return new Mirror(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                path,
                List.of(),
                MirrorMode.ASYNCHRONOUS,
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                List.of(),
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.MIRROR;
    }

    @Override
    public Mirror withId(ThingId id) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    @Override
    public Mirror withName(String name) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    @Override
    public Mirror withWithin(Optional<ThingId> within) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    @Override
    public Mirror withFrame(Optional<Frame> frame) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    public Mirror withPath(String path) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    public Mirror withMembers(List<ThingId> members) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    public Mirror withMode(MirrorMode mode) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    public Mirror withLagLimit(Duration lagLimit) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    public Mirror withFullComparison(Duration fullComparison) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    public Mirror withExcludes(List<String> excludes) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }

    @Override
    public Mirror withNotes(String notes) {
        return new Mirror(
                id,
                name,
                within,
                frame,
                path,
                members,
                mode,
                lagLimit,
                fullComparison,
                excludes,
                notes);
    }
}
