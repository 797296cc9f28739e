package dev.belay.app.enroll;

import dev.belay.api.AdminPrepare;
import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.api.KeysReset;
import dev.belay.api.MemberRemoval;
import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import dev.belay.api.NodeStanding.Stage;
import dev.belay.api.TrustView;
import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.wizard.Deed;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hosts that were written down: they answer as agents would, and nothing leaves this program. For
/// tests, pictures and rehearsals.
public final class EnrollFixture implements Ways {
    /// What every token of the fixture holds, so that a test can look for it.
    public static final String CANARY = "6f1d0c1e-7b52-4c0e-9a41-d2c3b8e5f704";

    private final Supplier<Instant> now;
    private final Map<String, Host> hosts = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, ApiError> refusals = new HashMap<>();
    private final Map<String, AgentException.Kind> kinds = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private EnrollmentView.@Nullable Open open;
    private String cluster = "";
    private String admin = "";
    private int opened;

    /// One host.
    private static final class Host {
        private final String name;
        private boolean agent = true;
        private Stage stage = Stage.SINGLE;
        private @Nullable Instant keysAt;
        private boolean wasAdmin;
        private String hostName;

        Host(String name) {
            this.name = name;
            this.hostName = name + ".example.com";
        }
    }

    public EnrollFixture(Supplier<Instant> now) {
        this.now = now;
    }

    /// A host with an agent in no cluster.
    public synchronized SavedConnection host(String name, boolean agent, boolean keys) {
        Host host = new Host(name);
        host.agent = agent;
        host.keysAt = keys ? now.get().minus(Duration.ofMinutes(4)) : null;
        hosts.put(name, host);
        SavedConnection plain = SavedConnection.of(name, List.of(name + ".example.com"));
        return new SavedConnection(
                "way-" + name, name, false, "admin", 0, "", "", "", plain.nodes());
    }

    /// A host that is a member of a cluster already.
    public synchronized void member(String name, String clusterId, boolean isAdmin) {
        Host host = hosts.computeIfAbsent(name, Host::new);
        host.stage = isAdmin ? Stage.ADMIN : Stage.WORKER;
        host.keysAt = now.get().minus(Duration.ofDays(9));
        cluster = clusterId;
        if (isAdmin) {
            admin = name;
        }
    }

    /// A former admin that was not reset.
    public synchronized void formerAdmin(String name) {
        hosts.computeIfAbsent(name, Host::new).wasAdmin = true;
    }

    /// The next call whose line begins so is refused, or its answer never comes.
    public synchronized void refuse(String call, AgentException.Kind kind, ApiError error) {
        refusals.put(call, error);
        kinds.put(call, kind);
    }

    /// Someone comes, right or wrong.
    public synchronized void arrives(Candidate candidate) {
        candidates.removeIf(one -> one.node().equals(candidate.node()));
        candidates.add(candidate);
    }

    /// Every call that changes something, in its order.
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public NodePort single(SavedConnection way) {
        return new Port(way.name());
    }

    @Override
    public NodePort member(LiveNode node) {
        return new Port(node.id());
    }

    @Override
    public AgentInstaller installer(SavedConnection way) {
        return new Installer(shortName(way.nodes().getFirst().address()));
    }

    @Override
    public void forget(SavedConnection way) {}

    private static String shortName(String address) {
        return address.replaceAll("^.*@", "").replaceAll("[.:].*", "");
    }

    private synchronized void did(String call) throws AgentException {
        calls.add(call);
        for (Map.Entry<String, ApiError> one : new LinkedHashMap<>(refusals).entrySet()) {
            if (call.startsWith(one.getKey())) {
                refusals.remove(one.getKey());
                throw new AgentException(
                        kinds.getOrDefault(one.getKey(), AgentException.Kind.REFUSED),
                        one.getValue(),
                        null);
            }
        }
    }

    private synchronized Host at(String name) throws AgentException {
        Host host = hosts.computeIfAbsent(name, Host::new);
        if (!host.agent) {
            throw new AgentException(
                    AgentException.Kind.UNREACHABLE,
                    new ApiError(
                            "ssh-socket-missing",
                            "the agent's socket on " + name,
                            "no such socket",
                            "install the agent there"),
                    null);
        }
        return host;
    }

    private EnrollmentView view() {
        return new EnrollmentView(open, candidates);
    }

    private final class Port implements NodePort {
        private final String name;

