package dev.belay.agent.cli;

import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.PreflightText;
import dev.belay.model.preflight.Wanted;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What the cloud is to be like: by a design, or by options alone.
final class CloudWanted {

    private CloudWanted() {}

    /// What all commands accept that look at the cloud's answers.
    static void describe(CommandSpec spec, Terminal terminal) {
        Given.optional(spec, terminal, 0, "DESIGN", "cloud-design");
        spec.addOption(
                OptionSpec.builder("--from")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1..*")
                        .paramLabel("DIR|FILE")
                        .description(terminal.text("option.from-answers"))
                        .build());
        Given.flag(spec, terminal, "--aws");
        Given.value(spec, terminal, String.class, "ADDRESS", null, "--vip");
        Given.value(spec, terminal, String.class, "ID", null, "--vpc");
        Given.values(spec, terminal, "CIDR", "--on-premises");
        Given.values(spec, terminal, "ID", "--instance");
        Given.values(spec, terminal, "ID", "--route-table");
        Given.value(spec, terminal, String.class, "ID", null, "--transit-gateway");
        Given.value(spec, terminal, String.class, "ID", null, "--direct-connect");
        Given.value(spec, terminal, String.class, "REGION", null, "--region");
    }

    /// One a virtual IP.
    ///
    /// @throws Refusal when it is not said what is wanted
    static List<Wanted> of(ParseResult given, Terminal terminal) throws Refusal {
        Optional<String> design = Given.optional(given, 0);
        if (design.isPresent()) {
            refuseWhatIsDrawn(given, terminal);
        }
        List<Wanted> all =
                design.isPresent()
                        ? drawn(design.get(), given, terminal)
                        : List.of(said(given, terminal));
        List<Cidr> sites = sites(given, terminal);
        return all.stream()
                .map(one ->
                        new Wanted(
                                one.vip(),
                                one.vpcId(),
                                one.nodes(),
                                one.routeTables(),
                                sites.isEmpty() ? one.onPremises() : sites,
                                Given.text(given, "--transit-gateway").or(one::transitGatewayId),
                                Given.text(given, "--direct-connect").or(one::directConnectId),
                                Given.text(given, "--region").or(one::region)))
                .toList();
    }

    /// What a design says itself is not said twice.
    private static void refuseWhatIsDrawn(ParseResult given, Terminal terminal) throws Refusal {
        for (String option : List.of("--vpc", "--instance", "--route-table")) {
            if (given.hasMatchedOption(option)) {
                throw new Refusal(
                        ExitCode.WRONG_USAGE, terminal.text("cloud.drawn-already", option));
            }
        }
    }

    private static Wanted said(ParseResult given, Terminal terminal) throws Refusal {
        Optional<String> vip = Given.text(given, "--vip");
        Optional<String> vpc = Given.text(given, "--vpc");
        if (vip.isEmpty() || vpc.isEmpty()) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("cloud.nothing-wanted"));
        }
        return new Wanted(
                address(vip.get(), terminal),
                vpc.get(),
                Given.texts(given, "--instance").stream()
                        .map(id -> new Wanted.NodeAt(id, Optional.of(id), Optional.empty()))
                        .toList(),
                Given.texts(given, "--route-table"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static IpAddress address(String text, Terminal terminal) throws Refusal {
        return IpAddress.parse(text)
                .good()
                .orElseThrow(() ->
                        new Refusal(ExitCode.WRONG_USAGE, terminal.text("cloud.no-address", text)));
    }

    private static List<Cidr> sites(ParseResult given, Terminal terminal) throws Refusal {
        List<Cidr> all = new ArrayList<>();
        for (String text : Given.texts(given, "--on-premises")) {
            switch (Cidr.parse(text)) {
                case Parsed.Good<Cidr>(var cidr) -> all.add(cidr);
                case Parsed.Bad<Cidr>(_, var found, var hint) ->
                        throw new Refusal(
                                ExitCode.WRONG_USAGE,
                                terminal.text(
                                        "cloud.no-network",
                                        found,
                                        hint.isEmpty() ? "172.16.0.0/16" : hint));
            }
        }
        return all;
    }

    private static List<Wanted> drawn(String path, ParseResult given, Terminal terminal)
            throws Refusal {
        DesignFile file = DesignFile.read(path, terminal);
        Design design =
                file.design()
                        .orElseThrow(() ->
                                new Refusal(
                                        ExitCode.FAILED,
                                        file.line(file.problems().getFirst(), terminal)));
        Optional<String> only = Given.text(given, "--vip");
        Optional<IpAddress> address =
                only.isPresent() ? Optional.of(address(only.get(), terminal)) : Optional.empty();
        PreflightText words = PreflightText.of(terminal.locale());
        List<Wanted> all = new ArrayList<>();
        for (VirtualIp vip : Drawn.virtualIps(design)) {
            if (address.isPresent() && !vip.address().equals(address)) {
                continue;
            }
            Drawn drawn = Drawn.of(design, vip);
            drawn.gaps().forEach(gap -> terminal.error(words.sentence(gap)));
            all.add(
                    drawn.wanted()
                            .orElseThrow(() ->
                                    new Refusal(
                                            ExitCode.FAILED,
                                            terminal.text("cloud.not-enough", vip.id()))));
        }
        if (all.isEmpty()) {
            throw new Refusal(
                    ExitCode.FAILED,
                    only.isPresent()
                            ? terminal.text("cloud.other-vip", only.get(), path)
                            : terminal.text("cloud.no-vip", path));
        }
        return all;
    }
}
