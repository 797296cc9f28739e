package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.MotoServer;
import dev.belay.api.LabDescription.LabNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// A VPC whose tables lead an address to the active node, and another one where the same address is
/// somebody else's.
final class CloudRoutes implements AutoCloseable {

    static final String VIP = "10.99.0.5";

    /// What a service has of them.
    static final String RESOURCES =
            """
            { "type": "virtual-ip", "name": "address", "virtualIp": "vip" },
            { "type": "route-table", "name": "route", "virtualIp": "vip",
              "operations": { "start": "20s", "stop": "20s", "monitor": "10s", "interval": "1s" } }
            """;

    private static final String LINE = VIP + "/32";

    private final CloudLab cloud;
    private final Ec2Client ec2;
    private final Map<String, String> interfaces = new HashMap<>();
    private final List<String> tables = new ArrayList<>();
    private final String vpc;
    private final String otherTable;
    private final String otherInterface;

    /// @param count of the VPC's tables, of which the first gets its line by a start
    CloudRoutes(CloudLab cloud, int count) {
        this.cloud = cloud;
        ec2 =
                Ec2Client.builder()
                        .endpointOverride(cloud.moto.endpoint())
                        .region(Region.of(MotoServer.REGION))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
        vpc = vpc("10.0.0.0/16");
        String subnet = subnet(vpc, "10.0.1.0/24");
        for (LabNode node : cloud.lab.description.nodes()) {
            interfaces.put(node.id(), networkInterface(subnet));
        }
        String before = networkInterface(subnet);
        tables.add(table(vpc));
        while (tables.size() < count) {
            tables.add(table(vpc));
            route(tables.getLast(), before);
        }
        String other = vpc("10.1.0.0/16");
        otherInterface = networkInterface(subnet(other, "10.1.1.0/24"));
        otherTable = table(other);
        route(otherTable, otherInterface);
    }

    private String vpc(String network) {
        return ec2.createVpc(one -> one.cidrBlock(network)).vpc().vpcId();
    }

    private String subnet(String of, String network) {
        return ec2.createSubnet(one -> one.vpcId(of).cidrBlock(network)).subnet().subnetId();
    }

    private String networkInterface(String subnet) {
        return ec2.createNetworkInterface(one -> one.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
    }

    private String table(String of) {
        return ec2.createRouteTable(one -> one.vpcId(of)).routeTable().routeTableId();
    }

    private void route(String table, String to) {
        ec2.createRoute(
                one -> one.routeTableId(table).destinationCidrBlock(LINE).networkInterfaceId(to));
    }

    String interfaceOf(String node) {
        return Objects.requireNonNull(interfaces.get(node));
    }

    /// A table that the design does not name.
    String lastTable() {
        return tables.getLast();
    }

    /// The part of a design that says all this.
    String design() {
        return """
        "vpcs": [ { "id": "vpc", "name": "vpc", "vpcId": "%s", "region": "%s" } ],
        "routeTables": [ { "id": "table", "name": "table", "within": "vpc", "routeTableId": "%s",
          "routes": [ { "destination": "%s", "target": "active-node", "to": "vip" } ] } ],
        "virtualIps": [ { "id": "vip", "name": "vip", "address": "%s", "means": "route-table",
          "routeTables": [ "table" ] } ]
        """
                .formatted(vpc, MotoServer.REGION, tables.getFirst(), LINE, VIP);
    }

    /// As somebody does by hand.
    void take(String table, String node) {
        ec2.replaceRoute(one ->
                one.routeTableId(table)
                        .destinationCidrBlock(LINE)
                        .networkInterfaceId(interfaceOf(node)));
    }

    void awaitLeadTo(String node) throws Exception {
        TestLab.await("all tables lead to " + node, () -> leadTo(node) == tables.size());
    }

    /// How many tables lead to a node now.
    long leadTo(String node) {
        return ec2.describeRouteTables(one -> one.routeTableIds(tables)).routeTables().stream()
                .flatMap(table -> table.routes().stream())
                .filter(route -> LINE.equals(route.destinationCidrBlock()))
                .filter(route -> interfaceOf(node).equals(route.networkInterfaceId()))
                .count();
    }

    /// All tables of the cluster's VPC lead to a node, and that of the other VPC where it led.
    void assertLeadTo(String node) throws Exception {
        Map<String, String> wanted = new HashMap<>();
        tables.forEach(table -> wanted.put(table, interfaceOf(node)));
        wanted.put(otherTable, otherInterface);
        assertThat(seen()).isEqualTo(wanted);
    }

    void assertLeadElsewhere(String node) throws Exception {
        assertThat(seen())
                .hasSize(tables.size() + 1)
                .doesNotContainValue(interfaceOf(node))
                .containsEntry(otherTable, otherInterface);
    }

    /// Where the tables of all VPCs send the address, as the AWS CLI sees them.
    private Map<String, String> seen() throws Exception {
        Map<String, String> all = new HashMap<>();
        cloud.ec2(
                        "RouteTables[].[RouteTableId,Routes[?DestinationCidrBlock=='"
                                + LINE
                                + "'].NetworkInterfaceId|[0]]",
                        "describe-route-tables")
                .lines()
                .map(line -> line.split("\\s+"))
                .filter(words -> words[1].startsWith("eni-"))
                .forEach(words -> all.put(words[0], words[1]));
        return all;
    }

    @Override
    public void close() {
        ec2.close();
    }
}
