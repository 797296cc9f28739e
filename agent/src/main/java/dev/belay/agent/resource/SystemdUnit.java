package dev.belay.agent.resource;

import dev.belay.agent.program.Command;
import dev.belay.agent.program.Ending;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Said;
import dev.belay.agent.resource.Result.Done;
import dev.belay.agent.resource.Result.Failed;
import dev.belay.agent.resource.Result.NotRunning;
import dev.belay.agent.resource.Result.Reach;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// A unit of systemd, by `systemctl`.
public final class SystemdUnit implements ResourceAgent {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*");
    private static final Path SYSTEMCTL = Path.of("/usr/bin/systemctl");

    /// There while systemd runs the machine: sd_booted(3).
    private static final Path BOOTED = Path.of("/run/systemd/system");

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Programs programs;
    private final Path systemctl;
    private final Path booted;
    private final String unit;

    /// A unit of this machine.
    ///
    /// @param unit such as `nginx.service`; a service where no kind is said
    public SystemdUnit(Programs programs, String unit) {
        this(programs, SYSTEMCTL, BOOTED, unit);
    }

    SystemdUnit(Programs programs, Path systemctl, Path booted, String unit) {
        this.programs = programs;
        this.systemctl = systemctl;
        this.booted = booted;
        this.unit = unit;
    }

    /// What systemd says of the unit now, or why it says nothing.
    private sealed interface Look {
        record Seen(String load, String active, Trace trace) implements Look {}

        record Blind(Result result) implements Look {}
    }

    @Override
    public Result perform(ResourceCall call) throws InterruptedException {
        if (!Files.isDirectory(booted)) {
            return new Result.NotStarted(
                    "%s: unit '%s' was wanted, there is no systemd here ('%s' is missing): choose another kind of resource"
                            .formatted(call, unit, booted));
        }
        if (!NAME.matcher(unit).matches()) {
            return new Result.NotStarted(
                    "%s: the name of a unit was wanted, found '%s': correct it"
                            .formatted(call, unit));
        }
        long deadline = System.nanoTime() + call.timeout().toNanos();
        return switch (call.action()) {
            case START, STOP -> change(call, deadline);
            case MONITOR, PROBE -> settled(call, deadline);
            case PROMOTE,
                    DEMOTE,
                    NOTIFY,
                    RELOAD,
                    RELOAD_AGENT,
                    MIGRATE_TO,
                    MIGRATE_FROM,
                    VALIDATE ->
                    new Result.NotStarted(
                            "%s: a unit starts, stops and is monitored only".formatted(call));
        };
    }

    private Result change(ResourceCall call, long deadline) throws InterruptedException {
        Command command = command(deadline, call.action().word(), "--", unit);
        return switch (programs.run(command)) {
            // A unit that systemd does not know says so when it is looked at.
            case Ending.Ended _ -> settled(call, deadline);
            case Ending.TimedOut(Said said) -> new Result.Unknown(Trace.of(said));
            case Ending.NotStarted(String why) -> new Result.NotStarted(why);
        };
    }

    private Command command(long deadline, String... arguments) {
        return Command.of(
                systemctl,
                List.of(arguments),
                Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }

    /// Looks until the unit is neither on its way up nor down.
    private Result settled(ResourceCall call, long deadline) throws InterruptedException {
        while (true) {
            switch (look(deadline)) {
                case Look.Blind(Result result) -> {
                    return result;
                }
                case Look.Seen seen -> {
                    boolean isOnItsWay =
                            seen.active().equals("activating")
                                    || seen.active().equals("deactivating");
                    if (!isOnItsWay) {
                        return result(call.action(), seen);
                    }
                    if (System.nanoTime() + LOOK_AGAIN.toNanos() >= deadline) {
                        return new Result.Unknown(reason(seen));
                    }
                }
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private Look look(long deadline) throws InterruptedException {
        Command command =
                command(
                        deadline,
                        "show",
                        "--property=LoadState",
                        "--property=ActiveState",
                        "--",
                        unit);
        return switch (programs.run(command)) {
            case Ending.Ended(int code, Said said) ->
                    code == 0
                            ? new Look.Seen(
                                    value(said, "LoadState="),
                                    value(said, "ActiveState="),
                                    Trace.of(said))
                            : new Look.Blind(new Failed(Reach.SOFT, code, Trace.of(said)));
            case Ending.TimedOut(Said said) -> new Look.Blind(new Result.Unknown(Trace.of(said)));
            case Ending.NotStarted(String why) -> new Look.Blind(new Result.NotStarted(why));
        };
    }

    private static String value(Said said, String name) {
        return said.out()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }

    private Trace reason(Look.Seen seen) {
        return seen.trace()
                .withReason("unit '%s' is %s, %s".formatted(unit, seen.load(), seen.active()));
    }

    private Result result(ResourceAction action, Look.Seen seen) {
        Trace trace = reason(seen);
        boolean isStopped = seen.active().equals("inactive") || seen.active().equals("failed");
        if (action == ResourceAction.STOP) {
            // One that is not known runs nothing, and one that failed runs nothing any more.
            return isStopped ? new Done(false, trace) : failed(trace);
        }
        return switch (seen.active()) {
            case "active", "reloading", "refreshing" -> new Done(false, trace);
            case "inactive" -> inactive(action, seen.load(), trace);
            default -> failed(trace);
        };
    }

    private static Result inactive(ResourceAction action, String load, Trace trace) {
        return switch (load) {
            case "loaded" -> action.isLook() ? new NotRunning(trace) : failed(trace);
            default -> ExitCode.ofOcf(action, ExitCode.NOT_INSTALLED, trace);
        };
    }

    private static Result failed(Trace trace) {
        return new Failed(Reach.SOFT, ExitCode.GENERIC, trace);
    }
}
