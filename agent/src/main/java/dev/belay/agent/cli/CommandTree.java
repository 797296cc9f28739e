package dev.belay.agent.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// All commands by name, and the parser for them; only the branch that is called is built.
final class CommandTree {

    /// Picocli's own one opens every jar of the class path in search of Groovy, as soon as it is
    /// there: it is asked only when something has to be made.
    private static final IFactory FACTORY =
            new IFactory() {
                @Override
                public <K> K create(Class<K> type) throws Exception {
                    return CommandLine.defaultFactory().create(type);
                }
            };

    // No switch over the two kinds: its code would be made at each start.
    private sealed interface Entry {
        String name();

        CommandSpec spec(CommandTree tree, String path, List<String> called);
    }

    private record Leaf(String name, Supplier<Command> command) implements Entry {

        @Override
        public CommandSpec spec(CommandTree tree, String path, List<String> called) {
            Command made = command.get();
            CommandSpec spec = CommandSpec.wrapWithoutInspection(made, FACTORY);
            made.describe(spec, tree.terminal);
            return spec;
        }
    }

    /// @param own what it does when none of its entries is called; null: it wants one of them
    private record Group(String name, @Nullable Supplier<Command> own, List<Entry> entries)
            implements Entry {

        Group(String name, List<Entry> entries) {
            this(name, null, entries);
        }

        @Override
        public CommandSpec spec(CommandTree tree, String path, List<String> called) {
            Command made = own == null ? null : own.get();
            CommandSpec spec = CommandSpec.wrapWithoutInspection(made, FACTORY);
            if (made != null) {
                made.describe(spec, tree.terminal);
            }
            boolean isOneCalled =
                    !called.isEmpty()
                            && entries.stream().anyMatch(e -> e.name().equals(called.getFirst()));
            List<String> rest = isOneCalled ? called.subList(1, called.size()) : List.of();
            for (Entry child : entries) {
                if (!isOneCalled || child.name().equals(called.getFirst())) {
                    CommandSpec below = tree.specOf(child, path + "." + child.name(), rest);
                    spec.addSubcommand(child.name(), new CommandLine(below, FACTORY));
                }
            }
            return spec;
        }
    }

