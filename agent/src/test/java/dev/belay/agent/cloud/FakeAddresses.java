package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A cloud in memory with one Elastic IP, two subnets, and network interfaces with their addresses;
/// its clock goes on with each call.
final class FakeAddresses implements ElasticIpApi, PrivateIpApi {

    /// @param primary its address
    private record Place(String subnet, String primary) {}

    private static final Duration CALL = Duration.ofMillis(50);

    final List<String> calls = new ArrayList<>();

    /// What the next changes answer; nothing: they are done.
    final Deque<CloudAnswer<String>> changes = new ArrayDeque<>();

    /// Whether a change whose answer is told here is made all the same.
    boolean isDoneAnyway;

    /// What each look answers instead.
    Optional<CloudAnswer<String>> blind = Optional.empty();

    Optional<Elastic> elastic = Optional.empty();

    private final AtomicLong now = new AtomicLong();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> secondary = new HashMap<>();
    private int associations;

    FakeAddresses() {
        places.put("eni-1", new Place("subnet-a", "10.0.1.4"));
        places.put("eni-2", new Place("subnet-a", "10.0.1.5"));
        places.put("eni-7", new Place("subnet-b", "10.0.2.4"));
    }

    Pace pace() {
        return new Pace(now::get, time -> now.addAndGet(time.toNanos()), () -> 0.5);
    }

    Duration passed() {
        return Duration.ofNanos(now.get());
    }

    /// With the Elastic IP at a network interface.
    void at(String networkInterface, String privateAddress) {
        elastic =
                Optional.of(
                        new Elastic(
                                "203.0.113.5",
                                Optional.of(
                                        new Association(
                                                "eipassoc-" + ++associations,
                                                networkInterface,
                                                privateAddress))));
    }

    void holds(String networkInterface, String address) {
        secondary.put(address, networkInterface);
    }

    Optional<String> holderOf(String address) {
        return Optional.ofNullable(secondary.get(address));
    }

    private <T> CloudAnswer<T> looked(String call, T value) {
        calls.add(call);
        now.addAndGet(CALL.toNanos());
        return blind.<CloudAnswer<T>>map(said -> said.map(_ -> value))
                .orElseGet(() -> new CloudAnswer.Done<>(value));
    }

    private CloudAnswer<String> changed(String call, Runnable change) {
        calls.add(call);
        now.addAndGet(CALL.toNanos());
        CloudAnswer<String> said = changes.poll();
        if (said == null || isDoneAnyway) {
            change.run();
        }
        return said == null ? new CloudAnswer.Done<>(call) : said;
    }

    @Override
    public CloudAnswer<Optional<Elastic>> find(String allocationId) {
        return looked("find", elastic);
    }

    @Override
    public CloudAnswer<String> associate(
            String allocationId, String networkInterface, Optional<IpAddress> privateAddress) {
        if (elastic.isEmpty()) {
            calls.add("associate");
            return new CloudAnswer.Refused<>("InvalidAllocationID.NotFound", "there is none");
        }
        return changed(
                "associate " + networkInterface,
                () -> at(networkInterface, privateAddress.map(Object::toString).orElse("primary")));
    }

    @Override
    public CloudAnswer<String> disassociate(String association) {
        return changed(
                "disassociate " + association,
                () ->
                        elastic =
                                elastic.map(one ->
                                        one.association()
                                                        .filter(at -> at.id().equals(association))
                                                        .isPresent()
                                                ? new Elastic(one.publicAddress(), Optional.empty())
                                                : one));
    }

    private Interface read(String id, Place place) {
        return new Interface(
                id,
                place.subnet(),
                "vpc-1",
                place.primary(),
                secondary.entrySet().stream()
                        .filter(one -> one.getValue().equals(id))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Override
    public CloudAnswer<Interface> networkInterface(String id) {
        Place place = places.get(id);
        return place == null
                ? new CloudAnswer.Refused<>("InvalidNetworkInterfaceID.NotFound", "none: " + id)
                : looked("interface " + id, read(id, place));
    }

    @Override
    public CloudAnswer<Optional<Interface>> holder(String vpcId, IpAddress address) {
        String text = address.toString();
        return looked(
                "holder",
                places.entrySet().stream()
                        .filter(one ->
                                one.getValue().primary().equals(text)
                                        || one.getKey().equals(secondary.get(text)))
                        .findFirst()
                        .map(one -> read(one.getKey(), one.getValue())));
    }

    @Override
    public CloudAnswer<List<Net>> subnets(String vpcId) {
        return looked(
                "subnets",
                List.of(
                        new Net("subnet-a", Cidr.parse("10.0.1.0/24").orThrow()),
                        new Net("subnet-b", Cidr.parse("10.0.2.0/24").orThrow())));
    }

    @Override
    public CloudAnswer<String> assign(String networkInterface, IpAddress address) {
        return changed(
                "assign " + networkInterface, () -> holds(networkInterface, address.toString()));
    }

    @Override
    public CloudAnswer<String> unassign(String networkInterface, IpAddress address) {
        return changed(
                "unassign " + networkInterface,
                () -> secondary.remove(address.toString(), networkInterface));
    }
}
