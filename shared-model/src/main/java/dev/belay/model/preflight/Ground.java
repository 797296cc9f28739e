package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Attachment;
import dev.belay.model.preflight.CloudPicture.GatewayAssociationFact;
import dev.belay.model.preflight.CloudPicture.Instance;
import dev.belay.model.preflight.CloudPicture.Interface;
import dev.belay.model.preflight.CloudPicture.SubnetFact;
import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.TableRoute;
import dev.belay.model.preflight.CloudPicture.TransitTable;
import dev.belay.model.preflight.CloudPicture.VpcFact;
import dev.belay.model.preflight.Wanted.NodeAt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is wanted, found in the picture by ids; nothing is guessed.
record Ground(Wanted wanted, CloudPicture picture) {

    /// Why a table counts that nothing names and no node or attachment uses.
    static final String HAS_ROUTE = "has the route";

    /// A command whose answer is missing.
    String ask(Described what) {
        return Commands.ask(what, wanted.region());
    }

    /// The account that owns the transit gateway, where answers are another one's alone, which does
    /// not see what others attached.
    Optional<String> otherAccount() {
        return vpcAttachments().stream()
                .filter(one -> one.owner().isPresent())
                .flatMap(one ->
                        one.transitOwner().stream()
                                .filter(owner -> !one.owner().get().equals(owner))
                                .filter(owner -> !isSeenBy(owner, one.transitGatewayId())))
                .findFirst();
    }

    private boolean isSeenBy(String account, String transitGatewayId) {
        return picture.attachments().stream()
                .filter(one -> one.transitGatewayId().equals(transitGatewayId))
                .anyMatch(one -> one.owner().filter(account::equals).isPresent());
    }

    /// Whether what is attached to the transit gateway is known to its end.
    boolean isWholeOfAttachments() {
        return picture.isWhole(Described.ATTACHMENTS) && otherAccount().isEmpty();
    }

    /// Tells that something of the transit gateway was not given, and whose account has it.
    void notGivenOfTransit(String id, String ask, Look look) {
        otherAccount()
                .ifPresentOrElse(
                        account -> look.unknown(Cause.OTHER_ACCOUNT, id, ask, id, account),
                        () -> look.unknown(Cause.NOT_GIVEN, id, ask, id));
    }

    Optional<VpcFact> vpc() {
        return CloudPicture.find(picture.vpcs(), wanted.vpcId());
    }

    Optional<Instance> instance(NodeAt node) {
        return node.instanceId()
                .or(() ->
                        node.interfaceId()
                                .flatMap(id -> CloudPicture.find(picture.interfaces(), id))
                                .flatMap(Interface::instanceId))
                .flatMap(id -> CloudPicture.find(picture.instances(), id));
    }

    /// The interface that routes to the node lead to: the one that is said, or the instance's
    /// first, since the agent uses no other.
    Optional<String> interfaceOf(NodeAt node) {
        return node.interfaceId()
                .or(() ->
                        own(node).stream()
                                .filter(id ->
                                        CloudPicture.find(picture.interfaces(), id)
                                                .filter(Interface::isFirst)
                                                .isPresent())
                                .findFirst());
    }

    /// All interfaces of a node's instance that are known.
    private List<String> own(NodeAt node) {
        Set<String> ids = new LinkedHashSet<>();
        Optional<Instance> instance = instance(node);
        instance.ifPresent(it -> ids.addAll(it.interfaces()));
        Optional<String> id = instance.map(Instance::id).or(node::instanceId);
        for (Interface one : picture.interfaces()) {
            if (one.instanceId().isPresent() && one.instanceId().equals(id)) {
                ids.add(one.id());
            }
        }
        return List.copyOf(ids);
    }

    /// The node that has an interface to which its routes do not lead.
    Optional<NodeAt> besideOf(String interfaceId) {
        return isNode(interfaceId)
                ? Optional.empty()
                : wanted.nodes().stream()
                        .filter(node -> own(node).contains(interfaceId))
                        .findFirst();
    }

