package dev.belay.agent.cli;

import dev.belay.model.preflight.CheckResult;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.Finding;
import dev.belay.model.preflight.Hop;
import dev.belay.model.preflight.Outcome;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.preflight.PreflightCheck;
import dev.belay.model.preflight.PreflightText;
import dev.belay.model.preflight.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What AWS is like against what virtual IPs by route table need.
final class CloudPreflightCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        CloudWanted.describe(spec, terminal);
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        List<Preflight> all = preflights(given, terminal);
        if (Given.isSet(given, "--json")) {
            terminal.json(
                    all.stream().map(one -> CloudDocument.of(one, terminal.locale())).toList());
        } else {
            all.forEach(one -> show(one, terminal));
        }
        return exit(all);
    }

    static List<Preflight> preflights(ParseResult given, Terminal terminal) throws Refusal {
        List<Wanted> wanted = CloudWanted.of(given, terminal);
        CloudPicture picture = CloudAnswers.read(given, wanted, terminal);
        return wanted.stream().map(one -> Preflight.of(one, picture)).toList();
    }

    static ExitCode exit(List<Preflight> all) {
        boolean isWrong = all.stream().anyMatch(one -> one.outcome() == Outcome.FAIL);
        boolean isUnknown = all.stream().anyMatch(one -> one.outcome() == Outcome.UNKNOWN);
        if (isWrong) {
            return ExitCode.PROBLEMS_FOUND;
        }
        return isUnknown ? ExitCode.UNKNOWN : ExitCode.DONE;
    }

    private static void show(Preflight preflight, Terminal terminal) {
        PreflightText words = PreflightText.of(terminal.locale());
        terminal.out()
                .println(
                        terminal.text(
                                "cloud.summary",
                                preflight.wanted().vip(),
                                preflight.wanted().vpcId(),
                                preflight.count(Outcome.PASS),
                                preflight.count(Outcome.WARN),
                                preflight.count(Outcome.FAIL),
                                preflight.count(Outcome.UNKNOWN)));
        Optional<PreflightCheck.Group> group = Optional.empty();
        for (CheckResult result : preflight.results()) {
            if (!group.equals(Optional.of(result.check().group()))) {
                group = Optional.of(result.check().group());
                terminal.out().println(words.group(result.check().group()));
            }
            show(result, preflight, words, terminal);
        }
        path(preflight, words, terminal);
        List<String> missing = preflight.asks();
        if (!missing.isEmpty()) {
            terminal.out().println(terminal.text("cloud.missing"));
            missing.forEach(command -> terminal.out().println("  " + command));
        }
    }

    private static void show(
            CheckResult result, Preflight preflight, PreflightText words, Terminal terminal) {
        List<String> evidence = new ArrayList<>(result.evidence());
        terminal.out()
                .println(
                        "  "
                                + words.outcome(result.outcome())
                                + " "
                                + result.check().id()
                                + ": "
                                + words.title(result.check())
                                + (evidence.isEmpty()
                                        ? ""
                                        : " (" + String.join("; ", evidence) + ")"));
        for (Finding finding : result.findings()) {
            terminal.out().println("    " + words.sentence(finding) + " " + words.advice(finding));
            finding.change()
                    .ifPresent(change ->
                            terminal.out().println("    $ " + preflight.changes().command(change)));
        }
        if (result.outcome() == Outcome.FAIL) {
            terminal.out().println("    " + words.why(result.check()));
        }
    }

    static void path(Preflight preflight, PreflightText words, Terminal terminal) {
        terminal.out().println(terminal.text("cloud.path"));
        int number = 0;
        for (Hop hop : preflight.path()) {
            number++;
            terminal.out()
                    .println(
                            "  " + number + " " + words.state(hop.state()) + " " + words.step(hop));
            hop.reason()
                    .ifPresent(reason ->
                            terminal.out()
                                    .println(
                                            "    "
                                                    + reason.check().id()
                                                    + ": "
                                                    + words.sentence(reason.finding())));
        }
    }
}
