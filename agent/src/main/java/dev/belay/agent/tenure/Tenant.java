package dev.belay.agent.tenure;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.AgentVersion;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.ServiceState;
import dev.belay.agent.core.cluster.Workload;
import dev.belay.agent.core.lease.Holder;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.core.service.Outlook;
import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.lease.AddressGuard;
import dev.belay.agent.lease.Gate;
import dev.belay.agent.lease.Guardian;
import dev.belay.agent.lease.HostAddresses;
import dev.belay.agent.lease.LeaseException;
import dev.belay.agent.lease.LeaseLoop;
import dev.belay.agent.lease.SelfKill;
import dev.belay.agent.service.Conductor;
import dev.belay.agent.service.ControlGroups;
import dev.belay.agent.service.LanAddresses;
import dev.belay.agent.service.LastResort;
import dev.belay.agent.service.LeaseStays;
import dev.belay.agent.service.Ports;
import dev.belay.agent.service.Remnants;
import dev.belay.agent.service.ServiceFacts;
import dev.belay.agent.service.ServicePlan;
import dev.belay.agent.service.ServiceResource;
import dev.belay.api.CloudReach;
import dev.belay.api.NodeMode;
import dev.belay.api.ServiceView.State;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.node.Node;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// This node as one that runs services: its lease, what ends them when it falls silent, and who
/// starts and stops them. Begins with the first design that has services; what an agent before left
/// is ended first.
final class Tenant implements AutoCloseable {

    /// Renewals that are further apart than this were kept by any scheduler, six burners beside.
    private static final Duration UNHURRIED = Duration.ofMillis(100);

    private static final int SIGKILL = 9;

    private final AgentConfig config;

    private final Supplier<ClusterState> state;
    private final Designs designs;
    private final OwnProxies proxies;
    private final Consumer<String> log;
    private final long wallMillis;
    private final GuardChoice guarding;
    private final HostWatch watch;
    private final OwnCloud cloud;
    private final OwnReach reach = new OwnReach(this::lookForCloud);
    private volatile @Nullable LeaseLoop loop;
    private volatile @Nullable Conductor conductor;
    private volatile @Nullable Deputies deputies;
    private final Function<RemoteTenant.Lines, LeaseLines> remoteLines;
    private volatile @Nullable Guardian guardian;
    private volatile @Nullable AddressGuard guard;
    private volatile long readyFor = -1;
    private volatile List<String> remnants = List.of();
    private volatile String trouble = "";
    private volatile String groupTrouble = "";
    private volatile @Nullable ControlGroups own;
    private @Nullable HostAddresses host;
    private volatile boolean isLeaving;
    private volatile WantedPlans wantedPlans = WantedPlans.NONE;

    Tenant(
            AgentConfig config,
            Supplier<ClusterState> state,
            Designs designs,
            OwnProxies proxies,
            Function<RemoteTenant.Lines, LeaseLines> remoteLines,
            long wallMillis,
            Consumer<String> log) {
        this.config = config;
        this.state = state;
        this.designs = designs;
        this.proxies = proxies;
        this.remoteLines = remoteLines;
        this.wallMillis = wallMillis;
        this.log = log;
        this.guarding = new GuardChoice(config.addressGuard(), Gate::objection, log);
        this.watch = new HostWatch(config.watchdog(), this::isTurning, log);
        this.cloud = new OwnCloud(this::sight, proxies, log);
    }

    /// Also for who stops other nodes by it.
    OwnCloud cloud() {
        return cloud;
    }