    /// Whether a route to the node leads to an interface.
    boolean isOf(NodeAt node, String interfaceId) {
        return interfaceOf(node).filter(interfaceId::equals).isPresent();
    }

    /// Subnets of the nodes, by node; nodes whose subnet is not known are not in it.
    Map<NodeAt, String> subnets() {
        Map<NodeAt, String> subnets = new LinkedHashMap<>();
        for (NodeAt node : wanted.nodes()) {
            interfaceOf(node)
                    .flatMap(id -> CloudPicture.find(picture.interfaces(), id))
                    .map(Interface::subnetId)
                    .filter(id -> !id.isEmpty())
                    .or(() -> instance(node).flatMap(Instance::subnetId))
                    .ifPresent(id -> subnets.put(node, id));
        }
        return subnets;
    }

    Optional<String> zoneOf(String subnetId) {
        return CloudPicture.find(picture.subnets(), subnetId)
                .map(SubnetFact::zone)
                .filter(zone -> !zone.isEmpty());
    }

    /// Route tables of the cluster's VPC.
    List<Table> tables() {
        return picture.routeTables().stream()
                .filter(table -> table.vpcId().equals(wanted.vpcId()))
                .toList();
    }

    /// The route table that a subnet uses; empty when that cannot be said.
    Optional<Table> tableOf(String subnetId) {
        return tables().stream()
                .filter(table -> table.subnets().contains(subnetId))
                .findFirst()
                .or(() ->
                        picture.isWhole(Described.ROUTE_TABLES)
                                ? tables().stream().filter(Table::main).findFirst()
                                : Optional.empty());
    }

