package dev.belay.agent.cli;

import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView;
import java.util.Locale;
import java.util.stream.Collectors;

/// Services in words.
final class ServiceText {

    private ServiceText() {}

    static String state(ServiceView service, Terminal terminal) {
        return terminal.text("service.state." + service.state().name().toLowerCase(Locale.ROOT));
    }

    /// The service, or a refusal that names those that there are.
    static ServiceView find(ServicesView view, String id, Terminal terminal) throws Refusal {
        return view.services().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> {
                    String known =
                            view.services().stream()
                                    .map(ServiceView::id)
                                    .collect(Collectors.joining(", "));
                    return new Refusal(
                            ExitCode.FAILED, terminal.text("service.unknown", id, known));
                });
    }

    /// Where it is and why, in a line.
    static String line(ServiceView service, Terminal terminal) {
        return service.node().isEmpty()
                ? terminal.text(
                        "service.nowhere", service.id(), state(service, terminal), service.reason())
                : terminal.text(
                        "service.there", service.id(), state(service, terminal), service.node());
    }
}
