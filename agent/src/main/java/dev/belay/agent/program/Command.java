package dev.belay.agent.program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One program to run, with all that it gets and all that it may take.
///
/// @param program absolute path
/// @param arguments handed over as they are; no shell reads them
/// @param environment all of it: nothing of the agent's own is inherited
/// @param input what it can read, at most [#INPUT_MAX] bytes in UTF-8; empty for `/dev/null`
/// @param atMost after which it is told to end
/// @param grace after which it is killed with all that it started
/// @param cgroup a folder of a cgroup that it starts in
/// @param remark how a line on stderr begins that says why; empty when there is no such line
/// @param outputBytes how much of the end of stdout is kept
public record Command(
        Path program,
        List<String> arguments,
        SortedMap<String, String> environment,
        String input,
        Duration atMost,
        Duration grace,
        Optional<Path> cgroup,
        String remark,
        int outputBytes) {

    /// What fits into a pipe that nobody reads.
    public static final int INPUT_MAX = 60 * 1024;

    /// What is kept of what a program says, where nothing else is asked for.
    public static final int OUTPUT_BYTES = 4096;

    /// What the executor of Pacemaker gives to agents.
    public static final String SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Duration GRACE = Duration.ofSeconds(2);

    public Command {
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /// Without input, without a cgroup, in an environment of nothing but a path and a locale.
    public static Command of(Path program, List<String> arguments, Duration atMost) {
        return new Command(
                program,
                arguments,
                new TreeMap<>(plainEnvironment()),
                "",
                atMost,
                GRACE,
                Optional.empty(),
                "",
                OUTPUT_BYTES);
    }

    /// What every program gets.
    public static SortedMap<String, String> plainEnvironment() {
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", SYSTEM_PATH);
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }

    public Command withEnvironment(SortedMap<String, String> environment) {
        return new Command(
                program, arguments, environment, input, atMost, grace, cgroup, remark, outputBytes);
    }

    public Command withInput(String input) {
        return new Command(
                program, arguments, environment, input, atMost, grace, cgroup, remark, outputBytes);
    }

    public Command withGrace(Duration grace) {
        return new Command(
                program, arguments, environment, input, atMost, grace, cgroup, remark, outputBytes);
    }

    public Command withCgroup(Optional<Path> cgroup) {
        return new Command(
                program, arguments, environment, input, atMost, grace, cgroup, remark, outputBytes);
    }

    public Command withRemark(String remark) {
        return new Command(
                program, arguments, environment, input, atMost, grace, cgroup, remark, outputBytes);
    }

    public Command withOutputBytes(int outputBytes) {
        return new Command(
                program, arguments, environment, input, atMost, grace, cgroup, remark, outputBytes);
    }

    /// Only what may stand in a log: environment and input may be secret.
    @Override
    public String toString() {
        return program + " " + arguments;
    }
}
