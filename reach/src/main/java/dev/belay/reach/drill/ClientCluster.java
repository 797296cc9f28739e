package dev.belay.reach.drill;

import dev.belay.api.DrillBegun;
import dev.belay.api.DrillOrder;
import dev.belay.api.ServicesView;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The cluster by the ways to its agents that are known: the first that answers is asked. The agent
/// that an order went to may be the one that falls.
public final class ClientCluster implements DrillCluster {

    private volatile List<ApiClient> ways;

    /// @param ways at least one, in order of preference
    public ClientCluster(List<ApiClient> ways) {
        this.ways = List.copyOf(ways);
    }

    private interface Call<T> {
        T of(ApiClient client) throws AgentException;
    }

    private <T> T ask(boolean isOrder, Call<T> call) throws AgentException {
        AgentException last = null;
        for (ApiClient way : ways) {
            try {
                return call.of(way);
            } catch (AgentException e) {
                boolean isNext =
                        switch (e.kind()) {
                            case REFUSED -> false;
                            case UNREACHABLE -> true;
                            case UNKNOWN -> !isOrder;
                        };
                if (!isNext) {
                    throw e;
                }
                last = e;
            }
        }
        if (last == null) {
            throw new IllegalStateException("a way to an agent is wanted, found none");
        }
        throw last;
    }

    @Override
    public ServicesView services() throws AgentException {
        return ask(false, ApiClient::services);
    }

    @Override
    public DrillBegun drill(String service, DrillOrder order) throws AgentException {
        Map<ApiClient, String> nodes = new HashMap<>();
        if (ways.size() > 1) {
            for (ApiClient way : ways) {
                nodes.put(way, node(way));
            }
        }
        DrillBegun begun = ask(true, client -> client.drillService(service, order));
        // Who is drilled sees least of it, and may not answer for long.
        ways =
                ways.stream()
                        .sorted(
                                Comparator.comparing(
                                        way -> begun.node().equals(nodes.getOrDefault(way, ""))))
                        .toList();
        return begun;
    }

    private static String node(ApiClient way) {
        try {
            return way.whoAmI().node();
        } catch (AgentException e) {
            return "";
        }
    }

    @Override
    public ServicesView start(String service) throws AgentException {
        return ask(true, client -> client.startService(service));
    }

    @Override
    public ServicesView move(String service, String node) throws AgentException {
        return ask(true, client -> client.moveService(service, node));
    }

    @Override
    public ServicesView clear(String service) throws AgentException {
        return ask(true, client -> client.clearService(service));
    }
}
