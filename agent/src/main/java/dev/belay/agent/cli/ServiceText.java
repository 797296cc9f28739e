package dev.belay.agent.cli;

import dev.belay.api.ServiceView;
import dev.belay.api.ServicesView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/// Services in words.
final class ServiceText {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private ServiceText() {}

    /// By the clock of whoever reads it.
    static String when(Instant at) {
        return WHEN.format(at.atZone(ZoneId.systemDefault()));
    }

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
                            ExitCode.FAILED,
                            known.isEmpty()
                                    ? terminal.text("service.unknown-any", id)
                                    : terminal.text("service.unknown", id, known));
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
