package dev.belay.model.preflight;

import dev.belay.model.value.Cidr;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is known of an account in one region. What is not in it is unknown, not absent, unless the
/// list that would have it is whole.
///
/// @param whole which lists were given to their end
/// @param instances EC2 instances
/// @param interfaces network interfaces, those that are only known by their instance too
/// @param subnets subnets of VPCs
/// @param vpcs VPCs
/// @param routeTables route tables of VPCs
/// @param transitGateways transit gateways
/// @param attachments what is attached to transit gateways
/// @param transitTables route tables of transit gateways
/// @param gatewayAssociations transit gateways at Direct Connect gateways
public record CloudPicture(
        Set<Described> whole,
        List<Instance> instances,
        List<Interface> interfaces,
        List<SubnetFact> subnets,
        List<VpcFact> vpcs,
        List<Table> routeTables,
        List<Transit> transitGateways,
        List<Attachment> attachments,
        List<TransitTable> transitTables,
        List<GatewayAssociationFact> gatewayAssociations) {

    public CloudPicture {
        EnumSet<Described> copy = EnumSet.noneOf(Described.class);
        copy.addAll(whole);
        whole = Collections.unmodifiableSet(copy);
        instances = List.copyOf(instances);
        interfaces = List.copyOf(interfaces);
        subnets = List.copyOf(subnets);
        vpcs = List.copyOf(vpcs);
        routeTables = List.copyOf(routeTables);
        transitGateways = List.copyOf(transitGateways);
        attachments = List.copyOf(attachments);
        transitTables = List.copyOf(transitTables);
        gatewayAssociations = List.copyOf(gatewayAssociations);
    }

    /// Nothing is known.
    public static final CloudPicture EMPTY =
            new CloudPicture(
                    Set.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(), List.of(), List.of());

    /// Something that AWS gives an id.
    public sealed interface Fact
            permits Instance,
                    Interface,
                    SubnetFact,
                    VpcFact,
                    Table,
                    Transit,
                    Attachment,
                    TransitTable,
                    GatewayAssociationFact {
        /// As AWS writes it.
        String id();
    }

    /// An EC2 instance.
    ///
    /// @param id `i-…`
    /// @param state such as `running`
    /// @param zone such as `ap-northeast-1a`
    /// @param sourceDestCheck the instance's attribute, which is that of its first interface
    /// @param interfaces `eni-…`, the first one first
    public record Instance(
            String id,
            String state,
            String zone,
            Optional<String> subnetId,
            Optional<String> vpcId,
            Optional<Boolean> sourceDestCheck,
            List<String> interfaces)
            implements Fact {
        public Instance {
            interfaces = List.copyOf(interfaces);
        }
    }

    /// A network interface.
    ///
    /// @param id `eni-…`
    /// @param instanceId what it is attached to; empty: to nothing that is an instance
    /// @param deviceIndex its place at the instance; 0 is the first
    public record Interface(
            String id,
            String subnetId,
            String vpcId,
            Optional<String> instanceId,
            Optional<Integer> deviceIndex,
            Optional<Boolean> sourceDestCheck)
            implements Fact {

        /// Whether it is the one that an instance has from its start.
        boolean isFirst() {
            return deviceIndex.orElse(0) == 0;
        }
    }

    /// A subnet.
    ///
    /// @param id `subnet-…`
    /// @param cidrs its blocks, IPv4 and IPv6
    public record SubnetFact(String id, String vpcId, String zone, List<Cidr> cidrs)
            implements Fact {
        public SubnetFact {
            cidrs = List.copyOf(cidrs);
        }
    }

    /// A VPC.
    ///
    /// @param id `vpc-…`
    /// @param cidrs all associated blocks, IPv4 and IPv6
    public record VpcFact(String id, List<Cidr> cidrs) implements Fact {
        public VpcFact {
            cidrs = List.copyOf(cidrs);
        }
    }

    /// A route table of a VPC.
    ///
    /// @param id `rtb-…`
    /// @param main whether subnets without one of their own use it
    /// @param subnets those that are explicitly associated
    public record Table(
            String id, String vpcId, boolean main, List<String> subnets, List<TableRoute> routes)
            implements Fact {
        public Table {
            subnets = List.copyOf(subnets);
            routes = List.copyOf(routes);
        }
    }

    /// A line of a route table of a VPC.
    ///
    /// @param destination empty when it is a prefix list
    /// @param prefixList `pl-…`; empty when it is a network
    /// @param target id of what it leads to, such as `eni-…`, `tgw-…` or `local`; empty when AWS
    ///   names none
    /// @param instanceId of the interface that it leads to, where AWS says so
    /// @param active false: a black hole
    /// @param propagated whether a virtual private gateway brought it
    public record TableRoute(
            Optional<Cidr> destination,
            Optional<String> prefixList,
            String target,
            Optional<String> instanceId,
            boolean active,
            boolean propagated) {

        /// Whether packets go to an endpoint in the VPC, such as that of a firewall.
        boolean goesByEndpoint() {
            return active && target.startsWith("vpce-");
        }

        /// In short, for evidence.
        public String text() {
            return destination.map(Cidr::toString).or(() -> prefixList).orElse("?")
                    + " -> "
                    + (target.isEmpty() ? "?" : target)
                    + (active ? "" : " (blackhole)");
        }
    }

    /// A transit gateway.
    ///
    /// @param id `tgw-…`
    /// @param defaultAssociation the option; empty when AWS did not say
    /// @param defaultPropagation the option; empty when AWS did not say
    /// @param associationTable where new attachments are associated
    /// @param propagationTable where new attachments propagate to
    public record Transit(
            String id,
            String state,
            Optional<Boolean> defaultAssociation,
            Optional<Boolean> defaultPropagation,
            Optional<String> associationTable,
            Optional<String> propagationTable)
            implements Fact {}

    /// Something at a transit gateway.
    ///
    /// @param id `tgw-attach-…`
    /// @param type such as `vpc` or `direct-connect-gateway`
    /// @param resourceId id of what is attached
    /// @param state such as `available`
    /// @param subnets of a VPC's; empty when they were not given
    /// @param table that it is associated with
    /// @param tableGiven whether the answer was one that has the association
    /// @param owner account of what is attached
    /// @param transitOwner account of the transit gateway
    public record Attachment(
            String id,
            String transitGatewayId,
            String type,
            String resourceId,
            String state,
            Optional<List<String>> subnets,
            Optional<String> table,
            boolean tableGiven,
            Optional<String> owner,
            Optional<String> transitOwner)
            implements Fact {

        Attachment withTable(Optional<String> table) {
            return new Attachment(
                    id,
                    transitGatewayId,
                    type,
                    resourceId,
                    state,
                    subnets,
                    table,
                    true,
                    owner,
                    transitOwner);
        }

        /// AWS's name for one of a VPC.
        public static final String VPC = "vpc";

        /// AWS's name for one of a Direct Connect gateway.
        public static final String DIRECT_CONNECT = "direct-connect-gateway";
    }

    /// A route table of a transit gateway. A list that was not given, or not to its end, is empty.
    ///
    /// @param id `tgw-rtb-…`
    /// @param transitGatewayId empty when only its lists were given
    /// @param associations ids of attachments
    /// @param propagations ids of attachments
    /// @param isLarger whether it has more routes than AWS answers with at once
    public record TransitTable(
            String id,
            Optional<String> transitGatewayId,
            Optional<List<String>> associations,
            Optional<List<String>> propagations,
            Optional<List<TransitTableRoute>> routes,
            boolean isLarger)
            implements Fact {

        /// One of which no list was given.
        static TransitTable of(String id, Optional<String> transitGatewayId) {
            return new TransitTable(
                    id,
                    transitGatewayId,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }

        TransitTable withAssociations(List<String> all) {
            return new TransitTable(
                    id, transitGatewayId, Optional.of(all), propagations, routes, isLarger);
        }

        TransitTable withPropagations(List<String> all) {
            return new TransitTable(
                    id, transitGatewayId, associations, Optional.of(all), routes, isLarger);
        }

        TransitTable withRoutes(List<TransitTableRoute> all) {
            return new TransitTable(
                    id, transitGatewayId, associations, propagations, Optional.of(all), isLarger);
        }

        TransitTable larger() {
            return new TransitTable(id, transitGatewayId, associations, propagations, routes, true);
        }
    }

    /// A line of a route table of a transit gateway.
    ///
    /// @param destination empty when it is a prefix list
    /// @param prefixList `pl-…`; empty when it is a network
    /// @param attachments `tgw-attach-…`; none for a black hole
    /// @param isToVpc whether all of these are VPCs'
    /// @param isStatic false: propagated
    /// @param active false: a black hole
    public record TransitTableRoute(
            Optional<Cidr> destination,
            Optional<String> prefixList,
            List<String> attachments,
            boolean isToVpc,
            boolean isStatic,
            boolean active) {
        public TransitTableRoute {
            attachments = List.copyOf(attachments);
        }

        /// In short, for evidence.
        public String text() {
            return destination.map(Cidr::toString).or(() -> prefixList).orElse("?")
                    + " -> "
                    + (attachments.isEmpty() ? "?" : String.join(", ", attachments))
                    + (isStatic ? " static" : " propagated")
                    + (active ? "" : " (blackhole)");
        }
    }

    /// A transit gateway at a Direct Connect gateway.
    ///
    /// @param id of the association
    /// @param gatewayId of the Direct Connect gateway
    /// @param transitGatewayId of the other end
    /// @param state such as `associated`
    /// @param allowedPrefixes announced to the site exactly as written
    public record GatewayAssociationFact(
            String id,
            String gatewayId,
            String transitGatewayId,
            String state,
            List<Cidr> allowedPrefixes)
            implements Fact {
        public GatewayAssociationFact {
            allowedPrefixes = List.copyOf(allowedPrefixes);
        }

        GatewayAssociationFact withAllowedPrefixes(List<Cidr> all) {
            return new GatewayAssociationFact(id, gatewayId, transitGatewayId, state, all);
        }
    }

    /// Whether a list was given to its end, so that what is not in it is not there.
    public boolean isWhole(Described list) {
        return whole.contains(list);
    }

    /// The one with that id.
    static <F extends Fact> Optional<F> find(List<F> facts, String id) {
        return facts.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
