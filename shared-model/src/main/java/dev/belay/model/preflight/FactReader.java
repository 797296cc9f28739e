package dev.belay.model.preflight;

import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.Fact;
import dev.belay.model.preflight.CloudPicture.GatewayAssociationFact;
import dev.belay.model.preflight.CloudPicture.Instance;
import dev.belay.model.preflight.CloudPicture.Interface;
import dev.belay.model.preflight.CloudPicture.SubnetFact;
import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.Transit;
import dev.belay.model.preflight.CloudPicture.TransitTable;
import dev.belay.model.preflight.CloudPicture.TransitTableRoute;
import dev.belay.model.preflight.CloudPicture.VpcFact;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Makes facts of answers. Source of the shapes: the reference of the AWS CLI, the command's own
/// page.
final class FactReader {

    private final List<ReadFault> faults;
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Map<String, Interface> interfaces = new LinkedHashMap<>();
    private final Map<String, Interface> byInstance = new LinkedHashMap<>();
    private final Map<String, SubnetFact> subnets = new LinkedHashMap<>();
    private final Map<String, VpcFact> vpcs = new LinkedHashMap<>();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Transit> transits = new LinkedHashMap<>();
    private final Map<String, Attachment> attachments = new LinkedHashMap<>();
    private final Map<String, Attachment> vpcAttachments = new LinkedHashMap<>();
    private final Map<String, TransitTable> transitTables = new LinkedHashMap<>();
    private final Map<String, GatewayAssociationFact> associations = new LinkedHashMap<>();

    FactReader(List<ReadFault> faults) {
        this.faults = faults;
    }

    /// Takes an answer that names all that it is about.
    void read(String document, Described what, JsonNode root) {
        Fields top = new Fields(document, "", root, faults);
        for (Fields one : top.items(what.key())) {
            switch (what) {
                case INSTANCES -> one.items("Instances").forEach(this::instance);
                case INTERFACES -> put(interfaces, anInterface(one), one);
                case SUBNETS -> put(subnets, subnet(one), one);
                case VPCS -> put(vpcs, vpc(one), one);
                case ROUTE_TABLES -> put(tables, RouteFields.table(one), one);
                case TRANSIT_GATEWAYS -> put(transits, transit(one), one);
                case ATTACHMENTS -> takeAttachment(one);
                case VPC_ATTACHMENTS -> put(vpcAttachments, vpcAttachment(one), one);
                case TRANSIT_TABLES ->
                        put(
                                transitTables,
                                TransitTable.of(
                                        one.id("TransitGatewayRouteTableId"),
                                        one.maybeId("TransitGatewayId")),
                                one);
                case GATEWAY_ASSOCIATIONS -> association(one);
                case TRANSIT_ASSOCIATIONS, TRANSIT_PROPAGATIONS, TRANSIT_ROUTES ->
                        throw new IllegalStateException("of one table: " + what);
            }
        }
    }

    /// The only transit gateway route table; empty when there are none or several.
    Optional<String> onlyTransitTable() {
        return transitTables.size() == 1
                ? transitTables.keySet().stream().findFirst()
                : Optional.empty();
    }

    /// Notes that a transit gateway route table has more routes than were printed.
    void larger(String id) {
        transitTables.put(id, transitTable(id).larger());
    }

    private TransitTable transitTable(String id) {
        return transitTables.getOrDefault(id, TransitTable.of(id, Optional.empty()));
    }

    /// Takes an answer about one transit gateway route table.
    void readTable(String document, Described what, JsonNode root, String id) {
        Fields top = new Fields(document, "", root, faults);
        TransitTable table = transitTable(id);
        List<Fields> all = top.items(what.key());
        TransitTable now =
                switch (what) {
                    case TRANSIT_ASSOCIATIONS -> {
                        List<String> ids = members(all, Set.of("associating", "associated"));
                        same(table.associations(), ids, id, top, what);
                        yield table.withAssociations(ids);
                    }
                    case TRANSIT_PROPAGATIONS -> {
                        List<String> ids = members(all, Set.of("enabling", "enabled"));
                        same(table.propagations(), ids, id, top, what);
                        yield table.withPropagations(ids);
                    }
                    case TRANSIT_ROUTES -> {
                        List<TransitTableRoute> routes =
                                all.stream().map(RouteFields::transitRoute).distinct().toList();
                        same(table.routes(), routes, id, top, what);
                        yield table.withRoutes(routes);
                    }
                    default -> throw new IllegalStateException("not of one table: " + what);
                };
        transitTables.put(id, now);
    }

