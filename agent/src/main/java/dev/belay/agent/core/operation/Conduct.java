package dev.belay.agent.core.operation;

import dev.belay.agent.core.cluster.Operation;
import dev.belay.api.OperationView.State;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Decides how an operation goes on. Pure, and out of the replicated state and what is seen alone:
/// whoever becomes coordinator decides the same.
public final class Conduct {

    /// Between two steps; a node may be lost there, and its services begin elsewhere.
    static final long BETWEEN_MILLIS = 60_000;

    private static final String DRAWN = "drawn";
    private static final String SERVICE = "service-";
    private static final String TOGETHER = "together";
    private static final String THING = "THING ";

    private Conduct() {}

    public static OperationNext next(Operation operation, OperationSight sight) {
        return switch (operation.state()) {
            case DONE, UNDONE -> new OperationNext.Wait("");
            case WAITING, STOPPED, CANCELLED -> {
                boolean isOver =
                        operation.deadlineMillis() > 0
                                && sight.nowMillis() >= operation.deadlineMillis()
                                && sight.designVersion() == operation.version();
                yield isOver ? new OperationNext.Expire() : new OperationNext.Wait("");
            }
            case RUNNING, UNDOING -> goOn(operation, sight);
        };
    }

    private static OperationNext goOn(Operation operation, OperationSight sight) {
        if (sight.designVersion() != operation.version()) {
            return new OperationNext.Stop(
                    "the design in force is of version "
                            + sight.designVersion()
                            + ", not what this operation left");
        }
        if (!sight.isDecided()) {
            return new OperationNext.Wait("the coordinator is looking around still");
        }
        return operation.state() == State.RUNNING
                ? forwards(operation, sight)
                : backwards(operation, sight);
    }

    private static OperationNext forwards(Operation operation, OperationSight sight) {
        Optional<String> surprise = surprise(operation, sight);
        if (surprise.isPresent()) {
            return new OperationNext.Stop(surprise.get());
        }
        Optional<String> awaited = awaited(operation, sight);
        if (awaited.isPresent()) {
            return isOver(operation, sight)
                    ? new OperationNext.Stop(inTime(awaited.get(), operation))
                    : new OperationNext.Wait(awaited.get());
        }
        return operation.isSettled()
                ? new OperationNext.Take(operation.position() + 1)
                : new OperationNext.Settle("");
    }

    /// Half a way back is worse than either end. What fails here is what is taken back, and what is
    /// not seen in time is said in the end: nothing that is seen stops it.
    private static OperationNext backwards(Operation operation, OperationSight sight) {
        if (operation.isSettled()) {
            return new OperationNext.Take(operation.position() - 1);
        }
        Optional<String> awaited = awaited(operation, sight);
        if (awaited.isEmpty()) {
            return new OperationNext.Settle("");
        }
        return isOver(operation, sight)
                ? new OperationNext.Settle(inTime(awaited.get(), operation))
                : new OperationNext.Wait(awaited.get());
    }

    private static boolean isOver(Operation operation, OperationSight sight) {
        long since = Math.max(operation.sinceMillis(), sight.leadsSinceMillis());
        return sight.nowMillis() - since > limit(operation);
    }

    private static String inTime(String awaited, Operation operation) {
        return awaited + " after " + limit(operation) / 1_000 + " s";
    }

    private static long limit(Operation operation) {
        int last = operation.lastStep();
        return operation.isSettled() || last < 0
                ? BETWEEN_MILLIS
                : operation.steps().get(last).limitMillis();
    }

    /// Something that no waiting mends.
    private static Optional<String> surprise(Operation operation, OperationSight sight) {
        Set<String> own = own(operation);
        for (Map.Entry<String, ServiceSight> one : sight.services().entrySet()) {
            String id = one.getKey();
            ServiceSight service = one.getValue();
            if (own.contains(id)
                    && service.isWanted()
                    && !service.isLeftAlone()
                    && !service.objection().isEmpty()) {
                return Optional.of("no node can run " + id + ": " + service.objection());
            }
            if (!service.stuck().isEmpty()) {
                return Optional.of(
                        "the stop of "
                                + id
                                + " on "
                                + service.node()
                                + " failed: "
                                + service.stuck());
            }
            if (service.failedGeneration() > operation.failures().getOrDefault(id, 0L)) {
                return Optional.of(id + " failed " + service.failure());
            }
        }
        return Optional.empty();
    }

    /// What is not seen yet; empty when all is.
    private static Optional<String> awaited(Operation operation, OperationSight sight) {
        Set<String> own = own(operation);
        SortedSet<String> all = new TreeSet<>(sight.services().keySet());
        for (String id : all) {
            ServiceSight service = sight.services().get(id);
            if (service == null || service.isLeftAlone()) {
                continue;
            }
            if (!service.isDesigned()) {
                return Optional.of(id + " has not stopped");
            }
            boolean isHere = !service.node().isEmpty();
            if (!service.isWanted()) {
                if (isHere && service.placedOn().isEmpty()) {
                    return Optional.of(id + " has not stopped");
                }
                continue;
            }
            if (!own.contains(id) && !operation.ran().contains(id)) {
                continue;
            }
            if (service.placedOn().isEmpty()) {
                return Optional.of("no node may run " + id + " (" + service.reason() + ")");
            }
            if (!service.node().equals(service.placedOn()) || !service.isActive()) {
                return Optional.of(id + " is not active on " + service.placedOn());
            }
        }
        return Optional.empty();
    }

    /// What the last step takes over, if it is a step that is waited for: nothing runs because of
    /// what is only drawn.
    private static Set<String> own(Operation operation) {
        Set<String> own = new HashSet<>();
        int last = operation.lastStep();
        if (!operation.isSettled()
                && last >= 0
                && !operation.steps().get(last).code().equals(DRAWN)) {
            for (String part : operation.steps().get(last).parts()) {
                if (part.startsWith(THING)) {
                    own.add(part.substring(THING.length()));
                }
            }
            // A virtual IP that changes is of the service that has it.
            String code = operation.steps().get(last).code();
            if (code.startsWith(SERVICE) || code.equals(TOGETHER)) {
                own.addAll(operation.steps().get(last).subjects());
            }
        }
        return own;
    }
}
