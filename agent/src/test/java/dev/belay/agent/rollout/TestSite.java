package dev.belay.agent.rollout;

import static java.util.Objects.requireNonNull;

import dev.belay.agent.ConsensusDouble;
import dev.belay.agent.TestCluster;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import dev.belay.model.content.ContentFrame;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestFormat;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.reach.publish.FolderChunkSource;
import dev.belay.reach.publish.FolderScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Some agents' config sets in one process, with a consensus that never fails, true files, and true
/// programs as hooks.
final class TestSite implements AutoCloseable {

    static final Actor ANN = new Actor("ann", "n1", "socket");

    final Path dir;
    final Path site;

    /// How often asking for the time fails from now on, whoever asks.
    final AtomicInteger faults = new AtomicInteger();

    final List<String> events = new CopyOnWriteArrayList<>();
    final Set<String> inSight = ConcurrentHashMap.newKeySet();
    private final ConsensusDouble.Network network;
    private final Map<String, Rollouts> running = new HashMap<>();
    private final Map<Rollouts, ConfigOffice> offices = new HashMap<>();
    private final Map<String, ConsensusDouble> minds = new HashMap<>();

    TestSite(Path dir, int size) throws IOException {
        this.dir = dir;
        this.site = Files.createDirectories(dir.resolve("site"));
        var members = new ArrayList<Member>();
        for (int i = 1; i <= size; i++) {
            members.add(TestCluster.member("n" + i, "z", MemberRole.VOTER));
        }
        network = new ConsensusDouble.Network(members);
        for (Member member : members) {
            start(member.id());
        }
    }

    void start(String node) throws IOException {
        Files.createDirectories(dir.resolve(node));
        var mind = new ConsensusDouble(network, node);
        var parts =
                new Rollouts.Parts(
                        () -> node,
                        mind,
                        () -> Set.copyOf(inSight),
                        event -> events.add(node + " " + event.line()),
                        () -> {
                            if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                                throw new IllegalStateException("planted");
                            }
                            return Instant.EPOCH;
                        });
        Rollouts rollouts = Rollouts.open(dir.resolve(node).resolve("state"), parts);
        mind.onChange(rollouts::changed);
        inSight.add(node);
        rollouts.start();
        running.put(node, rollouts);
        minds.put(node, mind);
    }

    /// As a kill: what is on the disk stays.
    void stop(String node) {
        inSight.remove(node);
        requireNonNull(minds.remove(node)).close();
        requireNonNull(running.remove(node)).close();
    }

    Rollouts of(String node) {
        return requireNonNull(running.get(node));
    }

    ConfigOffice office(String node) {
        return offices.computeIfAbsent(of(node), ConfigOffice::new);
    }

    Path target(String node) {
        return dir.resolve(node).resolve("web");
    }

    void write(String path, String text) throws IOException {
        Files.writeString(site.resolve(path), text);
    }

    /// `{target}` and `{tree}` are filled in by the node.
    Hook hook(String validate, String reload) {
        return new Hook(
                Hook.Kind.COMMAND,
                validate.isEmpty() ? List.of() : List.of("sh", "-c", validate, "sh", "{tree}"),
                reload.isEmpty() ? List.of() : List.of("sh", "-c", reload, "sh", "{target}"),
                0,
                2_000);
    }

    /// Publishes the site and waits until its rollout has ended.
    ConfigSetView publish(Hook hook) throws Exception {
        begin(hook);
        return ended();
    }

    void begin(Hook hook) throws Exception {
        Sending sending = send(hook);
        sending.all();
        sending.order();
    }

    /// A publisher that has told what it will send, and nothing more.
    Sending send(Hook hook) throws Exception {
        Manifest manifest = FolderScan.of(site, dir.resolve("caches"));
        byte[] encoded = ManifestFormat.encode(manifest);
        ConfigOffice office = office("n1");
        PublishNeeds needs =
                office.begin(
                        ANN,
                        new PublishBegin(
                                "web",
                                dir.resolve("{node}").resolve("web").toString(),
                                true,
                                hook,
                                "",
                                encoded.length,
                                null,
                                false));
        needs = office.content(needs.id(), new ContentFrame.ManifestPart(encoded).encode());
        return new Sending(office, new FolderChunkSource(site, manifest), needs);
    }

    /// What a publisher does one after the other.
    static final class Sending {

        private final ConfigOffice office;
        private final FolderChunkSource source;
        private PublishNeeds needs;

        private Sending(ConfigOffice office, FolderChunkSource source, PublishNeeds needs) {
            this.office = office;
            this.source = source;
            this.needs = needs;
        }

        /// Sends some of the chunks that are wanted.
        void some(int most) throws Exception {
            var pieces = new ArrayList<ContentFrame.Piece>();
            source.fetch(
                    needs.wanted().stream()
                            .limit(most)
                            .map(one -> ContentName.parse(one).orElseThrow())
                            .toList(),
                    (name, bytes) -> pieces.add(new ContentFrame.Piece(name, bytes)));
            var _ = office.content(needs.id(), new ContentFrame.Chunks(pieces).encode());
            needs = office.content(needs.id(), new ContentFrame.Chunks(List.of()).encode());
        }

        void all() throws Exception {
            while (needs.stage() == PublishNeeds.Stage.CHUNKS) {
                some(Integer.MAX_VALUE);
            }
        }

        void order() throws Exception {
            var _ = office.publish(ANN, needs.id());
        }
    }

    ConfigSetView ended() {
        try {
            until(() -> requireNonNull(view().rollout()).phase().isEnd());
        } catch (AssertionError e) {
            throw new AssertionError(view() + "\n" + of("n1").states() + "\n" + events, e);
        }
        return view();
    }

    ConfigSetView view() {
        return SetViews.of(
                requireNonNull(of("n1").consensus().state().configs().get("web")), List.of());
    }

    Phase phase() {
        return requireNonNull(view().rollout()).phase();
    }

    /// What a node's service reads.
    String read(String node, String path) {
        try {
            return Files.readString(target(node).resolve(path));
        } catch (IOException e) {
            return "";
        }
    }

    List<String> readAll(String path) {
        return running.keySet().stream().sorted().map(node -> read(node, path)).toList();
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 8_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 8 s");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        running.values().forEach(Rollouts::close);
    }
}
