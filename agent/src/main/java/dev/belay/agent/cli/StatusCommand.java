package dev.belay.agent.cli;

import dev.belay.api.Json;
import dev.belay.api.Sample;
import dev.belay.api.ServicesView;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.ApiStream;
import dev.belay.reach.StreamListener;
import dev.belay.story.OpenFencing;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.ObjectNode;

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
        ApiClient client = AgentAccess.client(given, terminal);
        if (Given.isSet(given, "--watch")) {
            watch(client, json, terminal);
            return ExitCode.DONE;
        }
        ClusterStatus status = AgentAccess.ask(client, terminal, ApiClient::status);
        show(status, ServicesHeard.ask(client, status, ServicesHeard.SOON), json, terminal);
        return ExitCode.DONE;
    }

    // The one who reads has gone: the stream is closed from within itself.
    @SuppressWarnings("try")
    private static void watch(ApiClient client, boolean json, Terminal terminal) throws Refusal {
        try (ApiStream stream = client.stream(0, Long.MAX_VALUE)) {
            stream.run(
                    new StreamListener() {
                        private final AtomicReference<@Nullable ServicesHeard> services =
                                new AtomicReference<>();
                        private final AtomicBoolean asking = new AtomicBoolean();

                        @Override
                        public void status(ClusterStatus status) {
                            if (services.get() == null) {
                                services.set(
                                        ServicesHeard.ask(client, status, ServicesHeard.PATIENT));
                            } else if (asking.compareAndSet(false, true)) {
                                // It may last, and the nodes are not to wait for it.
                                Thread.ofVirtual()
                                        .name("services")
                                        .start(() -> {
                                            services.set(
                                                    ServicesHeard.ask(
                                                            client, status, ServicesHeard.PATIENT));
                                            asking.set(false);
                                        });
                            }
                            if (terminal.colour() && !json) {
                                terminal.out().print(HOME_AND_CLEAR);
                            }
                            ServicesHeard known = services.get();
                            show(
                                    status,
                                    known == null ? ServicesHeard.NOTHING : known,
                                    json,
                                    terminal);
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

    private static void show(
            ClusterStatus status, ServicesHeard services, boolean json, Terminal terminal) {
        if (json) {
            terminal.json(document(status, services));
        } else {
            new StatusReport(terminal).cluster(status, services).forEach(terminal.out()::println);
        }
    }

    private static Object document(ClusterStatus status, ServicesHeard services) {
        ServicesView view = services.view();
        if (view == null) {
            return status;
        }
        ObjectNode document = Json.MAPPER.valueToTree(status);
        document.set("services", Json.MAPPER.valueToTree(view.services()));
        document.set("fencing", Json.MAPPER.valueToTree(OpenFencing.of(view, view.fences())));
        return document;
    }
}
