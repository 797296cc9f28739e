package dev.belay.agent.service;

import dev.belay.agent.resource.ResourceAction;
import dev.belay.agent.resource.ResourceAgent;
import dev.belay.agent.resource.ResourceCall;
import dev.belay.agent.resource.Result;
import dev.belay.agent.resource.Result.Done;
import dev.belay.agent.resource.Result.Failed;
import dev.belay.agent.resource.Result.NotHere;
import dev.belay.agent.resource.Result.NotRunning;
import dev.belay.agent.resource.Result.NotStarted;
import dev.belay.agent.resource.Result.NotSupported;
import dev.belay.agent.resource.Result.RunningPromoted;
import dev.belay.agent.resource.Result.Unknown;
import dev.belay.agent.resource.Trace;
import dev.belay.model.value.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/// What an agent is asked for a resource, each within its time, and what its answers mean for a
/// stay. Every step blocks.
///
/// @param group control group that all of it runs in
record AgentSteps(ResourceAgent agent, ServiceResource resource, Optional<Path> group) {

    private static final int NOT_IMPLEMENTED = 3;

    /// What a probe found.
    enum Found {
        STOPPED,
        RUNNING,
        /// What it needs is not installed, or nothing was asked: nothing of it can run.
        IMPOSSIBLE,
        /// It may run, or half of it.
        UNCLEAR
    }

    /// @param outcome a failure when it is not to be started
    record Look(Found found, Outcome outcome) {}

    AgentSteps in(Optional<Path> group) {
        return new AgentSteps(agent, resource, group);
    }

    /// Whether the parameters make sense on this node. Only OCF agents can be asked.
    Outcome validate() throws InterruptedException {
        if (!(resource instanceof ServiceResource.Ocf)) {
            return new Outcome(Outcome.Kind.NOT_SUPPORTED, "");
        }
        Duration atMost = resource.operations().start();
        return switch (perform(ResourceAction.VALIDATE, atMost)) {
            // Many agents do not know the action; it says nothing of the parameters.
            case Failed(_, int code, Trace trace) when code == NOT_IMPLEMENTED ->
                    new Outcome(Outcome.Kind.NOT_SUPPORTED, words(trace));
            case Result result -> deed("check of its parameters", atMost, result);
        };
    }

    Look probe() throws InterruptedException {
        Duration atMost = resource.operations().monitor();
        return switch (perform(ResourceAction.PROBE, atMost)) {
            case Done(_, Trace trace) -> new Look(Found.RUNNING, Outcome.done(words(trace)));
            case RunningPromoted(_, Trace trace) ->
                    new Look(Found.RUNNING, Outcome.done(words(trace)));
            case NotRunning(Trace trace) -> new Look(Found.STOPPED, Outcome.done(words(trace)));
            case NotSupported(Trace trace) -> new Look(Found.STOPPED, Outcome.done(words(trace)));
            case NotHere(Trace trace) ->
                    new Look(
                            Found.IMPOSSIBLE,
                            Outcome.failed(
                                    "what it needs is not installed on this node" + quoted(trace)));
            case NotStarted(String why) -> new Look(Found.IMPOSSIBLE, Outcome.failed(why));
            case Failed failed -> new Look(Found.UNCLEAR, deed("probe", atMost, failed));
            case Unknown _ -> new Look(Found.UNCLEAR, timedOut("probe", atMost));
        };
    }

    Outcome start() throws InterruptedException {
        Duration atMost = resource.operations().start();
        return deed("start", atMost, perform(ResourceAction.START, atMost));
    }

    /// Whether nothing of it runs any more.
    Outcome stop() throws InterruptedException {
        Duration atMost = resource.operations().stop();
        Result result = perform(ResourceAction.STOP, atMost);
        return result instanceof NotRunning(Trace trace)
                ? Outcome.done(words(trace))
                : deed("stop", atMost, result);
    }

    /// Whether it still runs.
    Outcome monitor() throws InterruptedException {
        Duration atMost = resource.operations().monitor();
        ResourceCall call =
                ResourceCall.monitor(resource.name(), resource.operations().interval(), atMost)
                        .withParameters(parameters())
                        .withCgroup(group);
        return switch (agent.perform(call)) {
            case Done(boolean isDegraded, Trace trace) -> runs(isDegraded, trace);
            case RunningPromoted(boolean isDegraded, Trace trace) -> runs(isDegraded, trace);
            case NotRunning(Trace trace) ->
                    Outcome.failed("it was to run, and does not any more" + quoted(trace));
            case NotSupported(Trace trace) -> new Outcome(Outcome.Kind.NOT_SUPPORTED, words(trace));
            case NotHere(Trace trace) ->
                    Outcome.failed("what it needs is not installed any more" + quoted(trace));
            case Failed failed -> deed("monitor", atMost, failed);
            case Unknown _ -> timedOut("monitor", atMost);
            case NotStarted(String why) -> Outcome.failed(why);
        };
    }

    private static Outcome runs(boolean isDegraded, Trace trace) {
        return new Outcome(isDegraded ? Outcome.Kind.DEGRADED : Outcome.Kind.DONE, words(trace));
    }

    private static Outcome deed(String step, Duration atMost, Result result) {
        return switch (result) {
            case Done(_, Trace trace) -> Outcome.done(words(trace));
            case Failed(_, int code, Trace trace) ->
                    Outcome.failed(
                            "its %s was to work, its agent ended with code %d%s"
                                    .formatted(step, code, quoted(trace)));
            case Unknown _ -> timedOut(step, atMost);
            case NotStarted(String why) -> Outcome.failed(why);
            case NotRunning(Trace trace) -> unexpected(step, trace);
            case RunningPromoted(_, Trace trace) -> unexpected(step, trace);
            case NotSupported(Trace trace) -> unexpected(step, trace);
            case NotHere(Trace trace) -> unexpected(step, trace);
        };
    }

    private static Outcome unexpected(String step, Trace trace) {
        return Outcome.failed(
                "its %s was to work, its agent answered what only a look is answered with%s"
                        .formatted(step, quoted(trace)));
    }

    private static Outcome timedOut(String step, Duration atMost) {
        return Outcome.unknown(
                "its %s was to end within %s, and did not: it was killed, and what it did is not known"
                        .formatted(step, DurationText.of(atMost)));
    }

    private Result perform(ResourceAction action, Duration atMost) throws InterruptedException {
        return agent.perform(
                ResourceCall.of(resource.name(), action, atMost)
                        .withParameters(parameters())
                        .withCgroup(group));
    }

    private SortedMap<String, String> parameters() {
        return resource instanceof ServiceResource.Ocf ocf
                ? ocf.parameters()
                : Collections.emptySortedMap();
    }

    private static String quoted(Trace trace) {
        String words = words(trace);
        return words.isEmpty() ? "" : ": '" + words + "'";
    }

    /// The reason that it gave, or else its last line.
    private static String words(Trace trace) {
        if (!trace.reason().isBlank()) {
            return trace.reason().strip();
        }
        String last = last(trace.err());
        return last.isEmpty() ? last(trace.out()) : last;
    }

    private static String last(String text) {
        return text.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line).strip();
    }
}
