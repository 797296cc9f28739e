package dev.belay.agent.lab;

import dev.belay.agent.cloud.MotoServer;
import dev.belay.api.DesignText;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.drill.ClientCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Three agents on real hosts before a cloud, which is an API server of AWS that we did not write;
/// the AWS CLI sees its state. Their design has one service.
final class CloudLab implements AutoCloseable {

    final TestLab lab;
    final MotoServer moto;
    private final List<ApiClient> ways = new ArrayList<>();

    CloudLab(TestLab lab, MotoServer moto) throws LabException {
        this.lab = lab;
        this.moto = moto;
        for (LabNode node : lab.description.nodes()) {
            ways.add(lab.api(node.id()));
        }
    }

    /// Agents have the way to the cloud as the SDK's own settings say it.
    static CloudLab start() throws Exception {
        TestLab lab = TestLab.start(true, 3);
        try {
            InetAddress here;
            try (var socket = new Socket(lab.node("node-1").address(), 22)) {
                here = socket.getLocalAddress();
            }
            var cloud = new CloudLab(lab, MotoServer.start(here));
            for (LabNode node : lab.description.nodes()) {
                cloud.configure(node.id());
            }
            return cloud;
        } catch (Exception | Error e) {
            lab.close();
            throw e;
        }
    }

    /// In a home of this host alone.
    private void configure(String node) throws Exception {
        lab.run(
                node,
                """
                set -e
                home=${HOME:-/root}
                mkdir -p /run/.home/upper /run/.home/work
                mount -t overlay overlay -o lowerdir=$home,upperdir=/run/.home/upper,workdir=/run/.home/work $home
                mkdir -p $home/.aws
                printf '[default]\\nendpoint_url = %s\\n' > $home/.aws/config
                printf '[default]\\naws_access_key_id = test\\naws_secret_access_key = test\\n' > $home/.aws/credentials
                """
                        .formatted(moto.endpoint()));
    }

    List<ApiClient> ways() {
        return List.copyOf(ways);
    }

    /// What the AWS CLI says.
    ///
    /// @param query what of the answer is wanted
    String ec2(String query, String... arguments) throws Exception {
        var all = new ArrayList<>(List.of("ec2"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--query", query));
        return moto.cli(all.toArray(String[]::new));
    }

    /// Puts a design in force.
    ///
    /// @param fences whether the coordinator has a lost node stopped by itself
    /// @param more what it says of a node beside its role and its address; ends with a comma, or is
    ///   empty
    /// @param rest all but the cluster and its nodes
    void apply(boolean fences, Function<LabNode, String> more, String rest) throws Exception {
        var nodes = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            nodes.add(
                    """
                    { %s "id": "%s", "name": "%s", "role": "%s", "address": "%s" }
                    """
                            .formatted(
                                    more.apply(node),
                                    node.id(),
                                    node.id(),
                                    node.id().equals("node-1") ? "admin" : "worker",
                                    node.address()));
        }
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" }, "fencing": %s },
                  "nodes": [ %s ],
                  %s }
                """
                        .formatted(fences, String.join(",", nodes), rest);
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    /// Blocks until the service is as wanted, as the first agent says that answers.
    ServiceView await(String what, Predicate<ServiceView> wanted) throws Exception {
        var seen = new ArrayList<ServiceView>();
        TestLab.await(
                what,
                () -> seen,
                () -> {
                    seen.clear();
                    seen.addAll(new ClientCluster(ways).services().services());
                    return seen.stream().anyMatch(wanted);
                });
        return seen.getFirst();
    }

    ServiceView awaitActive(Predicate<String> node) throws Exception {
        return await("active", one -> one.state() == State.ACTIVE && node.test(one.node()));
    }

    /// Puts right what a test before left, however that one ended: agents are well, what a person
    /// ordered and what failed count no more, and the service runs where it is to be. On a busy
    /// machine a lease may be lost meanwhile, too: that is cleared as well.
    ServiceView settle() throws Exception {
        settleAgents();
        var seen = new ArrayList<ServiceView>();
        TestLab.await(
                "the service runs where it is to be",
                () -> seen,
                () -> {
                    seen.clear();
                    if (!areWell()) {
                        return false;
                    }
                    seen.addAll(lab.api("node-1").services().services());
                    for (ServiceView one : seen) {
                        if (isRemembered(one)) {
                            lab.api("node-1").clearService(one.id());
                        }
                    }
                    return seen.stream().anyMatch(CloudLab::isSettled);
                });
        return seen.getFirst();
    }

    private static boolean isRemembered(ServiceView service) {
        return !(service.movedTo().isEmpty()
                && service.movedFrom().isEmpty()
                && service.failures().isEmpty());
    }

    private static boolean isSettled(ServiceView service) {
        return service.state() == State.ACTIVE
                && service.node().equals(service.placedOn())
                && !service.outdated()
                && !isRemembered(service)
                && service.resources().stream()
                        .allMatch(one -> one.state() == ResourceState.RUNNING);
    }

    /// Starts agents that ended; blocks until all can run services and know the same coordinator.
    void settleAgents() throws Exception {
        TestLab.await("all agents are well", this::areWell);
    }

    private boolean areWell() throws LabException, AgentException {
        for (LabState.NodeView node : lab.state().nodes()) {
            if (node.life() == LabState.Life.DOWN) {
                lab.order(LabOrder.Verb.START, node.id());
            }
        }
        var views = new ArrayList<ServicesView>();
        for (ApiClient way : ways) {
            views.add(way.services());
        }
        return agree(views);
    }

    private static boolean agree(List<ServicesView> views) {
        Set<String> coordinators = new HashSet<>();
        for (ServicesView view : views) {
            coordinators.add(view.coordinator());
            if (!view.hosts().stream()
                    .allMatch(host -> host.answered() && host.hindrance().isEmpty())) {
                return false;
            }
        }
        return coordinators.size() == 1 && !coordinators.contains("");
    }

    @Override
    public void close() throws IOException, LabException {
        moto.close();
        lab.close();
    }
}
