package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.Failures;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.app.design.Bound;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits until the cluster runs a service that it was given.
public final class ServiceRun {
    /// Id of the deed.
    public static final String RUNS = "runs";

    private static final Duration LONGEST = Duration.ofSeconds(90);

    /// A service that no node may run stays so; before that the coordinator may not have looked.
    private static final Duration NOWHERE = Duration.ofSeconds(6);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Texts texts;
    private final ProtectPort port;
    private final Bound bound;
    private final Supplier<ThingId> service;
    private volatile @Nullable ServiceView seen;

    /// @param service which one
    public ServiceRun(Texts language, ProtectPort port, Bound bound, Supplier<ThingId> service) {
        this.texts = language.beside(ServiceRun.class);
        this.port = port;
        this.bound = bound;
        this.service = service;
    }

    /// Waits, and fails when it does not run in time.
    public Deed deed() {
        ThingId id = service.get();
        return Deed.of(
                RUNS,
                Deed.Kind.CHECK,
                () -> texts.get("protect.deed.runs", id),
                texts.get("protect.where"),
                "GET /v1/services\nbelay service list",
                this::await);
    }

    /// As it was seen last; null before that.
    public @Nullable ServiceView seen() {
        return seen;
    }

    /// Whether it was seen to run.
    public boolean isActive() {
        ServiceView now = seen;
        return now != null && now.state() == State.ACTIVE;
    }

    private void await(Deed.Log log) throws AgentException, InterruptedException {
        bound.check(port);
        long begin = System.nanoTime();
        String said = "";
        while (true) {
            ServicesView view = port.services();
            ServiceView now =
                    view.services().stream()
                            .filter(one -> one.id().equals(service.get().toString()))
                            .findFirst()
                            .orElse(null);
            seen = now;
            if (now != null && now.state() == State.ACTIVE) {
                log.say(now.node(), texts.get("protect.runs", now.node()));
                return;
            }
            String word = now == null ? "" : texts.get("protect.state." + now.state(), now.node());
            if (!word.equals(said)) {
                log.say(view.coordinator(), word);
                said = word;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (waited.compareTo(LONGEST) > 0 || isHopeless(now, waited)) {
                throw notActive(now);
            }
            Thread.sleep(PAUSE);
        }
    }

    private static boolean isHopeless(@Nullable ServiceView now, Duration waited) {
        return now != null
                && (now.state() == State.STUCK
                        || (now.state() == State.WAITING && waited.compareTo(NOWHERE) > 0));
    }

    private AgentException notActive(@Nullable ServiceView now) {
        List<String> found = new ArrayList<>();
        if (now == null) {
            found.add(texts.get("protect.state.absent"));
        } else {
            found.add(texts.get("protect.state." + now.state(), now.node()));
            if (now.failures().isEmpty()) {
                found.add(now.reason());
            }
            for (Failures one : now.failures()) {
                found.add(one.node() + ": " + one.last());
            }
        }
        return AgentException.refused(
                new ApiError(
                        "service-not-active",
                        texts.get("protect.runs.wanted", service.get()),
                        String.join("; ", found),
                        texts.get("protect.runs.advice")));
    }
}
