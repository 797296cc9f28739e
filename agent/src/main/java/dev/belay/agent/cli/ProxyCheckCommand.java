package dev.belay.agent.cli;

import dev.belay.model.design.Design;
import dev.belay.model.network.Proxy;
import dev.belay.model.node.Node;
import dev.belay.model.proxy.SquidCheck;
import dev.belay.model.proxy.SquidFinding;
import dev.belay.model.proxy.SquidRules;
import dev.belay.model.proxy.SquidText;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What is wrong with a configuration of Squid: its words by Squid itself, its order by Belay,
/// because Squid does not look at that.
final class ProxyCheckCommand implements Command {

    /// The answer as a document.
    ///
    /// @param squid what Squid itself says: `good`, `refused`, `unknown` or `not-installed`
    /// @param said its words
    record Checked(String file, String squid, String said, List<Found> findings) {}

    /// One finding.
    ///
    /// @param line in the file, from 1; 0 for the whole of it
    record Found(String kind, int line, String sentence, String advice) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "FILE", "squid-file");
        Given.values(spec, terminal, "ADDRESS", "--source");
        Given.value(spec, terminal, String.class, "DESIGN", null, "--users-of");
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal)
            throws Refusal, IOException, InterruptedException {
        String file = Given.parameter(given, 0);
        SquidRules rules = SquidRules.read(text(file, terminal));
        List<SquidFinding> findings = SquidCheck.of(rules, sources(given, terminal));
        SquidParse parse = SquidParse.of(Path.of(file));
        if (Given.isSet(given, "--json")) {
            terminal.json(document(file, parse, findings, terminal.locale()));
        } else {
            show(file, parse, findings, terminal);
        }
        boolean isGood =
                parse.result() != SquidParse.Result.REFUSED
                        && findings.stream()
                                .allMatch(one -> one.kind() == SquidFinding.Kind.NOT_READ);
        if (!isGood) {
            return ExitCode.PROBLEMS_FOUND;
        }
        return parse.result() == SquidParse.Result.UNKNOWN ? ExitCode.UNKNOWN : ExitCode.DONE;
    }

    private static String text(String file, Terminal terminal) throws Refusal {
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED, terminal.text("proxy.unreadable", file, BundleSource.why(e)));
        }
    }

    /// Who is to go through.
    private static List<IpAddress> sources(ParseResult given, Terminal terminal) throws Refusal {
        Set<IpAddress> all = new LinkedHashSet<>();
        for (String text : Given.texts(given, "--source")) {
            all.add(
                    IpAddress.parse(text)
                            .good()
                            .orElseThrow(() ->
                                    new Refusal(
                                            ExitCode.WRONG_USAGE,
                                            terminal.text("proxy.no-address", text))));
        }
        Optional<String> design = Given.text(given, "--users-of");
        if (design.isPresent()) {
            DesignFile file = DesignFile.read(design.get(), terminal);
            Design read =
                    file.design()
                            .orElseThrow(() ->
                                    new Refusal(
                                            ExitCode.PROBLEMS_FOUND,
                                            file.line(file.problems().getFirst(), terminal)));
            for (Proxy proxy : read.proxies()) {
                for (ThingId user : proxy.users()) {
                    read.find(user, Node.class).flatMap(Node::address).ifPresent(all::add);
                }
            }
        }
        return new ArrayList<>(all);
    }

    private static Checked document(
            String file, SquidParse parse, List<SquidFinding> findings, Locale locale) {
        SquidText words = SquidText.of(locale);
        return new Checked(
                file,
                word(parse.result()),
                parse.said(),
                findings.stream()
                        .map(one ->
                                new Found(
                                        word(one.kind()),
                                        one.line(),
                                        words.sentence(one),
                                        words.advice(one)))
                        .toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void show(
            String file, SquidParse parse, List<SquidFinding> findings, Terminal terminal) {
        SquidText words = SquidText.of(terminal.locale());
        for (SquidFinding one : findings) {
            String place = one.line() == 0 ? file : file + ":" + one.line();
            terminal.out().println(place + ": " + words.sentence(one) + " " + words.advice(one));
        }
        terminal.out().println(terminal.text("proxy.squid." + word(parse.result()), parse.said()));
        terminal.out()
                .println(
                        findings.isEmpty()
                                ? terminal.text("proxy.order-good", file)
                                : terminal.text("proxy.order", file, findings.size()));
    }
}
