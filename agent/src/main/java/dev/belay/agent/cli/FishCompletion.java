package dev.belay.agent.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A completion script for fish, written from the model of the command line.
final class FishCompletion {

    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    static String of(CommandLine line) {
        var completion = new FishCompletion();
        completion.script.append("# completions of belay for fish\ncomplete -c belay -f\n");
        completion.command(line.getCommandSpec(), List.of());
        return completion.script.toString();
    }

    private void command(CommandSpec spec, List<String> path) {
        var children = new ArrayList<>(spec.subcommands().keySet());
        String here = condition(path, children);
        spec.subcommands()
                .forEach((name, child) ->
                        script.append("complete -c belay -n ")
                                .append(quoted(here))
                                .append(" -a ")
                                .append(name)
                                .append(" -d ")
                                .append(
                                        quoted(
                                                firstLine(
                                                        child.getCommandSpec()
                                                                .usageMessage()
                                                                .description())))
                                .append('\n'));
        spec.options().forEach(option -> option(option, here));
        spec.positionalParameters()
                .forEach(positional -> {
                    if (positional.completionCandidates() != null) {
                        script.append("complete -c belay -n ")
                                .append(quoted(here))
                                .append(" -a ")
                                .append(quoted(String.join(" ", positional.completionCandidates())))
                                .append('\n');
                    }
                });
        spec.subcommands()
                .forEach((name, child) -> {
                    var deeper = new ArrayList<>(path);
                    deeper.add(name);
                    command(child.getCommandSpec(), deeper);
                });
    }

    private void option(OptionSpec option, String condition) {
        script.append("complete -c belay -n ").append(quoted(condition));
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " : " -s ")
                    .append(name.replaceFirst("^-+", ""));
        }
        if (option.arity().min() > 0) {
            script.append(" -r");
        }
        if (option.paramLabel().equals("FILE") || option.paramLabel().equals("DIR")) {
            script.append(" -F");
        }
        script.append(" -d ").append(quoted(firstLine(option.description()))).append('\n');
    }

    private static String condition(List<String> path, List<String> children) {
        if (path.isEmpty()) {
            return "__fish_use_subcommand";
        }
        var condition = new StringBuilder();
        for (String word : path) {
            if (!condition.isEmpty()) {
                condition.append("; and ");
            }
            condition.append("__fish_seen_subcommand_from ").append(word);
        }
        if (!children.isEmpty()) {
            condition
                    .append("; and not __fish_seen_subcommand_from ")
                    .append(String.join(" ", children));
        }
        return condition.toString();
    }

    private static String firstLine(String[] description) {
        return description.length == 0 ? "" : description[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
