package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Route tables of several VPCs in memory, with a clock of their own; each answer can be set.
final class FakeRoutes implements RouteApi {

    /// Answers a change of one table, or leaves it to be done.
    interface Answer {
        Optional<CloudAnswer<String>> get() throws InterruptedException;
    }

    /// Changes in the order in which they came.
    final List<String> changes = new CopyOnWriteArrayList<>();

    final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /// What the next look answers instead.
    volatile Optional<CloudAnswer<List<Table>>> blind = Optional.empty();

    volatile int looks;

    private final Map<String, Map<String, Optional<Target>>> vpcs = new TreeMap<>();
    private final AtomicLong now = new AtomicLong();

    Pace pace() {
        return new Pace(now::get, time -> now.addAndGet(time.toNanos()), () -> 0.5);
    }

    Duration passed() {
        return Duration.ofNanos(now.get());
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    FakeRoutes table(String vpc, String id, Target target) {
        return put(vpc, id, Optional.of(target));
    }

    FakeRoutes table(String vpc, String id) {
        return put(vpc, id, Optional.empty());
    }

    private synchronized FakeRoutes put(String vpc, String id, Optional<Target> target) {
        vpcs.computeIfAbsent(vpc, _ -> new TreeMap<>()).put(id, target);
        return this;
    }

    static Target eni(String id) {
        return new Target(id, true, false);
    }

    static CloudAnswer<String> throttled() {
        return new CloudAnswer.Throttled<>("asked too often");
    }

    static CloudAnswer<String> refused() {
        return new CloudAnswer.Refused<>("UnauthorizedOperation", "allow it");
    }

    synchronized String target(String vpc, String id) {
        return vpcs.getOrDefault(vpc, Map.of())
                .getOrDefault(id, Optional.empty())
                .map(Target::id)
                .orElse("none");
    }

    @Override
    public synchronized CloudAnswer<List<Table>> tables(
            String vpcId, Cidr destination, List<String> named) {
        looks++;
        if (blind.isPresent()) {
            pass(Duration.ofMillis(300));
            return blind.get();
        }
        List<Table> all = new ArrayList<>();
        vpcs.getOrDefault(vpcId, Map.of())
                .forEach((id, target) -> {
                    if (target.isPresent() || named.contains(id)) {
                        all.add(new Table(id, target));
                    }
                });
        return new CloudAnswer.Done<>(all);
    }

    @Override
    public CloudAnswer<String> replace(String table, Cidr destination, Target to) {
        return change("replace", table, to);
    }

    @Override
    public CloudAnswer<String> create(String table, Cidr destination, Target to) {
        return change("create", table, to);
    }

    /// Tables of a transit gateway are in a VPC of their own name.
    @Override
    public synchronized CloudAnswer<List<Table>> transit(String table, Cidr destination) {
        return tables(table, destination, List.of(table));
    }

    @Override
    public CloudAnswer<String> replaceTransit(String table, Cidr destination, String attachment) {
        return change("replace", table, new Target(attachment, false, false));
    }

    @Override
    public CloudAnswer<String> createTransit(String table, Cidr destination, String attachment) {
        return change("create", table, new Target(attachment, false, false));
    }

    private CloudAnswer<String> change(String verb, String table, Target to) {
        changes.add(verb + " " + table);
        Answer answer = answers.get(table);
        if (answer != null) {
            try {
                Optional<CloudAnswer<String>> said = answer.get();
                if (said.isPresent()) {
                    return said.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new CloudAnswer.Unknown<>("broken off");
            }
        }
        synchronized (this) {
            vpcs.values()
                    .forEach(tables -> tables.computeIfPresent(table, (_, _) -> Optional.of(to)));
        }
        return new CloudAnswer.Done<>(table);
    }

    @Override
    public CloudAnswer<String> interfaceOf(String instanceId) {
        return new CloudAnswer.Done<>("eni-of-" + instanceId);
    }
}
