package dev.belay.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.lease.Grant;
import dev.belay.agent.core.lease.Holder;
import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.lease.Gate;
import dev.belay.agent.lease.Guardian;
import dev.belay.agent.lease.HostAddresses;
import dev.belay.agent.lease.LeaseLoop;
import dev.belay.agent.lease.NetHosts;
import dev.belay.agent.lease.SelfKill;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Scripts;
import dev.belay.agent.resource.ClusterTools;
import dev.belay.agent.resource.OcfAgents;
import dev.belay.agent.resource.ResourceAgent;
import dev.belay.agent.resource.ScriptResource;
import dev.belay.api.ServiceView.State;
import dev.belay.model.plan.Form;
import dev.belay.model.service.Operations;
import dev.belay.model.value.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A service of a virtual IP and an agent that leaves a daemon, by a real lease loop on a real
/// host: real addresses, gate, guardian and control group.
@Tag("netns")
@Timeout(120)
class ServiceOnHostTest {

    /// The self-kill is far away: it would end the tests.
    private static final Terms TERMS =
            new Terms(
                    Duration.ofMillis(100).toNanos(),
                    Duration.ofMinutes(10).toNanos(),
                    Duration.ofSeconds(3).toNanos(),
                    0,
                    Duration.ofMinutes(20).toNanos());

    private static final Operations TIMES = Operations.DEFAULT.withInterval(Duration.ofMillis(200));

    private static final String DAEMON =
            """
            state="$OCF_RESKEY_state"
            case $1 in
            start)
                [ -e "$state" ] && exit 0
                setsid sleep 600 </dev/null >/dev/null 2>&1 &
                echo $! >"$state" ;;
            stop) [ -e "$OCF_RESKEY_hangs" ] && sleep 600
                rm -f "$state" ;;
            monitor) [ -e "$state" ] || exit 7 ;;
            esac
            exit 0
            """;

    private static final String OWN =
            """
            case $1 in
            up) echo "$1 $4" >>"$2"; touch "$3" ;;
            down) echo "$1 $4" >>"$2"; rm -f "$3" ;;
            look) [ -e "$3" ] || exit 3 ;;
            esac
            exit 0
            """;

