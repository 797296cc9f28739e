package dev.belay.model.preflight;

import dev.belay.model.preflight.CloudPicture.VpcFact;
import dev.belay.model.preflight.Wanted.NodeAt;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Networks of the cluster's VPC, and what they are to the nodes and to the site.
record Networks(Ground ground) {

    /// Networks of the VPC in the family of the virtual IP.
    List<Cidr> ofVpc() {
        return ground.vpc().map(VpcFact::cidrs).orElse(List.of()).stream()
                .filter(cidr -> cidr.network().v6() == ground.wanted().vip().v6())
                .toList();
    }

    /// A network of the VPC that is a part of the site's wider one: routers then find the VPC by
    /// the longest prefix.
    Optional<Cidr> summarized(Cidr site) {
        return ofVpc().stream()
                .filter(cidr -> site.contains(cidr) && cidr.prefix() > site.prefix())
                .findFirst();
    }

    /// Those of them in which a node's subnet lies. Nothing has to lead to the others for the
    /// virtual IP, and what is announced there may overlap what others have.
    List<Cidr> ofNodes() {
        List<Cidr> subnets =
                ground.subnets().values().stream()
                        .flatMap(id -> CloudPicture.find(ground.picture().subnets(), id).stream())
                        .flatMap(subnet -> subnet.cidrs().stream())
                        .toList();
        return ofVpc().stream().filter(cidr -> subnets.stream().anyMatch(cidr::contains)).toList();
    }

    /// The others.
    List<Cidr> others() {
        List<Cidr> others = new ArrayList<>(ofVpc());
        others.removeAll(ofNodes());
        return others;
    }

    /// The command that says in which networks the nodes are; empty when that is known.
    Optional<String> ask() {
        Map<NodeAt, String> subnets = ground.subnets();
        if (subnets.size() < ground.wanted().nodes().size()) {
            return Optional.of(ground.ask(Described.INSTANCES));
        }
        boolean isKnown =
                subnets.values().stream()
                        .allMatch(id ->
                                CloudPicture.find(ground.picture().subnets(), id).isPresent());
        return isKnown ? Optional.empty() : Optional.of(ground.ask(Described.SUBNETS));
    }
}
