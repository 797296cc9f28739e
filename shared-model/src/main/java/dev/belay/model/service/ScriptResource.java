package dev.belay.model.service;

import dev.belay.model.value.Otherwise;
import java.util.List;

/// A program of one's own that starts, stops and looks, with the exit codes of an init script
/// (Linux Standard Base, "Init Script Actions"): 0 and, when it is looked at, 3 for not running. No
/// shell reads its arguments.
///
/// @param name what people call it
/// @param program absolute path, the same on every node
/// @param start arguments to start it; empty for `start`
/// @param stop arguments to stop it; empty for `stop`
/// @param status arguments to look whether it runs; empty for `status`
/// @param operations time limits
public record ScriptResource(
        String name,
        String program,
        List<String> start,
        List<String> stop,
        List<String> status,
        @Otherwise("{}") Operations operations)
        implements Resource {

    public ScriptResource {
        start = List.copyOf(start);
        stop = List.copyOf(stop);
        status = List.copyOf(status);
    }

    /// One with all that is optional left as it is by default.
    public static ScriptResource of(String name, String program) {
        return new ScriptResource(
                name, program, List.of(), List.of(), List.of(), Operations.DEFAULT);
    }

    public ScriptResource withName(String name) {
        return new ScriptResource(name, program, start, stop, status, operations);
    }

    public ScriptResource withProgram(String program) {
        return new ScriptResource(name, program, start, stop, status, operations);
    }

    public ScriptResource withStart(List<String> start) {
        return new ScriptResource(name, program, start, stop, status, operations);
    }

    public ScriptResource withStop(List<String> stop) {
        return new ScriptResource(name, program, start, stop, status, operations);
    }

    public ScriptResource withStatus(List<String> status) {
        return new ScriptResource(name, program, start, stop, status, operations);
    }

    @Override
    public ScriptResource withOperations(Operations operations) {
        return new ScriptResource(name, program, start, stop, status, operations);
    }
}