        Port(String name) {
            this.name = name;
        }

        @Override
        public NodeStanding standing() throws AgentException {
            synchronized (EnrollFixture.this) {
                Host host = at(name);
                boolean in = host.stage == Stage.ADMIN || host.stage == Stage.WORKER;
                return new NodeStanding(
                        host.stage,
                        host.name,
                        host.hostName,
                        host.hostName,
                        7001,
                        "0.1.0",
                        now.get(),
                        host.keysAt,
                        host.keysAt == null
                                ? ""
                                : "SHA256:" + Integer.toHexString(host.name.hashCode()) + "Qm5",
                        in ? cluster : "",
                        in ? admin : "",
                        host.wasAdmin,
                        List.of());
            }
        }

        @Override
        public KeysReset resetKeys() throws AgentException {
            synchronized (EnrollFixture.this) {
                did("keys " + name);
                Host host = at(name);
                if (host.stage != Stage.SINGLE) {
                    throw Expected.refused(
                            "ha-already-set-up",
                            "a node in no cluster",
                            "a member of '" + cluster + "'",
                            "rotate its key, or take it out of the cluster first");
                }
                host.keysAt = now.get();
                return new KeysReset(name, now.get(), standing().keyFingerprint());
            }
        }

        @Override
        public TrustView trust() throws AgentException {
            synchronized (EnrollFixture.this) {
                at(name);
                List<TrustView.Certificate> certificates =
                        hosts.values().stream()
                                .filter(one ->
                                        one.stage == Stage.ADMIN || one.stage == Stage.WORKER)
                                .map(one ->
                                        new TrustView.Certificate(
                                                one.name,
                                                "5f:" + Math.abs(one.name.hashCode() % 90 + 9),
                                                "SHA256:" + one.name,
                                                "1pQv",
                                                now.get().minus(Duration.ofDays(9)),
                                                now.get().plus(Duration.ofDays(81)),
                                                now.get().plus(Duration.ofDays(51))))
                                .sorted((a, b) -> a.node().compareTo(b.node()))
                                .toList();
                return new TrustView(List.of(), "1pQv", certificates, List.of());
            }
        }

        @Override
        public EnrollmentOpened prepareAdmin(AdminPrepare prepare) throws AgentException {
            synchronized (EnrollFixture.this) {
                did("prepare " + name);
                Host host = at(name);
                String founded = prepare.clusterName();
                if (founded != null) {
                    cluster = founded;
                }
                host.stage = Stage.ADMIN;
                admin = name;
                Long ttl = prepare.ttlMillis();
                opened++;
                open =
                        new EnrollmentView.Open(
                                "e-" + opened,
                                now.get().plusMillis(ttl == null ? 900_000 : ttl),
                                prepare.workers(),
                                (int)
                                        candidates.stream()
                                                .filter(one -> one.step() == Step.VERIFIED)
                                                .count(),
                                "kaito");
                return new EnrollmentOpened(
                        "e-" + opened,
                        host.hostName
                                + ":"
                                + CANARY
                                + ":pin-sha256:hT4vQmZk8s1Yw0u6RzqE2cVb7nLx3JdPfGaKtIoXw8=",
                        view());
            }
        }

        @Override
        public EnrollmentView enrollment() throws AgentException {
            synchronized (EnrollFixture.this) {
                at(name);
                EnrollmentView before = view();
                advance();
                return before;
            }
        }

        @Override
        public EnrollmentView endEnrollment() throws AgentException {
            synchronized (EnrollFixture.this) {
                did("end " + name);
                open = null;
                return view();
            }
        }

        @Override
        public WorkerPrepared prepareWorker(WorkerPrepare prepare) throws AgentException {
            synchronized (EnrollFixture.this) {
                did("join " + name);
                Host host = at(name);
                EnrollmentView.Open now1 = open;
                if (now1 == null || !prepare.token().contains(CANARY)) {
                    throw Expected.refused(
                            "token-unknown", "a token of this cluster", "another", "copy it again");
                }
                if (host.keysAt == null) {
                    ApiError error =
                            new ApiError(
                                    "keys-not-reset",
                                    "keys made for enrollment",
                                    "its keys were not reset",
                                    "reset its keys, then paste again");
                    arrives(candidate(host, Step.REFUSED, error));
                    throw AgentException.refused(error);
                }
                host.stage = Stage.WORKER;
                open =
                        new EnrollmentView.Open(
                                now1.id(),
                                now1.expiresAt(),
                                now1.uses(),
                                now1.used() + 1,
                                now1.openedBy());
                arrives(candidate(host, Step.CONNECTED, null));
                return new WorkerPrepared(name, cluster, cluster, admin);
            }
        }

