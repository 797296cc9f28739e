package dev.belay.agent.member;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.consensus.Consensus.VersionedSetting;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.enroll.AuthorityStore;
import dev.belay.agent.enroll.Pem;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys of nodes and of the authority are changed while the cluster works.
class RotationTest {

    @TempDir Path dir;

    @Test
    void nodes_and_the_authority_get_new_keys_while_writes_go_on_and_none_fails() throws Exception {
        try (var cluster = trio()) {
            List<String> failures = new CopyOnWriteArrayList<>();
            var writes = new AtomicInteger();
            var writers = new ArrayList<Thread>();
            for (String id : List.of("n1", "n2", "n3")) {
                writers.add(Thread.ofVirtual().start(() -> write(cluster, id, failures, writes)));
            }
            // A lead may still be moving in a cluster that has just grown: rotation is measured
            // from a quiet one.
            GrowingCluster.await("writes flow", () -> writes.get() > 60);
            failures.clear();
            Map<String, BigInteger> before = serials(cluster);
            for (String id : before.keySet()) {
                assertThat(cluster.governance(id).rotate(false, Actor.agent(id)))
                        .isInstanceOf(Outcome.Done.class);
            }
            awaitAllNew(cluster, before);
            GrowingCluster.await(
                    "the old ones are refused",
                    () -> cluster.node("n1").state().trust().revoked().size() >= 3);

            String former = cluster.node("n1").state().trust().signing();
            Map<String, BigInteger> between = serials(cluster);
            cluster.governance("n2").rotate(true, Actor.agent("n2"));
            awaitOneAuthorityBut(cluster, former);
            awaitAllNew(cluster, between);

            int soFar = writes.get();
            GrowingCluster.await("more writes", () -> writes.get() > soFar + 20);
            writers.forEach(Thread::interrupt);
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(failures).isEmpty();
            for (String id : before.keySet()) {
                assertThat(keys(cluster, id))
                        .containsExactly(cluster.node(id).state().trust().signing());
            }
        }
    }

    @Test
    void a_change_of_the_authority_ends_although_its_coordinator_is_stopped_in_the_middle()
            throws Exception {
        try (var cluster = trio()) {
            String former = cluster.node("n1").state().trust().signing();
            cluster.lead("n1");
            cluster.governance("n1").rotate(true, Actor.agent("n1"));
            GrowingCluster.await(
                    "two authorities",
                    () -> cluster.node("n2").state().trust().authorities().size() == 2);
            cluster.stop("n1");
            cluster.awaitCoordinator();
            cluster.start("n1");
            awaitOneAuthorityBut(cluster, former);
        }
    }

    @Test
    void a_node_that_was_away_while_the_authority_signed_anew_comes_back_by_itself()
            throws Exception {
        try (var cluster = trio()) {
            String former = cluster.node("n1").state().trust().signing();
            cluster.lead("n1");
            cluster.stop("n3");
            cluster.governance("n1").rotate(true, Actor.agent("n1"));
            GrowingCluster.await(
                    "the others have new certificates",
                    () ->
                            List.of("n1", "n2").stream()
                                    .allMatch(id -> !authorityOf(cluster, id).equals(former)));
            assertThat(cluster.node("n1").state().trust().authorities()).containsKey(former);

            cluster.start("n3");
            awaitOneAuthorityBut(cluster, former);
            cluster.awaitGroup("n1, n2, n3", "");
        }
    }

    private GrowingCluster trio() throws Exception {
        var cluster = new GrowingCluster(dir);
        cluster.join(2);
        cluster.join(3);
        cluster.awaitGroup("n1, n2, n3", "");
        GrowingCluster.await(
                "all voters hold the key and all certificates are known",
                () -> {
                    ClusterState state = cluster.node("n1").state();
                    return state.trust().certificates().size() == 3
                            && List.of("n1", "n2", "n3").stream()
                                    .allMatch(id ->
                                            keys(cluster, id).contains(state.trust().signing()));
                });
        return cluster;
    }

    private static void write(
            GrowingCluster cluster, String id, List<String> failures, AtomicInteger writes) {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            var outcome =
                    cluster.node(id)
                            .writeSetting("label." + id, "v" + i, -1, Duration.ofSeconds(10));
            if (outcome instanceof Outcome.Done<VersionedSetting>) {
                writes.incrementAndGet();
            } else if (!Thread.currentThread().isInterrupted()) {
                failures.add(id + " " + i + " " + outcome);
            }
        }
    }

    private static List<String> keys(GrowingCluster cluster, String id) {
        try {
            return new AuthorityStore(cluster.configOf(id).stateDir().resolve("authorities")).ids();
        } catch (java.io.IOException e) {
            return List.of();
        }
    }

    private static String authorityOf(GrowingCluster cluster, String id) {
        var certificate = cluster.node("n1").state().trust().certificates().get(id);
        return certificate == null ? "" : certificate.authority();
    }

    private static Map<String, BigInteger> serials(GrowingCluster cluster) throws Exception {
        var serials = new TreeMap<String, BigInteger>();
        for (String id : List.of("n1", "n2", "n3")) {
            serials.put(
                    id,
                    Pem.readCertificate(cluster.configOf(id).tls().certificate())
                            .getSerialNumber());
        }
        return serials;
    }

    private static void awaitAllNew(GrowingCluster cluster, Map<String, BigInteger> before) {
        GrowingCluster.await(
                "new certificates",
                () -> {
                    try {
                        var now = serials(cluster);
                        return before.keySet().stream()
                                .noneMatch(
                                        id -> requireNonNull(before.get(id)).equals(now.get(id)));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static void awaitOneAuthorityBut(GrowingCluster cluster, String former) {
        GrowingCluster.await(
                () -> "one authority, found " + cluster.node("n2").state().trust(),
                () -> {
                    var trust = cluster.node("n2").state().trust();
                    return trust.authorities().size() == 1
                            && !trust.authorities().containsKey(former);
                });
    }
}
