package dev.belay.agent.cli;

import dev.belay.api.DesignText;
import dev.belay.api.DrillKind;
import dev.belay.api.DrillOrder;
import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView;
import dev.belay.drill.DefaultProbe;
import dev.belay.drill.DrawnAddresses;
import dev.belay.drill.DrillReport;
import dev.belay.drill.DrillResult;
import dev.belay.drill.DrillStep;
import dev.belay.drill.DrillText;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.drill.ClientCluster;
import dev.belay.reach.drill.DrillPlan;
import dev.belay.reach.drill.DrillRun;
import dev.belay.reach.drill.DrillWatch;
import dev.belay.reach.probe.ProbeTarget;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// A failover made on purpose: the node of a service gets a fault, and it is measured from here how
/// long clients have no answer.
final class DrillCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SERVICE", "service");
        spec.addOption(
                OptionSpec.builder("--kind")
                        .type(String.class)
                        .paramLabel("kill|pause|cut|move")
                        .required(true)
                        .description(terminal.text("option.kind"))
                        .build());
        Given.value(spec, terminal, String.class, "D", DrillOrder.STANDARD_SECONDS + "s", "--for");
        Given.value(spec, terminal, String.class, "TARGET", null, "--probe");
        Given.value(
                spec,
                terminal,
                Integer.class,
                "MS",
                Long.toString(DrillPlan.INTERVAL.toMillis()),
                "--interval");
        Given.value(
                spec,
                terminal,
                String.class,
                "D",
                DrillPlan.AT_MOST.toSeconds() + "s",
                "--at-most");
        spec.addOption(
                OptionSpec.builder("--report")
                        .type(List.class)
                        .auxiliaryTypes(Path.class)
                        .arity("1")
                        .paramLabel("FILE")
                        .description(terminal.text("option.report"))
                        .build());
        Given.flag(spec, terminal, "--start");
        Given.flag(spec, terminal, "--back");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    /// What is wanted, before anything is asked.
    private record Wish(
            String service,
            DrillKind kind,
            int seconds,
            Duration interval,
            Duration atMost,
            List<Path> reports) {}

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        Wish wish = wish(given, terminal);
        List<ApiClient> ways = AgentAccess.clients(given, terminal);
        ServicesView view = AgentAccess.ask(ways.getFirst(), terminal, ApiClient::services);
        ServiceView service = ServiceText.find(view, wish.service(), terminal);
        Optional<Design> drawn = drawn(given, terminal, ways.getFirst());
        ProbeTarget target = target(given, terminal, drawn, wish.service());
        Question.confirm(given, terminal, question(wish, service, view, terminal));
        var plan =
                new DrillPlan(
                        wish.service(),
                        service.node(),
                        wish.kind(),
                        wish.seconds(),
                        target,
                        wish.interval(),
                        wish.atMost(),
                        drawn.map(DrawnAddresses::of).orElse(Map.of()),
                        Given.isSet(given, "--start"),
                        Given.isSet(given, "--back"));
        boolean isJson = Given.isSet(given, "--json");
        DrillText text = DrillText.of(terminal.locale());
        DrillResult result;
        try {
            DrillWatch watch = step -> tell(step, text, isJson, terminal);
            result = new DrillRun(plan, new ClientCluster(ways), watch).run();
        } catch (AgentException e) {
            throw AgentAccess.refusal(e, terminal);
        }
        write(result, wish.reports(), terminal);
        show(result, text, isJson, terminal);
        return result.isEnded() ? ExitCode.DONE : ExitCode.UNKNOWN;
    }

    private static Wish wish(ParseResult given, Terminal terminal) throws Refusal {
        String kind = given.matchedOptionValue("--kind", "");
        Optional<DrillKind> known =
                List.of(DrillKind.values()).stream()
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(kind))
                        .findFirst();
        if (known.isEmpty()) {
            throw wrong(terminal, "drill.kind-wrong", kind);
        }
        Duration lasts =
                Given.duration(
                        given, terminal, "--for", Duration.ofSeconds(DrillOrder.STANDARD_SECONDS));
        if (lasts.toSeconds() < 1 || lasts.toSeconds() > DrillOrder.MOST_SECONDS) {
            throw wrong(terminal, "drill.for-wrong", Integer.toString(DrillOrder.MOST_SECONDS));
        }
        int interval = Given.number(given, "--interval", (int) DrillPlan.INTERVAL.toMillis());
        if (interval < 2 || interval > 1_000) {
            throw wrong(terminal, "drill.interval-wrong", Integer.toString(interval));
        }
        Duration atMost = Given.duration(given, terminal, "--at-most", DrillPlan.AT_MOST);
        boolean isTooShort = known.get().lasts() && atMost.compareTo(lasts.plusSeconds(5)) < 0;
        if (isTooShort || atMost.toSeconds() < 5) {
            throw wrong(terminal, "drill.at-most-wrong", Long.toString(lasts.toSeconds()));
        }
        List<Path> reports = given.matchedOptionValue("--report", List.<Path>of());
        for (Path report : reports) {
            if (!isPage(report) && !isMarkdown(report)) {
                throw wrong(terminal, "drill.report-wrong", report.toString());
            }
        }
        return new Wish(
                Given.parameter(given, 0),
                known.get(),
                (int) lasts.toSeconds(),
                Duration.ofMillis(interval),
                atMost,
                reports);
    }

    private static Refusal wrong(Terminal terminal, String key, String found) {
        return new Refusal(ExitCode.WRONG_USAGE, terminal.text(key, found));
    }

    private static boolean isPage(Path report) {
        String name = report.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".html") || name.endsWith(".htm");
    }

    private static boolean isMarkdown(Path report) {
        return report.toString().toLowerCase(Locale.ROOT).endsWith(".md");
    }

    private static ProbeTarget target(
            ParseResult given, Terminal terminal, Optional<Design> drawn, String service)
            throws Refusal {
        Optional<String> named = Given.text(given, "--probe");
        String text =
                named.isPresent()
                        ? named.get()
                        : drawn.flatMap(one -> DefaultProbe.of(one, service))
                                .orElseThrow(() ->
                                        new Refusal(
                                                ExitCode.WRONG_USAGE,
                                                terminal.text("drill.no-address", service)));
        try {
            return ProbeTarget.parse(text);
        } catch (UnknownHostException e) {
            throw new Refusal(ExitCode.FAILED, terminal.text("drill.host-unknown", text));
        } catch (IllegalArgumentException e) {
            throw wrong(terminal, "drill.probe-wrong", text);
        }
    }

    /// The design in force, where something of it is needed.
    private static Optional<Design> drawn(ParseResult given, Terminal terminal, ApiClient client)
            throws Refusal {
        Optional<String> probe = Given.text(given, "--probe");
        if (probe.isPresent() && !probe.get().startsWith("name:")) {
            return Optional.empty();
        }
        return design(AgentAccess.ask(client, terminal, ApiClient::design));
    }

    private static Optional<Design> design(DesignText design) {
        return DesignFormat.read(design.text()) instanceof Reading.Read(var read, _)
                ? Optional.of(read)
                : Optional.empty();
    }

    private static String question(
            Wish wish, ServiceView service, ServicesView view, Terminal terminal) {
        String effect =
                DrillText.of(terminal.locale())
                        .effect(wish.kind(), service.id(), service.node(), wish.seconds());
        List<String> also = DrillRun.alsoHit(view, service.id(), service.node(), wish.kind());
        List<String> sentences = new ArrayList<>(List.of(effect));
        if (!also.isEmpty()) {
            sentences.add(terminal.text("drill.also", service.node(), String.join(", ", also)));
        }
        sentences.add(terminal.text("drill.proceed"));
        return String.join(" ", sentences);
    }

    private static void tell(DrillStep step, DrillText text, boolean isJson, Terminal terminal) {
        if (!isJson) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%9s  %s%n",
                            step.afterMillis() == 0 ? "" : DrillText.millis(step.afterMillis()),
                            text.step(step));
            terminal.out().flush();
        }
    }

    private static void show(
            DrillResult result, DrillText text, boolean isJson, Terminal terminal) {
        if (isJson) {
            terminal.json(result);
            return;
        }
        terminal.out()
                .println(terminal.text("drill.result", text.headline(result), text.way(result)));
        if (result.name() != null) {
            terminal.out().println(terminal.text("drill.name", text.name(result)));
        }
        int further = result.outages().size() - 1;
        if (further > 0) {
            terminal.out().println(terminal.text("drill.further", Integer.toString(further)));
        }
        terminal.out()
                .println(
                        terminal.text(
                                "drill.counts",
                                Integer.toString(result.sent()),
                                Integer.toString(result.answered()),
                                DrillText.millis(result.blindMillis())));
        if (result.kind() == DrillKind.MOVE) {
            terminal.out()
                    .println(
                            terminal.text(
                                    result.isBack() ? "drill.back" : "drill.stays",
                                    result.service(),
                                    result.before()));
        }
        terminal.out().flush();
    }

    /// A report that cannot be written does not make what was measured unknown.
    private static void write(DrillResult result, List<Path> reports, Terminal terminal) {
        var report = new DrillReport(result, terminal.locale(), ZoneId.systemDefault());
        for (Path path : reports) {
            try {
                Files.writeString(path, isPage(path) ? report.html() : report.markdown());
            } catch (IOException e) {
                terminal.error(terminal.text("drill.report-failed", path.toString(), e.toString()));
            }
        }
    }
}
