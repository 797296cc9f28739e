package dev.belay.agent.lab;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.AgentConfigFile;
import dev.belay.agent.enroll.AuthorityStore;
import dev.belay.agent.enroll.ClusterAuthority;
import dev.belay.agent.join.StateFile;
import dev.belay.agent.service.ControlGroups;
import dev.belay.api.LabDescription;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Brings a lab up, carries orders out on the one thread that the lab's processes are tied to, and
/// takes everything down.
final class Supervisor {

    private static final Logger LOG = Logger.getLogger(Supervisor.class.getName());

    /// Whoever asked and does not read is not waited for.
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private record Pending(LabOrder order, CompletableFuture<LabReply> reply) {}

    private final LabFolder folder;
    private final Fabric fabric;
    private final String clusterId;
    private final Consumer<LabProgress> progress;
    private final BlockingQueue<Pending> orders = new LinkedBlockingQueue<>();
    private final Map<String, SshIdentity> identities = new HashMap<>();
    private List<AgentPlace> places = List.of();
    private @Nullable LabDescription description;
    private @Nullable ControlServer control;
    private boolean down;

    /// @param clusterId empty for nodes in no cluster
    Supervisor(LabFolder folder, Fabric fabric, String clusterId, Consumer<LabProgress> progress) {
        this.folder = folder;
        this.fabric = fabric;
        this.clusterId = clusterId;
        this.progress = progress;
    }

    /// Blocks until all agents have joined.
    void up(int nodes) throws LabException, IOException, InterruptedException {
        progress.accept(LabProgress.step("addresses"));
        places = fabric.open(nodes);
        if (isBare()) {
            configureBare();
        } else {
            progress.accept(LabProgress.step("certificates", clusterId));
            configure();
        }
        for (AgentPlace place : places) {
            progress.accept(LabProgress.step("agent", place.id(), place.host()));
            fabric.startHost(place.id());
            fabric.startAgent(place.id());
        }
        startSsh();
        progress.accept(LabProgress.step(isBare() ? "answering" : "joining"));
        Joining.await(fabric, places, isBare());
        LabDescription told = describe();
        description = told;
        folder.describe(told);
        control = new ControlServer(folder.controlSocket(), this::carryOut);
    }

    private boolean isBare() {
        return clusterId.isEmpty();
    }

    private void configureBare() throws IOException {
        for (AgentPlace place : places) {
            Files.createDirectories(place.folder());
            Path stateDir = place.folder().resolve("state");
            installFenceAgent(place.folder().resolve("state").resolve("fence-agents"));
            AgentConfigFile.write(
                    config(place, "", "", List.of(), AgentConfig.Tls.below(stateDir)),
                    place.configFile());
        }
    }

    private AgentConfig config(
            AgentPlace place, String node, String name, List<Member> members, AgentConfig.Tls tls) {
        boolean ownName = fabric.kind() == LabDescription.Kind.NETNS;
        return new AgentConfig(
                clusterId,
                name,
                node,
                members,
                place.folder().resolve("state"),
                place.socket(),
                place.listenHost(),
                place.listenPort(),
                tls,
                place.metricsHost(),
                9464,
                new AgentConfig.Groups("belay", "belay-operator", "belay-admin"),
                new AgentConfig.Enrolling(
                        ownName ? "" : place.id(),
                        place.zone(),
                        place.enrollPort(),
                        place.host(),
                        place.port()),
                AgentConfig.AddressGuarding.AUTO,
                AgentConfig.WatchedBy.NOBODY,
                place.folder().resolveSibling("authkey"));
    }

    private void configure() throws IOException {
        ClusterAuthority authority = ClusterAuthority.create(clusterId);
        List<Member> members = new ArrayList<>();
        for (AgentPlace place : places) {
            members.add(
                    new Member(
                            place.id(),
                            place.id(),
                            place.zone(),
                            members.size() < LabStart.MOST_VOTERS
                                    ? MemberRole.VOTER
                                    : MemberRole.LEARNER,
                            members.isEmpty(),
                            place.host(),
                            place.port()));
        }
        for (AgentPlace place : places) {
            Files.createDirectories(place.folder());
            AgentConfig.Tls tls =
                    authority.issue(place.id()).writeTo(place.folder().resolve("tls"));
            installFenceAgent(place.folder().resolve("state").resolve("fence-agents"));
            // Each voter can take nodes in, should it be the admin.
            new AuthorityStore(place.folder().resolve("state").resolve("authorities"))
                    .put(authority);
            AgentConfigFile.write(
                    config(place, place.id(), "Lab", members, tls), place.configFile());
        }
    }