    /// The line for the virtual IP alone; one that somebody made before one that was propagated.
    Optional<TableRoute> route(Table table) {
        List<TableRoute> all =
                table.routes().stream()
                        .filter(route ->
                                route.destination().filter(wanted.route()::equals).isPresent())
                        .toList();
        return all.stream()
                .filter(route -> !route.propagated())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /// The attachment of the cluster's VPC at the transit gateway; empty when there is none or when
    /// it cannot be said which.
    Optional<Attachment> attachment() {
        List<Attachment> all = vpcAttachments();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /// All attachments of the VPC that may be meant. One that is on its way out is not, nor one
    /// that came to nothing beside one that did not.
    List<Attachment> vpcAttachments() {
        List<Attachment> all = ofVpc();
        List<Attachment> alive =
                all.stream()
                        .filter(one -> !List.of("failed", "rejected").contains(one.state()))
                        .toList();
        return alive.isEmpty() ? all : alive;
    }

    private List<Attachment> ofVpc() {
        return picture.attachments().stream()
                .filter(one -> one.type().equals(Attachment.VPC))
                .filter(one -> one.resourceId().equals(wanted.vpcId()))
                .filter(one -> !one.state().startsWith("delet"))
                .filter(one ->
                        wanted.transitGatewayId()
                                .filter(id -> !id.equals(one.transitGatewayId()))
                                .isEmpty())
                .toList();
    }

    /// The transit gateway; empty when nothing says which.
    Optional<String> transitId() {
        return wanted.transitGatewayId().or(() -> attachment().map(Attachment::transitGatewayId));
    }

    /// Direct Connect gateways at the transit gateway that may be meant.
    List<Attachment> lineAttachments() {
        return picture.attachments().stream()
                .filter(one -> one.type().equals(Attachment.DIRECT_CONNECT))
                .filter(one -> transitId().filter(one.transitGatewayId()::equals).isPresent())
                .filter(one -> !one.state().startsWith("delet"))
                .filter(one ->
                        wanted.directConnectId()
                                .filter(id -> !id.equals(one.resourceId()))
                                .isEmpty())
                .toList();
    }

    /// The attachment by which the site comes in; empty when there is none or several.
    Optional<Attachment> lineAttachment() {
        List<Attachment> all = lineAttachments();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /// The Direct Connect gateway; empty when nothing says which.
    Optional<String> lineId() {
        Set<String> ids = new LinkedHashSet<>();
        associations().forEach(one -> ids.add(one.gatewayId()));
        return wanted.directConnectId()
                .or(() -> lineAttachment().map(Attachment::resourceId))
                .or(() -> ids.size() == 1 ? ids.stream().findFirst() : Optional.empty());
    }

    /// Associations of the transit gateway with Direct Connect gateways that may be meant.
    List<GatewayAssociationFact> associations() {
        Optional<String> line =
                wanted.directConnectId().or(() -> lineAttachment().map(Attachment::resourceId));
        return picture.gatewayAssociations().stream()
                .filter(one -> transitId().filter(one.transitGatewayId()::equals).isPresent())
                .filter(one -> line.filter(id -> !id.equals(one.gatewayId())).isEmpty())
                .filter(one -> !one.state().equals("disassociated"))
                .toList();
    }

    /// The route table that an attachment is associated with.
    ///
    /// @param table empty: with none, where that is known
    /// @param isKnown whether an answer says it
    record Associated(Optional<String> table, boolean isKnown) {}

    Associated tableOf(Attachment attachment) {
        Optional<String> listed =
                picture.transitTables().stream()
                        .filter(table ->
                                table.associations()
                                        .filter(ids -> ids.contains(attachment.id()))
                                        .isPresent())
                        .map(TransitTable::id)
                        .findFirst()
                        .or(attachment::table);
        List<TransitTable> tables = tablesOf(attachment.transitGatewayId());
        boolean isComplete =
                picture.isWhole(Described.TRANSIT_TABLES)
                        && tables.stream().allMatch(table -> table.associations().isPresent());
        return new Associated(listed, listed.isPresent() || attachment.tableGiven() || isComplete);
    }

    /// Route tables of a transit gateway.
    List<TransitTable> tablesOf(String transitGatewayId) {
        return picture.transitTables().stream()
                .filter(table ->
                        table.transitGatewayId().filter(transitGatewayId::equals).isPresent())
                .toList();
    }

    /// The tables that must lead to the virtual IP, and why each.
    Map<Table, String> mustLead() {
        Map<Table, String> must = new LinkedHashMap<>();
        for (String id : wanted.routeTables()) {
            tables().stream()
                    .filter(table -> table.id().equals(id))
                    .forEach(table -> must.putIfAbsent(table, "design"));
        }
        subnets()
                .forEach((node, subnet) ->
                        tableOf(subnet).ifPresent(table -> must.putIfAbsent(table, node.name())));
        attachment()
                .flatMap(Attachment::subnets)
                .orElse(List.of())
                .forEach(subnet ->
                        tableOf(subnet)
                                .ifPresent(table -> must.putIfAbsent(table, "tgw-attachment")));
        tables().stream()
                .filter(table -> route(table).isPresent())
                .forEach(table -> must.putIfAbsent(table, HAS_ROUTE));
        return must;
    }

    /// The interface that most speaks for: the one node's that routes lead to, or the first node's.
    Optional<String> target() {
        List<String> pointed = new ArrayList<>();
        for (Table table : tables()) {
            route(table)
                    .filter(TableRoute::active)
                    .map(TableRoute::target)
                    .filter(this::isNode)
                    .filter(id -> !pointed.contains(id))
                    .ifPresent(pointed::add);
        }
        if (pointed.size() == 1) {
            return Optional.of(pointed.getFirst());
        }
        return pointed.isEmpty()
                ? wanted.nodes().stream().flatMap(node -> interfaceOf(node).stream()).findFirst()
                : Optional.empty();
    }

    /// Whether an interface is one of a cluster's node.
    boolean isNode(String interfaceId) {
        return wanted.nodes().stream().anyMatch(node -> isOf(node, interfaceId));
    }
}
