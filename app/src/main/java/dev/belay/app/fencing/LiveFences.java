package dev.belay.app.fencing;

import dev.belay.api.FenceView;
import dev.belay.api.FenceView.Fencing;
import dev.belay.api.ServicesView;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.OpenMembers;
import dev.belay.model.node.FenceAction;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The cluster that is looked at, through its tunnels: the coordinator first.
public final class LiveFences implements FencesPort {
    /// One that takes longer is left out until it answers again.
    private static final Duration EACH = Duration.ofSeconds(2);

    /// What another member may be able to do all the same.
    private static final Set<String> NOT_FROM_HERE =
            Set.of("fence-device-unusable", "fence-itself", "fence-not-ready");

    private final OpenMembers members;

    public LiveFences(ObservableValue<@Nullable LiveCluster> live) {
        this.members = new OpenMembers(live);
    }

    @Override
    public Told look() throws AgentException {
        Map<String, FenceView> views = new ConcurrentHashMap<>();
        List<Thread> asked =
                members.ways(EACH).stream()
                        .map(way -> Thread.startVirtualThread(() -> ask(way, views)))
                        .toList();
        OpenMembers.Answer<ServicesView> services =
                members.ask(ApiClient.DEADLINE, false, ApiClient::services);
        OpenMembers.Answer<FenceView> first =
                members.ask(ApiClient.DEADLINE, false, ApiClient::fencing);
        try {
            for (Thread one : asked) {
                one.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        views.put(first.node(), first.value());
        return new Told(first.node(), first.value(), services.value(), views);
    }

    private static void ask(OpenMembers.Answer<ApiClient> way, Map<String, FenceView> views) {
        try {
            views.put(way.node(), way.value().fencing());
        } catch (AgentException e) {
            // What it can use is not known, and the screen says so.
        }
    }

    @Override
    public Fencing fence(String node, FenceAction action) throws AgentException {
        AgentException last = OpenMembers.none();
        for (OpenMembers.Answer<ApiClient> way : members.ways(ApiClient.MEMBERSHIP)) {
            // Nobody asks a device about itself.
            if (way.node().equals(node)) {
                continue;
            }
            try {
                return way.value().fence(node, action);
            } catch (AgentException e) {
                boolean isNext =
                        switch (e.kind()) {
                            case REFUSED -> NOT_FROM_HERE.contains(e.error().code());
                            case UNREACHABLE -> true;
                            case UNKNOWN -> false;
                        };
                if (!isNext) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    @Override
    public void confirm(String node) throws AgentException {
        members.ask(ApiClient.MEMBERSHIP, true, client -> client.confirmFence(node));
    }
}
