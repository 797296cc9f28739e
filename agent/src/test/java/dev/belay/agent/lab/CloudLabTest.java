package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ServiceView;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A service with a route in a cloud on real hosts.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CloudLabTest {

    private static final int TABLES = 3;

    private CloudLab cloud;
    private CloudRoutes routes;
    private ServiceView before;

    @BeforeAll
    void up() throws Exception {
        cloud = CloudLab.start();
        routes = new CloudRoutes(cloud, TABLES);
        cloud.apply(
                false,
                node ->
                        """
                        "instance": { "networkInterface": "%s" },
                        """
                                .formatted(routes.interfaceOf(node.id())),
                """
                %s,
                "services": [ { "id": "web", "name": "web", "resources": [
                  %s,
                  { "type": "ocf", "name": "worker", "provider": "heartbeat", "agent": "Dummy" } ] } ]
                """
                        .formatted(routes.design(), CloudRoutes.RESOURCES));
    }

    @AfterAll
    void down() throws Exception {
        if (routes != null) {
            routes.close();
        }
        if (cloud != null) {
            cloud.close();
        }
    }

    @BeforeEach
    void settle() throws Exception {
        before = cloud.settle();
        routes.awaitLeadTo(before.node());
    }

    private void assertHasAddress(String node) throws Exception {
        assertThat(cloud.lab.run(node, "ip address show dev lo")).contains(CloudRoutes.VIP + "/32");
    }

    @Test
    void a_failover_leads_all_routes_to_the_next_node() throws Exception {
        routes.assertLeadTo(before.node());
        assertHasAddress(before.node());
        long begin = System.nanoTime();

        cloud.lab.order(LabOrder.Verb.KILL, before.node());
        ServiceView after = cloud.awaitActive(node -> !node.equals(before.node()));

        System.out.printf(
                "agent killed: %d routes led to the next node, and its service was active, after %d ms%n",
                routes.leadTo(after.node()), (System.nanoTime() - begin) / 1_000_000);
        routes.assertLeadTo(after.node());
        assertHasAddress(after.node());
    }

    @Test
    void a_route_that_somebody_takes_is_set_right_by_the_active_node() throws Exception {
        routes.take(routes.lastTable(), cloud.lab.others(before.node()).getFirst());

        routes.awaitLeadTo(before.node());
        assertThat(cloud.awaitActive(_ -> true).generation()).isEqualTo(before.generation());
    }
}
