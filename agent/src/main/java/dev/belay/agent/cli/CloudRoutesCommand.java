package dev.belay.agent.cli;

import dev.belay.model.preflight.ChangeSet;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.HeldRoute;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.preflight.PreflightText;
import dev.belay.model.preflight.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What route tables hold for virtual IPs, and the way of a packet; asks AWS nothing itself.
final class CloudRoutesCommand implements Command {

    /// The answer as a document.
    record Routes(
            String virtualIp,
            String vpc,
            List<Held> tables,
            List<CloudDocument.Step> path,
            List<String> commands,
            String terraform) {}

    /// What one table holds.
    ///
    /// @param of VPC or transit gateway
    /// @param line that takes the packets; null when none does
    /// @param node that it leads to; null when it leads to none's interface
    record Held(
            String table, String of, @Nullable String line, @Nullable String node, boolean ours) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        CloudWanted.describe(spec, terminal);
        Given.flag(spec, terminal, "--commands");
        Given.flag(spec, terminal, "--terraform");
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        List<Wanted> wanted = CloudWanted.of(given, terminal);
        CloudPicture picture = CloudAnswers.read(given, wanted, terminal);
        List<Preflight> all = wanted.stream().map(one -> Preflight.of(one, picture)).toList();
        boolean isCommands = Given.isSet(given, "--commands");
        boolean isTerraform = Given.isSet(given, "--terraform");
        if (Given.isSet(given, "--json")) {
            terminal.json(all.stream().map(one -> document(one, picture, terminal)).toList());
        } else if (isCommands || isTerraform) {
            changes(all, isCommands, isTerraform, terminal);
        } else {
            all.forEach(one -> show(one, picture, terminal));
        }
        return CloudPreflightCommand.exit(all);
    }

    /// The same change may be wanted for several virtual IPs.
    private static void changes(
            List<Preflight> all, boolean isCommands, boolean isTerraform, Terminal terminal) {
        ChangeSet merged = ChangeSet.merged(all.stream().map(Preflight::changes).toList());
        if (isCommands) {
            merged.commands().forEach(terminal.out()::println);
        }
        if (isTerraform) {
            terminal.out().print(merged.terraform());
        }
    }

    private static Routes document(Preflight one, CloudPicture picture, Terminal terminal) {
        return new Routes(
                one.wanted().vip().toString(),
                one.wanted().vpcId(),
                HeldRoute.all(one.wanted(), picture).stream()
                        .map(held ->
                                new Held(
                                        held.table(),
                                        held.of(),
                                        held.line().orElse(null),
                                        held.node().orElse(null),
                                        held.isOurs()))
                        .toList(),
                CloudDocument.path(one, PreflightText.of(terminal.locale())),
                one.changes().commands(),
                one.changes().terraform());
    }

    private static void show(Preflight one, CloudPicture picture, Terminal terminal) {
        terminal.out()
                .println(terminal.text("cloud.routes", one.wanted().vip(), one.wanted().vpcId()));
        for (HeldRoute held : HeldRoute.all(one.wanted(), picture)) {
            terminal.out()
                    .println(
                            "  "
                                    + held.table()
                                    + " ("
                                    + held.of()
                                    + ")  "
                                    + held.line().orElse(terminal.text("cloud.no-route"))
                                    + held.node().map(name -> "  " + name).orElse("")
                                    + (held.isOurs()
                                            ? ""
                                            : "  " + terminal.text("cloud.not-ours")));
        }
        CloudPreflightCommand.path(one, PreflightText.of(terminal.locale()), terminal);
    }
}
