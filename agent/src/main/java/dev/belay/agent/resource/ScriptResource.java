package dev.belay.agent.resource;

import dev.belay.agent.program.Command;
import dev.belay.agent.program.Ending;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A program of the user with arguments to start, to stop and to look, and the exit codes of an
/// init script (Linux Standard Base, "Init Script Actions").
///
/// It gets no parameters: what it needs stands in its arguments.
public final class ScriptResource implements ResourceAgent {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Programs programs;
    private final Path program;
    private final List<String> start;
    private final List<String> stop;
    private final List<String> status;
    private final Duration grace;

    /// A program with its arguments, which no shell reads.
    public ScriptResource(
            Programs programs,
            Path program,
            List<String> start,
            List<String> stop,
            List<String> status) {
        this(programs, program, start, stop, status, GRACE);
    }

    ScriptResource(
            Programs programs,
            Path program,
            List<String> start,
            List<String> stop,
            List<String> status,
            Duration grace) {
        this.programs = programs;
        this.program = program;
        this.start = List.copyOf(start);
        this.stop = List.copyOf(stop);
        this.status = List.copyOf(status);
        this.grace = grace;
    }

    @Override
    public Result perform(ResourceCall call) throws InterruptedException {
        Optional<List<String>> arguments =
                switch (call.action()) {
                    case START -> Optional.of(start);
                    case STOP -> Optional.of(stop);
                    case MONITOR, PROBE -> Optional.of(status);
                    case PROMOTE,
                            DEMOTE,
                            NOTIFY,
                            RELOAD,
                            RELOAD_AGENT,
                            MIGRATE_TO,
                            MIGRATE_FROM,
                            VALIDATE ->
                            Optional.empty();
                };
        if (arguments.isEmpty()) {
            return new Result.NotStarted(
                    "%s: a script starts, stops and is monitored only".formatted(call));
        }
        Command command =
                Command.of(program, arguments.get(), call.timeout())
                        .withGrace(grace)
                        .withRemark(OcfEnvironment.REASON)
                        .withCgroup(call.cgroup());
        return switch (programs.run(command)) {
            case Ending.Ended(int code, Said said) ->
                    ExitCode.ofScript(call.action(), code, Trace.of(said));
            case Ending.TimedOut(Said said) -> new Result.Unknown(Trace.of(said));
            case Ending.NotStarted(String why) -> new Result.NotStarted(why);
        };
    }
}
