package dev.belay.model.service;

import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Otherwise;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the user protects: an ordered group of resources that fails over as one.
///
/// @param id stable, unique in the design
/// @param name what people call it
/// @param within the container it is drawn in; empty on the open canvas
/// @param frame where it is drawn; empty until somebody or the layout puts it somewhere
/// @param resources in the order of their start
/// @param constraints where it may run, and beside what
/// @param start when it starts
/// @param priority the higher one keeps running when there is no room for both
/// @param stickiness how much it wants to stay where it is, −1,000,000–1,000,000
/// @param migrationThreshold failures on one node until it moves; 0: never
/// @param failureTimeout after which failures are forgotten; zero: never
/// @param outageBudget how long an outage may be
/// @param maintenance whether it is to be left alone
/// @param notes what people wrote down about it; may have several lines
public record Service(
        ThingId id,
        String name,
        Optional<ThingId> within,
        Optional<Frame> frame,
        List<Resource> resources,
        List<Constraint> constraints,
        @Otherwise("automatic") ServiceStart start,
        @Otherwise("0") int priority,
        @Otherwise("1") int stickiness,
        @Otherwise("3") int migrationThreshold,
        @Otherwise("10min") Duration failureTimeout,
        Optional<Duration> outageBudget,
        @Otherwise("false") boolean maintenance,
        @Otherwise("") String notes)
        implements Thing {

    public Service {
        resources = List.copyOf(resources);
        constraints = List.copyOf(constraints);
    }

    /// One with all that is optional left as it is by default.
    public static Service of(ThingId id, String name) {
        return new Service(
                id,
                name,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                ServiceStart.AUTOMATIC,
                0,
                1,
                3,
                Duration.ofMinutes(10),
                Optional.empty(),
                false,
                "");
    }

    @Override
    public ThingKind kind() {
        return ThingKind.SERVICE;
    }

    @Override
    public Service withId(ThingId id) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    @Override
    public Service withName(String name) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    @Override
    public Service withWithin(Optional<ThingId> within) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    @Override
    public Service withFrame(Optional<Frame> frame) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withResources(List<Resource> resources) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withConstraints(List<Constraint> constraints) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withStart(ServiceStart start) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withPriority(int priority) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withStickiness(int stickiness) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withMigrationThreshold(int migrationThreshold) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withFailureTimeout(Duration failureTimeout) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withOutageBudget(Optional<Duration> outageBudget) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    public Service withMaintenance(boolean maintenance) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }

    @Override
    public Service withNotes(String notes) {
        return new Service(
                id,
                name,
                within,
                frame,
                resources,
                constraints,
                start,
                priority,
                stickiness,
                migrationThreshold,
                failureTimeout,
                outageBudget,
                maintenance,
                notes);
    }
}