    private <T> void same(
            Optional<List<T>> before, List<T> now, String id, Fields at, Described what) {
        if (before.isPresent() && !new HashSet<>(before.get()).equals(new HashSet<>(now))) {
            faults.add(
                    new ReadFault(
                            ReadFault.Kind.CONTRADICTION,
                            at.document(),
                            List.of(id, "/" + what.key())));
        }
    }

    private static List<String> members(List<Fields> all, Set<String> states) {
        return all.stream()
                .filter(one -> states.contains(one.id("State")))
                .map(one -> one.id("TransitGatewayAttachmentId"))
                .toList();
    }

    private <F extends Fact> void put(Map<String, F> facts, F fact, Fields at) {
        Optional<F> before = Optional.ofNullable(facts.putIfAbsent(fact.id(), fact));
        if (!fact.id().isEmpty() && before.isPresent() && !before.get().equals(fact)) {
            faults.add(
                    new ReadFault(
                            ReadFault.Kind.CONTRADICTION,
                            at.document(),
                            List.of(fact.id(), at.path())));
        }
    }

    private void instance(Fields one) {
        List<Fields> all =
                one.maybeItems("NetworkInterfaces").stream()
                        .sorted(Comparator.comparingInt(at -> index(at).orElse(Integer.MAX_VALUE)))
                        .toList();
        String id = one.id("InstanceId");
        List<String> ids = new ArrayList<>();
        for (Fields at : all) {
            String interfaceId = at.id("NetworkInterfaceId");
            ids.add(interfaceId);
            byInstance.putIfAbsent(
                    interfaceId,
                    new Interface(
                            interfaceId,
                            at.maybeId("SubnetId").orElse(""),
                            at.maybeId("VpcId").orElse(""),
                            Optional.of(id),
                            index(at),
                            at.maybeFlag("SourceDestCheck")));
        }
        put(
                instances,
                new Instance(
                        id,
                        one.below("State").id("Name"),
                        one.below("Placement").maybeId("AvailabilityZone").orElse(""),
                        one.maybeId("SubnetId"),
                        one.maybeId("VpcId"),
                        one.maybeFlag("SourceDestCheck"),
                        ids),
                one);
    }

    private static Optional<Integer> index(Fields one) {
        return one.below("Attachment").maybeNumber("DeviceIndex");
    }

    private static Interface anInterface(Fields one) {
        return new Interface(
                one.id("NetworkInterfaceId"),
                one.maybeId("SubnetId").orElse(""),
                one.maybeId("VpcId").orElse(""),
                one.below("Attachment").maybeId("InstanceId"),
                index(one),
                one.maybeFlag("SourceDestCheck"));
    }

