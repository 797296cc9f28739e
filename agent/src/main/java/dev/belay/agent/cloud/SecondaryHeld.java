package dev.belay.agent.cloud;

import dev.belay.agent.cloud.PrivateIpApi.Interface;
import dev.belay.agent.cloud.PrivateIpApi.Net;
import java.util.List;
import java.util.Optional;

/// A secondary private address. It never leaves its subnet: a node whose network interface is in
/// another one is told so before anything is changed.
record SecondaryHeld(SecondaryIpWish wish, PrivateIpApi api) implements Held {

    @Override
    public String name() {
        return "the secondary address '" + wish.address() + "'";
    }

    @Override
    public CloudAnswer<Sight> look(String networkInterface) {
        CloudAnswer<Interface> found = api.networkInterface(networkInterface);
        if (!(found instanceof CloudAnswer.Done<Interface>(Interface own))) {
            return found.map(_ -> Sight.wrong(""));
        }
        if (own.primary().equals(text())) {
            return primary(own);
        }
        if (own.secondary().contains(text())) {
            return new CloudAnswer.Done<>(Sight.right("is at '" + networkInterface + "'"));
        }
        CloudAnswer<Optional<Interface>> asked = api.holder(own.vpcId(), wish.address());
        if (!(asked instanceof CloudAnswer.Done<Optional<Interface>>(Optional<Interface> holder))) {
            return asked.map(_ -> Sight.wrong(""));
        }
        if (holder.filter(one -> one.primary().equals(text())).isPresent()) {
            return primary(holder.get());
        }
        Sight sight =
                holder.map(one -> Sight.wrong("stolen by '" + one.id() + "'"))
                        .orElseGet(() -> Sight.wrong("assigned to nothing"));
        return holder.filter(one -> one.subnetId().equals(own.subnetId())).isPresent()
                ? new CloudAnswer.Done<>(sight)
                : placed(own, sight);
    }

    private String text() {
        return wish.address().toString();
    }

    private CloudAnswer<Sight> primary(Interface holder) {
        return new CloudAnswer.Refused<>(
                "PrimaryAddress",
                "a secondary address was wanted, and '%s' is the primary one of '%s', which never loses it: choose a free address in the subnet of the nodes"
                        .formatted(text(), holder.id()));
    }

    private CloudAnswer<Sight> placed(Interface own, Sight sight) {
        CloudAnswer<List<Net>> asked = api.subnets(own.vpcId());
        if (!(asked instanceof CloudAnswer.Done<List<Net>>(List<Net> subnets))) {
            return asked.map(_ -> Sight.wrong(""));
        }
        boolean isIn =
                subnets.stream()
                        .anyMatch(one ->
                                one.id().equals(own.subnetId())
                                        && one.cidr().contains(wish.address()));
        if (isIn) {
            return new CloudAnswer.Done<>(sight);
        }
        return new CloudAnswer.Refused<>(
                "OtherSubnet",
                "address '%s' is in %s, the network interface '%s' of this node is in %s: a secondary address never leaves its subnet, so run the service on nodes of that one, or move its virtual IP by route table"
                        .formatted(
                                text(),
                                subnets.stream()
                                        .filter(one -> one.cidr().contains(wish.address()))
                                        .findFirst()
                                        .map(SecondaryHeld::words)
                                        .orElse("no subnet of '" + own.vpcId() + "'"),
                                own.id(),
                                subnets.stream()
                                        .filter(one -> one.id().equals(own.subnetId()))
                                        .findFirst()
                                        .map(SecondaryHeld::words)
                                        .orElse("'" + own.subnetId() + "'")));
    }

    private static String words(Net subnet) {
        return "'%s' (%s)".formatted(subnet.id(), subnet.cidr());
    }

    @Override
    public CloudAnswer<String> take(String networkInterface) {
        return api.assign(networkInterface, wish.address());
    }

    @Override
    public boolean isReleasedOnStop() {
        return wish.unassignOnStop();
    }

    @Override
    public CloudAnswer<String> release(String networkInterface) {
        CloudAnswer<Interface> found = api.networkInterface(networkInterface);
        if (!(found instanceof CloudAnswer.Done<Interface>(Interface own))) {
            return found.map(_ -> "");
        }
        return own.secondary().contains(text())
                ? api.unassign(networkInterface, wish.address())
                        .map(_ -> "it is taken off '" + networkInterface + "'")
                : new CloudAnswer.Done<>("it is not at '" + networkInterface + "' any more");
    }
}
