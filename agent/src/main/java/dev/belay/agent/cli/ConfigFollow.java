package dev.belay.agent.cli;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.ConfigSetView.Report;
import dev.belay.reach.AgentException;
import dev.belay.reach.publish.Publisher;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Follows a rollout to its end, and says what each node does.
final class ConfigFollow {

    /// One step of a publication: the node may have to bring much to its disk.
    static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Publisher publisher;
    private final ParseResult given;
    private final Terminal terminal;
    private final boolean json;

    /// By name: a record's own way to be a key is made when it is needed first, which takes longer
    /// than a rollout.
    private final Set<String> told = new HashSet<>();

    private @Nullable Phase phase;

    ConfigFollow(Publisher publisher, ParseResult given, Terminal terminal) {
        this.publisher = publisher;
        this.given = given;
        this.terminal = terminal;
        this.json = Given.isSet(given, "--json");
    }

    static void describe(CommandSpec spec, Terminal terminal) {
        Given.flag(spec, terminal, "--wait");
        Given.flag(spec, terminal, "--no-wait");
    }

    /// Done when the version is in force on all nodes, failed when it was taken back.
    ExitCode follow(ConfigSetView begun) throws Refusal, InterruptedException {
        if (Given.isSet(given, "--no-wait")) {
            show(begun);
            return ExitCode.DONE;
        }
        Optional<ConfigSetView> ended;
        try {
            ended = publisher.follow(begun, this::tell, System.nanoTime() + LONGEST.toNanos());
        } catch (AgentException e) {
            throw new Refusal(
                    ExitCode.UNKNOWN,
                    terminal.text("config.follow.lost", String.valueOf(e.getMessage())));
        }
        if (ended.isEmpty()) {
            terminal.error(terminal.text("config.follow.late"));
            return ExitCode.UNKNOWN;
        }
        show(ended.get());
        ConfigSetView.Rollout rollout = ended.get().rollout();
        return rollout != null && rollout.phase() == Phase.DONE ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(ConfigSetView view) {
        ConfigSetView.Rollout rollout = view.rollout();
        if (json || rollout == null) {
            return;
        }
        for (Report report : rollout.reports()) {
            if (told.add(report.node() + "/" + report.step().name())) {
                terminal.out().println(line(report));
            }
        }
        if (rollout.phase() != phase) {
            phase = rollout.phase();
            terminal.out()
                    .println(
                            terminal.text(
                                    "config.phase." + rollout.phase(),
                                    rollout.version(),
                                    rollout.canary()));
        }
        terminal.out().flush();
    }

    private String line(Report report) {
        ApiError error = report.error();
        String step = report.step().name().toLowerCase(Locale.ROOT);
        return error == null
                ? terminal.text("config.report." + step, report.node(), report.millis())
                : terminal.text("config.report.refused", report.node(), error.sentence());
    }

    private void show(ConfigSetView view) {
        if (json) {
            terminal.json(view);
            return;
        }
        ConfigSetView.Rollout rollout = view.rollout();
        if (rollout != null && !rollout.why().isEmpty()) {
            terminal.error(
                    terminal.text(
                            "config.taken-back", rollout.version(), view.live(), rollout.why()));
        }
        terminal.out().flush();
    }
}