    /// Gets ready for the design in force; blocks. To be called again until {@link #isReady}.
    synchronized void prepare(LeaseLines lines) {
        Workload now = workload();
        if (now.tenancies().isEmpty() || isReady(now)) {
            return;
        }
        try {
            if (loop == null) {
                begin(now, lines);
            }
            LeaseLoop started = loop;
            if (started != null) {
                Design design = design(now);
                buildGuard(design, now, started);
                cloud.warm(now.services().keySet().stream().map(id -> ServicePlan.of(design, id)));
                readyFor = now.designVersion();
                trouble = "";
            }
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Workload workload() {
        return state.get().workload();
    }

    private boolean isReady(Workload now) {
        return loop != null && readyFor == now.designVersion();
    }

    private void begin(Workload now, LeaseLines lines) throws IOException, InterruptedException {
        Path folder = config.stateDir();
        var groups = ControlGroups.of(config.clusterId(), config.node());
        groupTrouble = groups.objection().orElse("");
        own = groups;
        HostAddresses opened = host;
        if (opened == null) {
            opened = HostAddresses.open();
            host = opened;
        }
        guarding.choose();
        var addresses = new LanAddresses(opened, this::lifetimeSeconds);
        Remnants left = Remnants.open(folder);
        var agents = ResourceAgents.install(folder, config.node(), this::proxied, log);
        remnants = left.clean(groups, addresses, agents::of);
        if (!remnants.isEmpty()) {
            return;
        }
        SelfKill death = SelfKill.create();
        long incarnation = Incarnation.next(folder, wallMillis);
        // Last of what may fail: a second one would watch beside it.
        Guardian watching = Guardian.start(folder);
        var stays = new LeaseStays();
        var running =
                new Conductor(
                        new Ports(
                                this::plan,
                                agents::of,
                                cloud::steps,
                                stays,
                                addresses,
                                groups,
                                LastResort.of(watching),
                                left,
                                this::follows,
                                this::isLeftAlone,
                                log,
                                SelfKill::now));
        Terms terms = guarding.own(Terms.of(now.timing(), Tenures.LINGER));
        Holder first = Holder.first(config.node(), incarnation, terms, SelfKill.now());
        var holding =
                new Deputies(
                        id -> workload().remotes().containsKey(id),
                        new RemoteTenant.Home(
                                config.node(),
                                this::workload,
                                this::design,
                                this::wantedPlans,
                                config.remoteKey(),
                                remoteLines,
                                this::isServiceLeftAlone,
                                log),
                        running,
                        stays::tell);
        LeaseLoop started = LeaseLoop.start(first, guarding::own, death, lines, holding, log);
        stays.bind(started);
        lines.bind(LeaseLines.Asker.of(started));
        deputies = holding;
        guardian = watching;
        conductor = running;
        loop = started;
    }

    /// Opens the host's watchdog, unless it is open or none is wanted.
    void keepWatched() {
        watch.keep();
    }

    /// Before there are leases to hold it cleans up after an agent before.
    private boolean isTurning() {
        LeaseLoop now = loop;
        return now == null || now.isTurning();
    }

    private int lifetimeSeconds() {
        LeaseLoop now = loop;
        return now == null ? 0 : guarding.seconds(now.holder().terms());
    }

    private ServicePlan plan(String service) {
        return ServicePlan.of(design(workload()), service);
    }

    /// What programs of services are told of the proxy that the design gives this node for them.
    private SortedMap<String, String> proxied() {
        OwnCloud.Sight now = sight();
        return now.own()
                .flatMap(node -> proxies.of(now.design(), node, ProxyScope.SCRIPTS))
                .map(ProxySettings::environment)
                .orElseGet(Collections::emptySortedMap);
    }

    /// What this node reaches of the cloud; never blocks.
    OwnReach reach() {
        return reach;
    }

    private CloudReach.Node lookForCloud() {
        Workload now = workload();
        Design design = design(now);
        List<CloudReach.Probe> probes = List.of();
        try {
            probes =
                    cloud.reach(
                            now.services().keySet().stream().map(id -> ServicePlan.of(design, id)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            probes = List.of(notTried("this agent is about to end"));
        } catch (RuntimeException e) {
            probes = List.of(notTried("a fault: " + e));
        }
        return new CloudReach.Node(
                config.node(), true, AgentVersion.CURRENT, cloud.proxy(), probes);
    }

    private static CloudReach.Probe notTried(String why) {
        return new CloudReach.Probe("aws", CloudReach.Result.UNKNOWN, why);
    }

    private OwnCloud.Sight sight() {
        Design design = design(workload());
        return new OwnCloud.Sight(
                design,
                state.get().member(config.node()).flatMap(member -> Outlook.drawn(design, member)));
    }

    private Design design(Workload now) {
        return designs.of(now).orElse(Designs.EMPTY);
    }

    /// Whether nothing follows from what is seen of a service here.
    private boolean isLeftAlone(String service) {
        Workload now = workload();
        boolean isNodeAlone = sight().own().filter(Node::maintenance).isPresent();
        return isServiceLeftAlone(service)
                || isNodeAlone
                || now.mode(config.node()) == NodeMode.MAINTENANCE;
    }

    private boolean isServiceLeftAlone(String service) {
        return design(workload())
                .find(new ThingId(service), Service.class)
                .filter(Service::maintenance)
                .isPresent();
    }

    /// The stay before was somewhere, and over for certain: nobody else can have come by its
    /// addresses, and asking would only make the outage longer.
    private boolean follows(String service) {
        ServiceState known = workload().services().get(service);
        return known != null && known.stays().size() > 1 && !known.stays().get(1).node().isEmpty();
    }

    private static boolean hasAddresses(Design design, Workload now) {
        return now.services().keySet().stream()
                .flatMap(id -> ServicePlan.of(design, id).resources().stream())
                .anyMatch(ServiceResource.Address.class::isInstance);
    }

    /// Only who has addresses to guard touches the host's rules.
    private void buildGuard(Design design, Workload now, LeaseLoop started) {
        if (guard != null || !hasAddresses(design, now)) {
            return;
        }
        if (config.listenHost().startsWith("127.")) {
            started.goWithout(
                    "virtual IPs need a network of this node's own, found an agent that listens at '"
                            + config.listenHost()
                            + "': use a lab with --netns, or real hosts");
            return;
        }
        Optional<String> objection =
                guarding.objection(Terms.of(now.timing(), Tenures.LINGER), now.timing().name());
        if (objection.isPresent()) {
            started.goWithout(objection.get());
            return;
        }
        try {
            AddressGuard built = guarding.build();
            guard = built;
            started.guardBy(built);
        } catch (LeaseException e) {
            started.goWithout(String.valueOf(e.getMessage()));
        }
    }

    /// What this node says of itself with each question; never blocks for long.
    Message.Facts facts() {
        Set<String> active = new TreeSet<>();
        Set<String> outdated = new TreeSet<>();
        Set<String> unstarted = new TreeSet<>();
        WantedPlans wanted = wantedPlans();
        Conductor running = conductor;
        if (running != null) {
            Map<String, ServicePlan> begun = running.begun();
            running.facts()
                    .forEach((id, one) -> {
                        if (one.phase() == State.ACTIVE) {
                            active.add(id);
                            if (wanted.isOutdated(id, begun.get(id))) {
                                outdated.add(id);
                            }
                        }
                        if (one.hasNeverStarted()) {
                            unstarted.add(id);
                        }
                    });
        }
        return new Message.Facts(
                active, outdated, unstarted, isLeaving, hindrance(), wanted.version());
    }

    /// Read once for each version of the design.
    private WantedPlans wantedPlans() {
        Workload now = workload();
        WantedPlans known = wantedPlans;
        if (known.version() != now.designVersion()) {
            known =
                    designs.of(now)
                            .map(design -> WantedPlans.of(now, design))
                            .orElse(WantedPlans.NONE);
            wantedPlans = known;
        }
        return known;
    }

    /// Why it runs nothing at all.
    String hindrance() {
        Workload now = workload();
        if (!remnants.isEmpty()) {
            return "what an agent before began could not be ended: " + String.join("; ", remnants);
        }
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (!watch.trouble().isEmpty()) {
            return watch.trouble();
        }
        if (now.services().isEmpty()) {
            return "";
        }
        LeaseLoop started = loop;
        // Who is ready once goes on while the next design is looked at: nothing has to leave for
        // it.
        boolean lacksGuard =
                readyFor != now.designVersion() && guard == null && hasAddresses(design(now), now);
        if (started == null || readyFor < 0 || lacksGuard) {
            return "it is getting ready for the design in force";
        }
        return isHasty(now.timing()) && !started.unhurried().isEmpty()
                ? "the timing profile '"
                        + now.timing().name()
                        + "' needs real-time scheduling, or a busy node loses its leases for"
                        + " nothing: "
                        + started.unhurried()
                        + "; or take the profile 'default'"
                : "";
    }

    /// Whether a busy host loses leases with these times, unless threads are scheduled in real
    /// time.
    static boolean isHasty(TimingProfile timing) {
        return timing.renew().compareTo(UNHURRIED) < 0;
    }

    /// What ends its services should it fall silent, the strongest first.
    List<String> deadMen() {
        List<String> all = new ArrayList<>();
        if (loop == null) {
            return all;
        }
        AddressGuard built = guard;
        if (built != null) {
            all.add(built.name());
        }
        all.add("self-kill");
        if (guardian != null && guardian.isAlive()) {
            all.add("guardian");
        }
        if (watch.isWatching()) {
            all.add("watchdog");
        }
        if (groupTrouble.isEmpty()) {
            all.add("control-groups");
        }
        return all;
    }

    /// What is shown of the remote nodes that this member speaks for.
    Map<String, NodeSight> remoteSights() {
        Deputies now = deputies;
        return now == null ? Map.of() : now.sights();
    }

    /// The log has gone on.
    void changed() {
        Deputies now = deputies;
        if (now != null) {
            now.changed();
        }
    }

    Map<String, ServiceFacts> services() {
        Conductor running = conductor;
        return running == null ? Map.of() : new TreeMap<>(running.facts());
    }

    /// How long each held service may go on without another renewal.
    Map<String, Long> marginMillis() {
        LeaseLoop now = loop;
        if (now == null) {
            return Map.of();
        }
        Holder holder = now.holder();
        long left = holder.endsAt() - SelfKill.now();
        Map<String, Long> margins = new HashMap<>();
        holder.held().keySet().forEach(id -> margins.put(id, Math.max(0, left / 1_000_000)));
        return margins;
    }

    /// Whether this start of the agent is that one, or one before it.
    boolean isOfOrBefore(long incarnation) {
        LeaseLoop now = loop;
        return now != null && now.holder().incarnation() <= incarnation;
    }

    /// Ends this agent at once, as a stopped node would: its guardian ends what it ran, and its
    /// next start is another incarnation.
    void die() {
        try {
            Posix.kill((int) ProcessHandle.current().pid(), SIGKILL);
        } catch (PosixException e) {
            throw new IllegalStateException("a process may end itself", e);
        }
    }

    void nudged() {
        LeaseLoop now = loop;
        if (now != null) {
            now.tell(new HolderInput.Nudged(SelfKill.now()));
        }
        Deputies holding = deputies;
        if (holding != null) {
            holding.nudged();
        }
    }

    /// Stops again what did not stop.
    void stopAgain(String service) {
        Conductor running = conductor;
        if (running != null) {
            running.retryStop(service);
        }
        Deputies holding = deputies;
        if (holding != null) {
            holding.stopAgain(service);
        }
    }

    /// Gives all services away, and waits until they are gone.
    ///
    /// @return whether they are
    boolean leave(Duration atMost) throws InterruptedException {
        LeaseLoop now = loop;
        if (now == null) {
            return true;
        }
        isLeaving = true;
        nudged();
        long end = System.nanoTime() + atMost.toNanos();
        while (!now.holder().held().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        return now.holder().held().isEmpty();
    }

    @Override
    public synchronized void close() {
        Conductor running = conductor;
        LeaseLoop now = loop;
        if (running != null) {
            running.close();
        }
        Deputies holding = deputies;
        if (holding != null) {
            holding.close();
        }
        boolean isClear = remnants.isEmpty() && (now == null || now.holder().held().isEmpty());
        watch.end(isClear);
        cloud.close();
        if (now == null) {
            return;
        }
        now.close();
        Guardian watching = guardian;
        if (watching != null && isClear) {
            watching.close();
        }
        AddressGuard built = guard;
        if (built != null && isClear) {
            built.close();
        }
        ControlGroups groups = own;
        if (groups != null) {
            groups.leave();
        }
        HostAddresses opened = host;
        if (opened != null && isClear) {
            opened.close();
        }
    }
}
