package dev.belay.agent.cli;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.model.content.ContentException;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.UserFolder;
import dev.belay.reach.publish.CommandWords;
import dev.belay.reach.publish.Publisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Publishes a folder as a version of a config set, and follows it to the nodes.
final class ConfigPublishCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "SET", "set");
        Given.parameter(spec, terminal, 1, "DIR", "publish.dir");
        Given.value(spec, terminal, String.class, "PATH", null, "--target");
        Given.value(spec, terminal, String.class, "KIND", null, "--hook");
        Given.value(spec, terminal, String.class, "CMD", null, "--validate");
        Given.value(spec, terminal, String.class, "CMD", null, "--reload");
        Given.value(spec, terminal, Integer.class, "N", null, "--port");
        Given.value(spec, terminal, String.class, "D", null, "--hook-timeout");
        Given.flag(spec, terminal, "--take-over");
        Given.value(spec, terminal, String.class, "TEXT", null, "--note");
        ConfigFollow.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        String set = Given.parameter(given, 0);
        var wish =
                new Publisher.Wish(
                        set,
                        Given.text(given, "--target").orElse(""),
                        Given.isSet(given, "--take-over"),
                        hook(given, terminal),
                        Given.text(given, "--note").orElse(""));
        var publisher =
                new Publisher(
                        new ApiClient(AgentAccess.path(given, terminal), ConfigFollow.DEADLINE),
                        UserFolder.cache());
        ConfigSetView view = publish(publisher, given, terminal, wish);
        return new ConfigFollow(publisher, given, terminal).follow(view);
    }

    private static ConfigSetView publish(
            Publisher publisher, ParseResult given, Terminal terminal, Publisher.Wish wish)
            throws Refusal {
        Path folder = Path.of(Given.parameter(given, 1));
        try {
            return publisher.publish(folder, wish, needs -> {});
        } catch (AgentException e) {
            throw AgentAccess.refusal(e, terminal);
        } catch (ContentException e) {
            throw new Refusal(
                    ExitCode.PROBLEMS_FOUND,
                    e.errors().stream()
                            .limit(20)
                            .map(ApiError::sentence)
                            .collect(Collectors.joining("\n       ")));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    terminal.text("config.publish.unreadable", folder, String.valueOf(e)));
        }
    }

    private static @Nullable Hook hook(ParseResult given, Terminal terminal) throws Refusal {
        List<String> validate = words(given, terminal, "--validate");
        List<String> reload = words(given, terminal, "--reload");
        int port = Given.number(given, "--port", 0);
        Duration timeout =
                Given.duration(
                        given,
                        terminal,
                        "--hook-timeout",
                        Duration.ofMillis(Hook.USUAL_TIMEOUT_MILLIS));
        String kind = Given.text(given, "--hook").orElse("");
        boolean isGiven =
                !kind.isEmpty()
                        || !validate.isEmpty()
                        || !reload.isEmpty()
                        || port != 0
                        || Given.text(given, "--hook-timeout").isPresent();
        return isGiven
                ? new Hook(kind(kind, terminal), validate, reload, port, timeout.toMillis())
                : null;
    }

    private static Hook.Kind kind(String text, Terminal terminal) throws Refusal {
        for (Hook.Kind kind : Hook.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        if (text.isEmpty()) {
            return Hook.Kind.COMMAND;
        }
        throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("config.hook.unknown", text));
    }

    private static List<String> words(ParseResult given, Terminal terminal, String option)
            throws Refusal {
        String line = Given.text(given, option).orElse("");
        return CommandWords.of(line)
                .orElseThrow(() ->
                        new Refusal(
                                ExitCode.WRONG_USAGE,
                                terminal.text("config.words.unclosed", option, line)));
    }
}