    private static final Group ROOT =
            new Group(
                    "belay",
                    List.of(
                            new Leaf("studio", LauncherCommand::studio),
                            new Leaf("screenshots", LauncherCommand::screenshots),
                            new Group(
                                    "lab",
                                    List.of(
                                            new Leaf("up", LabUpCommand::new),
                                            new Leaf("down", LabDownCommand::new),
                                            new Leaf("status", LabStatusCommand::new),
                                            new Leaf("start", LabNodeCommand::start),
                                            new Leaf("stop", LabNodeCommand::stop),
                                            new Leaf("kill", LabNodeCommand::kill),
                                            new Leaf("pause", LabNodeCommand::pause),
                                            new Leaf("resume", LabNodeCommand::resume),
                                            new Leaf("cut", LabCutCommand::new),
                                            new Leaf("heal", LabHealCommand::new),
                                            new Leaf("exec", LabExecCommand::new))),
                            new Leaf("status", StatusCommand::new),
                            new Leaf("check-status", CheckStatusCommand::new),
                            new Group(
                                    "key",
                                    List.of(
                                            new Leaf("list", KeyListCommand::new),
                                            new Leaf("reset", KeyResetCommand::new),
                                            new Leaf("rotate", KeyRotateCommand::new))),
                            new Group(
                                    "admin",
                                    List.of(
                                            new Leaf("prepare", AdminPrepareCommand::new),
                                            new Leaf("nominate", AdminNominateCommand::new))),
                            new Group(
                                    "worker",
                                    List.of(new Leaf("prepare", WorkerPrepareCommand::new))),
                            new Group(
                                    "node",
                                    List.of(
                                            new Leaf("list", NodeListCommand::new),
                                            new Leaf("reset", NodeResetCommand::new),
                                            new Leaf("rename", NodeRenameCommand::new),
                                            new Leaf("remove", NodeRemoveCommand::new),
                                            new Leaf("standby", NodeModeCommand::standby),
                                            new Leaf("unstandby", NodeModeCommand::active),
                                            new Leaf("maintenance", NodeModeCommand::maintenance),
                                            new Leaf("resume", NodeModeCommand::active))),
                            new Group(
                                    "service",
                                    List.of(
                                            new Leaf("list", ServiceListCommand::new),
                                            new Leaf("start", ServiceChangeCommand::start),
                                            new Leaf("stop", ServiceChangeCommand::stop),
                                            new Leaf("move", ServiceChangeCommand::move),
                                            new Leaf("clear", ServiceChangeCommand::clear),
                                            new Leaf("why", ServiceWhyCommand::new),
                                            new Leaf("history", ServiceHistoryCommand::new))),
                            new Group(
                                    "fence",
                                    FenceCommand::new,
                                    List.of(
                                            new Leaf("confirm", FenceConfirmCommand::new),
                                            new Leaf("history", FenceHistoryCommand::new),
                                            new Leaf("devices", FenceDevicesCommand::new),
                                            new Leaf("test", FenceTestCommand::new),
                                            new Leaf("secret", FenceSecretCommand::new))),
                            new Leaf("check", CheckCommand::new),
                            new Leaf("whatif", WhatIfCommand::new),
                            new Leaf("plan", PlanCommand::new),
                            new Leaf("apply", ApplyCommand::new),
                            new Group(
                                    "operation",
                                    List.of(
                                            new Leaf("list", OperationListCommand::new),
                                            new Leaf("show", OperationShowCommand::new),
                                            new Leaf("resume", OperationChangeCommand::resume),
                                            new Leaf("undo", OperationChangeCommand::undo),
                                            new Leaf("confirm", OperationChangeCommand::confirm),
                                            new Leaf("cancel", OperationChangeCommand::cancel))),
                            new Leaf("drill", DrillCommand::new),
                            new Group(
                                    "config",
                                    List.of(
                                            new Leaf("publish", ConfigPublishCommand::new),
                                            new Leaf("list", ConfigListCommand::new),
                                            new Leaf("show", ConfigShowCommand::new),
                                            new Leaf("diff", ConfigDiffCommand::new),
                                            new Leaf("rollback", ConfigRollbackCommand::new),
                                            new Leaf("drift", ConfigDriftCommand::new),
                                            new Leaf("forget", ConfigForgetCommand::new))),
                            new Group(
                                    "bundle",
                                    List.of(
                                            new Leaf("export", BundleExportCommand::new),
                                            new Leaf("verify", BundleVerifyCommand::new),
                                            new Leaf("import", BundleImportCommand::new),
                                            new Leaf("diff", BundleDiffCommand::new))),
                            new Group(
                                    "proxy",
                                    List.of(
                                            new Leaf("render", ProxyRenderCommand::new),
                                            new Leaf("check", ProxyCheckCommand::new),
                                            new Leaf("secret", ProxySecretCommand::new))),
                            new Group(
                                    "cloud",
                                    List.of(
                                            new Leaf("preflight", CloudPreflightCommand::new),
                                            new Leaf("routes", CloudRoutesCommand::new),
                                            new Leaf("policy", CloudPolicyCommand::new),
                                            new Leaf("reach", CloudReachCommand::new))),
                            new Group(
                                    "cib",
                                    List.of(
                                            new Leaf("import", CibImportCommand::new),
                                            new Leaf("export", CibExportCommand::new),
                                            new Leaf("place", CibPlaceCommand::new))),
                            new Group(
                                    "remote",
                                    List.of(
                                            new Group(
                                                    "key",
                                                    List.of(
                                                            new Leaf(
                                                                    "create",
                                                                    RemoteKeyCreateCommand::new),
                                                            new Leaf(
                                                                    "distribute",
                                                                    RemoteKeyDistributeCommand
                                                                            ::new))))),
                            new Leaf("audit", AuditCommand::new),
                            new Leaf("events", EventsCommand::new),
                            new Group("agent", List.of(new Leaf("run", AgentRunCommand::new))),
                            new Leaf("dial-stdio", DialStdioCommand::new),
                            new Leaf("completion", CompletionCommand::new),
                            new Leaf("test", LauncherCommand::test)));

    private final Terminal terminal;

    CommandTree(Terminal terminal) {
        this.terminal = terminal;
    }

    /// A parser that knows at least the command which the arguments call.
    CommandLine lineFor(String[] args) {
        return line(List.of(args));
    }

    /// A parser that knows everything.
    CommandLine whole() {
        return line(List.of());
    }

    /// @param called names of commands, one below the other; all where one is not known
    private CommandLine line(List<String> called) {
        CommandSpec root = specOf(ROOT, "", called);
        root.addOption(
                OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description(terminal.text("option.version"))
                        .build());
        root.versionProvider(() -> new String[] {"belay " + version()});
        var line = new CommandLine(root, FACTORY);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(100);
        line.setUsageHelpLongOptionsMaxWidth(30);
        return line;
    }

    static String version() {
        return Optional.ofNullable(CommandTree.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }

    private CommandSpec specOf(Entry entry, String path, List<String> called) {
        CommandSpec spec = entry.spec(this, path, called);
        spec.name(entry.name());
        spec.usageMessage()
                .description(terminal.text("command" + path))
                .synopsisHeading(terminal.text("heading.usage") + " ")
                .synopsisSubcommandLabel("COMMAND")
                .optionListHeading("%n" + terminal.text("heading.options") + "%n")
                .parameterListHeading("%n")
                .commandListHeading("%n" + terminal.text("heading.commands") + "%n")
                .sortOptions(false);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description(terminal.text("option.help"))
                        .build());
        return spec;
    }
}