    @TempDir Path folder;
    private NetHosts hosts;
    private LeaseLoop loop;
    private Gate gate;
    private SelfKill death;
    private Guardian guardian;
    private HostAddresses addresses;
    private ControlGroups groups;
    private OcfAgents agents;
    private Programs programs;
    private Conductor conductor;
    private Remnants remnants;
    private Optional<ServiceResource> more = Optional.empty();
    private volatile Grant grant = new Grant(1, Map.of(), Map.of());
    private volatile Optional<LeaseLoop> asker = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        hosts = NetHosts.start();
        programs = new Programs(folder.resolve("run"));
        Scripts.write(folder.resolve("ocf/resource.d/test/Daemon"), DAEMON);
        agents =
                new OcfAgents(
                        folder.resolve("ocf"),
                        programs,
                        ClusterTools.install(folder.resolve("tools")),
                        "node-1");
        groups = ControlGroups.of("test", "host-" + ProcessHandle.current().pid());
        remnants = Remnants.open(folder);
        var stays = new LeaseStays();
        addresses = hosts.inside("h1", HostAddresses::open);
        guardian = hosts.inside("h1", () -> Guardian.start(folder));
        gate = hosts.inside("h1", () -> Gate.build(List.of()));
        death = SelfKill.create();
        conductor =
                new Conductor(
                        new Ports(
                                service ->
                                        new ServicePlan(service, resources(), List.of(), Form.NONE),
                                this::agent,
                                one -> {
                                    throw new IllegalStateException("no cloud here: " + one);
                                },
                                stays,
                                insideHost(new LanAddresses(addresses)),
                                groups,
                                LastResort.of(guardian),
                                remnants,
                                _ -> false,
                                _ -> false,
                                System.out::println,
                                SelfKill::now));
        loop =
                LeaseLoop.start(
                        Holder.first("node-1", 1, TERMS, SelfKill.now()),
                        UnaryOperator.identity(),
                        death,
                        this::answer,
                        conductor,
                        System.out::println);
        loop.guardBy(gate);
        stays.bind(loop);
        asker = Optional.of(loop);
    }

    @AfterEach
    void end() throws Exception {
        conductor.close();
        loop.close();
        death.disarm();
        death.close();
        gate.close();
        guardian.close();
        Path group = groups.make("web");
        groups.end("web", Duration.ofSeconds(10));
        Files.delete(group.getParent());
        addresses.close();
        hosts.end();
    }

    private List<ServiceResource> resources() {
        var parameters =
                new TreeMap<>(
                        Map.of(
                                "state", folder.resolve("state").toString(),
                                "hangs", folder.resolve("hangs").toString()));
        List<ServiceResource> all =
                List.of(
                        new ServiceResource.Address(
                                "front",
                                IpAddress.parse(NetHosts.VIRTUAL4).orThrow(),
                                24,
                                "",
                                TIMES),
                        new ServiceResource.Address(
                                "front6",
                                IpAddress.parse(NetHosts.VIRTUAL6).orThrow(),
                                64,
                                "",
                                TIMES),
                        new ServiceResource.Ocf("daemon", "test", "Daemon", parameters, TIMES));
        return Stream.concat(all.stream(), more.stream()).toList();
    }

    private ResourceAgent agent(ServiceResource resource) {
        if (resource instanceof ServiceResource.Script script) {
            return new ScriptResource(
                    programs,
                    Path.of(script.program()),
                    script.start(),
                    script.stop(),
                    script.status());
        }
        var ocf = (ServiceResource.Ocf) resource;
        return agents.agent(ocf.provider(), ocf.agent());
    }

    /// A coordinator that says what the test wants.
    private void answer(Report report) {
        asker.ifPresent(
                one -> one.tell(new HolderInput.Granted(report.question(), grant, SelfKill.now())));
    }

    @Test
    void a_service_answers_from_its_start_to_its_stop_and_leaves_no_process() throws Exception {
        begin();

        assertThat(hosts.answersSoon("client", NetHosts.VIRTUAL4)).isTrue();
        assertThat(hosts.answersSoon("client", NetHosts.VIRTUAL6)).isTrue();
        Path procs = groups.make("web").resolve("cgroup.procs");
        String daemon = Files.readString(folder.resolve("state")).strip();
        assertThat(Files.readAllLines(procs)).contains(daemon);
        assertThat(remnants.services()).containsExactly("web");

        grant = new Grant(1, Map.of(), Map.of());

        assertThat(Stage.eventually(() -> loop.holder().held().isEmpty())).isTrue();
        assertThat(loop.holder().ended()).containsEntry("web", Report.Ending.of(7, ""));
        assertThat(hosts.answers("client", NetHosts.VIRTUAL4)).isFalse();
        assertThat(hosts.answers("client", NetHosts.VIRTUAL6)).isFalse();
        assertThat(addresses.find(InetAddress.ofLiteral(NetHosts.VIRTUAL4))).isEmpty();
        assertThat(addresses.find(InetAddress.ofLiteral(NetHosts.VIRTUAL6))).isEmpty();
        assertThat(procs.getParent()).doesNotExist();
        assertThat(runs(daemon)).isFalse();
        assertThat(Stage.eventually(() -> remnants.services().isEmpty())).isTrue();
    }

    @Test
    void a_program_of_ones_own_is_started_last_and_stopped_first() throws Exception {
        Path log = folder.resolve("log");
        Path mark = folder.resolve("mark");
        Path program = Scripts.write(folder.resolve("own"), OWN);
        more =
                Optional.of(
                        new ServiceResource.Script(
                                "own",
                                program.toString(),
                                List.of("up", log.toString(), mark.toString(), "$(id) -x"),
                                List.of("down", log.toString(), mark.toString()),
                                List.of("look", log.toString(), mark.toString()),
                                TIMES));
        begin();

        assertThat(folder.resolve("state")).exists();
        assertThat(Files.readString(log)).as("no shell reads it").isEqualTo("up $(id) -x\n");

        grant = new Grant(1, Map.of(), Map.of());

        assertThat(Stage.eventually(() -> loop.holder().held().isEmpty())).isTrue();
        assertThat(loop.holder().ended()).containsEntry("web", Report.Ending.of(7, ""));
        assertThat(Files.readString(log)).endsWith("down \n");
        assertThat(mark).doesNotExist();
    }

    @Test
    void a_stop_that_hangs_is_over_at_its_deadline() throws Exception {
        begin();
        Files.createFile(folder.resolve("hangs"));
        String daemon = Files.readString(folder.resolve("state")).strip();
        long deadline = SelfKill.now() + 400_000_000;

        conductor.stop("web", 7, deadline);

        assertThat(Stage.eventually(() -> isIn(State.STOPPED))).isTrue();
        assertThat(SelfKill.now()).isLessThan(deadline + 500_000_000);
        assertThat(addresses.find(InetAddress.ofLiteral(NetHosts.VIRTUAL4))).isEmpty();
        assertThat(runs(daemon)).isFalse();
    }

    @Test
    void an_agent_that_starts_anew_ends_what_the_one_before_left() throws Exception {
        begin();
        conductor.close();
        String daemon = Files.readString(folder.resolve("state")).strip();

        assertThat(
                        Remnants.open(folder)
                                .clean(
                                        groups,
                                        insideHost(new LanAddresses(addresses)),
                                        this::agent))
                .isEmpty();

        assertThat(addresses.find(InetAddress.ofLiteral(NetHosts.VIRTUAL4))).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
        assertThat(runs(daemon)).isFalse();
    }

    /// One that has ended and that its parent has not asked for yet does not run.
    private static boolean runs(String process) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", process, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void begin() {
        grant = new Grant(1, Map.of("web", 7L), Map.of());
        loop.tell(new HolderInput.Nudged(SelfKill.now()));
        assertThat(Stage.eventually(() -> isIn(State.ACTIVE))).as("%s", conductor.facts()).isTrue();
    }

    private boolean isIn(State phase) {
        return conductor.facts().values().stream().anyMatch(one -> one.phase() == phase);
    }

    /// Calls that look at devices have to be made inside of the host.
    private Addresses insideHost(Addresses real) {
        return new Addresses() {
            @Override
            public String deviceFor(InetAddress address, int prefix) throws IOException {
                return inside(() -> real.deviceFor(address, prefix));
            }

            @Override
            public Optional<String> holder(InetAddress address, String device, Duration within)
                    throws IOException {
                return inside(() -> real.holder(address, device, within));
            }

            @Override
            public void add(InetAddress address, int prefix, String device) throws IOException {
                real.add(address, prefix, device);
            }

            @Override
            public void remove(InetAddress address) throws IOException {
                real.remove(address);
            }

            @Override
            public boolean isThere(InetAddress address, String device) throws IOException {
                return real.isThere(address, device);
            }

            @Override
            public void announce(InetAddress address, String device) throws IOException {
                inside(() -> {
                    real.announce(address, device);
                    return true;
                });
            }
        };
    }

    private <T> T inside(Callable<T> code) throws IOException {
        try {
            return hosts.inside("h1", code);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