    /// A fence device that is as real as the hosts of the lab are.
    private void installFenceAgent(Path agents) throws IOException {
        StateFile.makeFolder(agents);
        try (InputStream in = Supervisor.class.getResourceAsStream("fence_lab")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Path file = agents.resolve("fence_lab");
            Files.writeString(file, text.replace("@SOCKET@", folder.controlSocket().toString()));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void startSsh() throws LabException, IOException, InterruptedException {
        progress.accept(LabProgress.step("ssh"));
        KeyPair user = SshKeys.generate();
        SshKeys.writePrivate(user, "belay lab", folder.keyFile());
        var known = new StringBuilder();
        for (AgentPlace place : places) {
            KeyPair host = SshKeys.generate();
            known.append(SshKeys.knownHost(place.host(), fabric.sshPort(), host));
            var identity = new SshIdentity(host, user);
            identities.put(place.id(), identity);
            fabric.startSsh(place.id(), identity);
        }
        Files.writeString(folder.knownHostsFile(), known);
    }

    private LabDescription describe() {
        return new LabDescription(
                LabDescription.VERSION,
                clusterId,
                "Lab",
                fabric.kind(),
                ProcessHandle.current().pid(),
                Instant.now(),
                folder.path().toString(),
                fabric.user(),
                folder.keyFile().toString(),
                folder.knownHostsFile().toString(),
                places.stream()
                        .map(place ->
                                new LabDescription.LabNode(
                                        place.id(),
                                        place.zone(),
                                        place.host(),
                                        fabric.sshPort(),
                                        place.socket().toString()))
                        .toList());
    }

    /// Called on the thread of whoever gave the order; the work is done by {@link #serve}.
    private LabReply carryOut(LabOrder order) {
        var pending = new Pending(order, new CompletableFuture<>());
        orders.add(pending);
        LabReply reply = pending.reply().join();
        if (order.verb() != LabOrder.Verb.START || reply.errorCode() != null) {
            return reply;
        }
        // A start takes seconds: other orders need not wait for it.
        try {
            Joining.await(fabric, List.of(place(order.node())), isBare());
            return carryOut(LabOrder.of(LabOrder.Verb.STATUS));
        } catch (LabException e) {
            return LabReply.refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LabReply.refused(new LabException("interrupted"));
        }
    }

    /// Carries orders out until one says that the lab goes down. Blocks.
    void serve() throws IOException, InterruptedException {
        while (true) {
            Pending next = orders.take();
            try {
                if (next.order().verb() == LabOrder.Verb.DOWN) {
                    goDown(next);
                    return;
                }
                obey(next.order());
                next.reply().complete(LabReply.done(state()));
            } catch (LabException e) {
                next.reply().complete(LabReply.refused(e));
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "the order " + next.order() + " failed", e);
                next.reply().complete(LabReply.refused(new LabException("failed", e.toString())));
            }
        }
    }

    /// Returns when whoever gave the order has the answer: the process ends right afterwards.
    private void goDown(Pending order) throws InterruptedException {
        LabState last = state();
        LabReply reply;
        try {
            down();
            reply = LabReply.done(last);
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "the lab did not go down in order", e);
            reply = LabReply.refused(new LabException("failed", e.toString()));
        }
        order.reply().complete(reply);
        for (Pending late = orders.poll(); late != null; late = orders.poll()) {
            late.reply()
                    .complete(LabReply.refused(new LabException("gone", folder.path().toString())));
        }
        if (control != null) {
            control.awaitAnswered(LAST_ANSWERS);
        }
    }

    private void obey(LabOrder order) throws LabException, IOException, InterruptedException {
        switch (order.verb()) {
            case STATUS, DOWN -> {}
            case START -> start(place(order.node()).id());
            case STOP -> fabric.stop(living(order.node()));
            case KILL -> {
                boolean isHostThere =
                        order.option() && fabric.view(place(order.node()).id()).hostPid() != 0;
                fabric.kill(isHostThere ? order.node() : living(order.node()), order.option());
            }
            case PAUSE -> fabric.pause(living(order.node()), order.option());
            case RESUME -> fabric.resume(living(order.node()));
            case CUT -> {
                String from = place(order.node()).id();
                String to = place(order.other()).id();
                if (from.equals(to)) {
                    throw new LabException("cut.same", from);
                }
                fabric.cut(from, to);
                if (!order.option()) {
                    fabric.cut(to, from);
                }
            }
            case HEAL -> {
                for (String named : List.of(order.node(), order.other())) {
                    if (!named.isEmpty()) {
                        place(named);
                    }
                }
                for (LabState.Cut cut : fabric.cuts()) {
                    if (concerns(order, cut)) {
                        fabric.heal(cut.from(), cut.to());
                    }
                }
            }
        }
    }

    private static boolean concerns(LabOrder order, LabState.Cut cut) {
        if (order.node().isEmpty()) {
            return true;
        }
        List<String> named =
                order.other().isEmpty()
                        ? List.of(order.node())
                        : List.of(order.node(), order.other());
        return List.of(cut.from(), cut.to()).containsAll(named);
    }

    private void start(String node) throws LabException, IOException, InterruptedException {
        if (fabric.view(node).life() != LabState.Life.DOWN) {
            throw new LabException("node.runs", node);
        }
        fabric.startHost(node);
        fabric.startAgent(node);
        fabric.startSsh(node, Objects.requireNonNull(identities.get(node)));
    }

    private AgentPlace place(String node) throws LabException {
        for (AgentPlace place : places) {
            if (place.id().equals(node)) {
                return place;
            }
        }
        throw new LabException("node.unknown", node, places.getFirst().id(), places.getLast().id());
    }

    private String living(String node) throws LabException {
        String id = place(node).id();
        if (fabric.view(id).life() == LabState.Life.DOWN) {
            throw new LabException("node.down", id);
        }
        return id;
    }

    private LabState state() {
        return new LabState(
                Objects.requireNonNull(description),
                places.stream().map(place -> fabric.view(place.id())).toList(),
                fabric.cuts());
    }

    /// Ends everything and removes the folder; may be called more than once and from any thread.
    synchronized void down() throws IOException, InterruptedException {
        if (down) {
            return;
        }
        down = true;
        if (control != null) {
            control.close();
        }
        fabric.end();
        if (!clusterId.isEmpty()) {
            ControlGroups.sweep(clusterId);
        }
        folder.remove();
    }
}