    private static SubnetFact subnet(Fields one) {
        List<Cidr> cidrs = new ArrayList<>();
        one.maybeCidr("CidrBlock").ifPresent(cidrs::add);
        blocks(one, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", "Ipv6CidrBlockState", cidrs);
        return new SubnetFact(
                one.id("SubnetId"), one.id("VpcId"), one.id("AvailabilityZone"), cidrs);
    }

    private static VpcFact vpc(Fields one) {
        List<Cidr> cidrs = new ArrayList<>();
        one.maybeCidr("CidrBlock").ifPresent(cidrs::add);
        blocks(one, "CidrBlockAssociationSet", "CidrBlock", "CidrBlockState", cidrs);
        blocks(one, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", "Ipv6CidrBlockState", cidrs);
        return new VpcFact(one.id("VpcId"), cidrs);
    }

    private static void blocks(
            Fields of, String set, String block, String state, List<Cidr> cidrs) {
        for (Fields one : of.maybeItems(set)) {
            String now = one.below(state).maybeId("State").orElse("associated");
            if (now.equals("associated") || now.equals("associating")) {
                one.maybeCidr(block).filter(it -> !cidrs.contains(it)).ifPresent(cidrs::add);
            }
        }
    }

    private static Transit transit(Fields one) {
        Fields options = one.below("Options");
        return new Transit(
                one.id("TransitGatewayId"),
                one.id("State"),
                options.maybeId("DefaultRouteTableAssociation").map("enable"::equals),
                options.maybeId("DefaultRouteTablePropagation").map("enable"::equals),
                options.maybeId("AssociationDefaultRouteTableId"),
                options.maybeId("PropagationDefaultRouteTableId"));
    }

    private static Attachment attachment(Fields one) {
        Fields association = one.below("Association");
        Optional<String> table =
                association
                        .maybeId("TransitGatewayRouteTableId")
                        .filter(_ ->
                                association
                                        .maybeId("State")
                                        .filter(state -> state.startsWith("disassociat"))
                                        .isEmpty());
        Optional<String> owner = one.maybeId("ResourceOwnerId");
        Optional<String> transitOwner = one.maybeId("TransitGatewayOwnerId");
        boolean isShared =
                owner.isPresent() && transitOwner.isPresent() && !owner.equals(transitOwner);
        return new Attachment(
                one.id("TransitGatewayAttachmentId"),
                one.id("TransitGatewayId"),
                one.id("ResourceType"),
                one.id("ResourceId"),
                one.id("State"),
                Optional.empty(),
                table,
                table.isPresent() || !isShared,
                owner,
                transitOwner);
    }

    /// Of two accounts that see an attachment, one may not see its association.
    private void takeAttachment(Fields one) {
        Attachment fact = attachment(one);
        Optional<Attachment> before =
                Optional.ofNullable(attachments.get(fact.id()))
                        .filter(it -> it.tableGiven() != fact.tableGiven());
        Optional<String> table = fact.table().or(() -> before.flatMap(Attachment::table));
        before.ifPresent(it -> attachments.put(it.id(), it.withTable(table)));
        put(attachments, before.isPresent() ? fact.withTable(table) : fact, one);
    }

    private static Attachment vpcAttachment(Fields one) {
        return new Attachment(
                one.id("TransitGatewayAttachmentId"),
                one.id("TransitGatewayId"),
                Attachment.VPC,
                one.id("VpcId"),
                one.id("State"),
                Optional.of(one.ids("SubnetIds")),
                Optional.empty(),
                false,
                one.maybeId("VpcOwnerId"),
                Optional.empty());
    }

    private void association(Fields one) {
        Fields other = one.below("associatedGateway");
        List<Cidr> prefixes = new ArrayList<>();
        one.maybeItems("allowedPrefixesToDirectConnectGateway")
                .forEach(prefix -> prefix.maybeCidr("cidr").ifPresent(prefixes::add));
        String transit = other.maybeId("id").or(() -> one.maybeId("virtualGatewayId")).orElse("");
        String gateway = one.id("directConnectGatewayId");
        GatewayAssociationFact fact =
                new GatewayAssociationFact(
                        one.maybeId("associationId").orElse(gateway + "/" + transit),
                        gateway,
                        transit,
                        one.id("associationState"),
                        prefixes);
        // Who may not see the prefixes gets none: that is no contradiction to who may.
        Optional<GatewayAssociationFact> before =
                Optional.ofNullable(associations.get(fact.id()))
                        .filter(it -> it.allowedPrefixes().isEmpty() || prefixes.isEmpty());
        List<Cidr> known =
                prefixes.isEmpty()
                        ? before.map(GatewayAssociationFact::allowedPrefixes).orElse(prefixes)
                        : prefixes;
        before.ifPresent(it -> associations.put(it.id(), it.withAllowedPrefixes(known)));
        put(associations, fact.withAllowedPrefixes(known), one);
    }

    CloudPicture picture(Set<Described> whole) {
        Map<String, Interface> all = new LinkedHashMap<>(interfaces);
        // An answer of the interface itself is nearer to the fact than what its instance says.
        byInstance.forEach((id, one) ->
                all.merge(id, one, (own, said) -> own.sourceDestCheck().isPresent() ? own : said));
        return new CloudPicture(
                whole,
                List.copyOf(instances.values()),
                List.copyOf(all.values()),
                List.copyOf(subnets.values()),
                List.copyOf(vpcs.values()),
                List.copyOf(tables.values()),
                List.copyOf(transits.values()),
                merged(),
                List.copyOf(transitTables.values()),
                List.copyOf(associations.values()));
    }

    /// The two answers about attachments of VPCs are about the same ones.
    private List<Attachment> merged() {
        Map<String, Attachment> all = new LinkedHashMap<>(attachments);
        vpcAttachments.forEach((id, one) ->
                all.merge(
                        id,
                        one,
                        (general, own) ->
                                new Attachment(
                                        id,
                                        general.transitGatewayId(),
                                        general.type(),
                                        general.resourceId(),
                                        general.state(),
                                        own.subnets(),
                                        general.table(),
                                        general.tableGiven(),
                                        general.owner(),
                                        general.transitOwner())));
        return List.copyOf(all.values());
    }
}