        @Override
        public NodeStanding removeMember(String node, MemberRemoval removal) throws AgentException {
            synchronized (EnrollFixture.this) {
                did("remove " + node);
                hosts.computeIfAbsent(node, Host::new).stage =
                        removal.then() == MemberRemoval.Afterwards.WIPE
                                ? Stage.SINGLE
                                : Stage.REMOVED;
                return new Port(node).standing();
            }
        }

        @Override
        public NodeStanding nominate(String node) throws AgentException {
            synchronized (EnrollFixture.this) {
                did("nominate " + node);
                hosts.values().stream()
                        .filter(one -> one.stage == Stage.ADMIN)
                        .forEach(one -> one.stage = Stage.WORKER);
                at(node).stage = Stage.ADMIN;
                admin = node;
                return new Port(node).standing();
            }
        }

        @Override
        public NodeStanding resetNode(MemberRemoval removal) throws AgentException {
            synchronized (EnrollFixture.this) {
                did("reset " + name);
                Host host = at(name);
                host.stage = Stage.SINGLE;
                host.keysAt = null;
                host.wasAdmin = false;
                return standing();
            }
        }

        @Override
        public NodeStanding renameNode(NodeRename rename) throws AgentException {
            synchronized (EnrollFixture.this) {
                did("rename " + name);
                at(name).hostName = rename.name();
                return standing();
            }
        }
    }

    private Candidate candidate(Host host, Step step, @Nullable ApiError refusal) {
        return new Candidate(
                host.name,
                host.hostName,
                host.hostName,
                step,
                now.get(),
                refusal,
                step == Step.CONFIG ? 1_800_000 : 0,
                4_200_000);
    }

    /// Everybody who was not refused is one step further at the next question.
    private void advance() {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate one = candidates.get(i);
            Host host = hosts.get(one.node());
            if (host != null && one.step().compareTo(Step.VERIFIED) < 0) {
                candidates.set(i, candidate(host, after(one.step()), null));
            }
        }
    }

    private static Step after(Step step) {
        return switch (step) {
            case CONNECTED -> Step.AUTHORIZED;
            case AUTHORIZED -> Step.KEYS;
            case KEYS -> Step.CONFIG;
            case CONFIG, VERIFIED -> Step.VERIFIED;
            case REFUSED -> Step.REFUSED;
        };
    }

    private final class Installer implements AgentInstaller {
        private final String name;

        Installer(String name) {
            this.name = name;
        }

        @Override
        public String reach() {
            return "admin@" + name + ".example.com:22 · key 'kaito@admin-pc' of the ssh-agent";
        }

        @Override
        public HostFacts look() throws AgentException {
            synchronized (EnrollFixture.this) {
                Host host = hosts.computeIfAbsent(name, Host::new);
                boolean bare = name.startsWith("bare");
                return new HostFacts(
                        "Linux",
                        "x86_64",
                        bare ? "" : "/usr/lib/jvm/java-25/bin/java",
                        true,
                        true,
                        "admin",
                        host.agent ? "0.1.0" : "",
                        18_000);
            }
        }

        @Override
        public void upload(Deed.Log log) throws AgentException {
            did("upload " + name);
            log.say(name, InstallPlaces.HOST.home() + "/lib/belay-agent-0.1.0.jar");
        }

        @Override
        public void configure(Deed.Log log) throws AgentException {
            did("configure " + name);
            log.say(name, InstallPlaces.HOST.config());
        }

        @Override
        public void start(Deed.Log log) throws AgentException {
            did("start " + name);
            synchronized (EnrollFixture.this) {
                hosts.computeIfAbsent(name, Host::new).agent = true;
            }
            log.say(name, InstallPlaces.HOST.unit());
        }

        @Override
        public NodeStanding await(Deed.Log log) throws AgentException {
            NodeStanding standing = new Port(name).standing();
            log.say(name, "belayd " + standing.agentVersion());
            return standing;
        }

        @Override
        public void remove(Deed.Log log) throws AgentException {
            did("uninstall " + name);
            synchronized (EnrollFixture.this) {
                hosts.computeIfAbsent(name, Host::new).agent = false;
            }
        }
    }
}
