package dev.belay.agent.cli;

import dev.belay.api.Sample;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.ApiStream;
import dev.belay.reach.StreamListener;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The cluster as one agent sees it now, or as it goes on.
final class StatusCommand implements Command {

    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[J";

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.flag(spec, terminal, "--watch");
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        boolean json = Given.isSet(given, "--json");
        if (Given.isSet(given, "--watch")) {
            watch(AgentAccess.client(given, terminal), json, terminal);
            return ExitCode.DONE;
        }
        ClusterStatus status = AgentAccess.ask(given, terminal, ApiClient::status);
        show(status, json, terminal);
        return ExitCode.DONE;
    }

    // The one who reads has gone: the stream is closed from within itself.
    @SuppressWarnings("try")
    private static void watch(ApiClient client, boolean json, Terminal terminal) throws Refusal {
        try (ApiStream stream = client.stream(0, Long.MAX_VALUE)) {
            stream.run(
                    new StreamListener() {
                        @Override
                        public void status(ClusterStatus status) {
                            if (terminal.colour() && !json) {
                                terminal.out().print(HOME_AND_CLEAR);
                            }
                            show(status, json, terminal);
                            if (!terminal.colour() && !json) {
                                terminal.out().println();
                            }
                            terminal.out().flush();
                            if (terminal.out().checkError()) {
                                stream.close();
                            }
                        }

                        @Override
                        public void sample(Sample sample) {}

                        @Override
                        public void event(EventRecord event) {}
                    });
        } catch (AgentException e) {
            throw AgentAccess.refusal(e);
        }
    }

    private static void show(ClusterStatus status, boolean json, Terminal terminal) {
        if (json) {
            terminal.json(status);
        } else {
            new StatusReport(terminal).cluster(status).forEach(terminal.out()::println);
        }
    }
}
