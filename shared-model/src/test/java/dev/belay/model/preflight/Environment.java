package dev.belay.model.preflight;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An account as the AWS CLI describes it: good at first, then with what a test changes. Its ids
/// are those of `examples/ec2-route-table.belay`.
public final class Environment {

    public static final String VPC = "vpc-0a1b2c3d";
    public static final String TABLE = "tgw-rtb-05aa11bb";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();
    private final List<Wanted.NodeAt> nodes = new ArrayList<>();
    private Wanted wanted;

    private Environment() {
        nodes.add(node("gw-1", "i-0c1d9e27a4b8f3356", "eni-0d41c7f2"));
        nodes.add(node("gw-2", "i-0b7e13c9d2a4f6688", "eni-0e58a1b3"));
        wanted =
                new Wanted(
                        IpAddress.parse("10.200.0.10").orThrow(),
                        VPC,
                        nodes,
                        List.of("rtb-0a1f93c2", "rtb-0b7c41d8"),
                        List.of(Cidr.parse("172.16.0.0/16").orThrow()),
                        Optional.of("tgw-0c3f8e1a"),
                        Optional.of("5f294f92-bafb-4011-916d-9b0bdba2d0c1"),
                        Optional.empty());
        GoodAnswers.ALL.forEach(
                (name, text) -> documents.put(name, (ObjectNode) MAPPER.readTree(text)));
    }

    /// One in which everything is as it has to be.
    public static Environment good() {
        return new Environment();
    }

    static Wanted.NodeAt node(String name, String instance, String networkInterface) {
        return new Wanted.NodeAt(name, Optional.of(instance), Optional.of(networkInterface));
    }

    /// Another value.
    ///
    /// @param pointer to a value that is there
    /// @param json the value
    Environment set(String document, String pointer, String json) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = at(document, pointer.substring(0, slash));
        String key = pointer.substring(slash + 1);
        JsonNode value = MAPPER.readTree(json);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(key), value);
        } else {
            ((ObjectNode) parent).set(key, value);
        }
        return this;
    }

    Environment remove(String document, String pointer) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = at(document, pointer.substring(0, slash));
        String key = pointer.substring(slash + 1);
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(key));
        } else {
            ((ObjectNode) parent).remove(key);
        }
        return this;
    }

    /// One more in a list.
    Environment add(String document, String pointer, String json) {
        ((ArrayNode) at(document, pointer)).add(MAPPER.readTree(json));
        return this;
    }

    Environment without(String document) {
        documents.remove(document);
        return this;
    }

    Environment with(String document, String json) {
        documents.put(document, (ObjectNode) MAPPER.readTree(json));
        return this;
    }

    private JsonNode at(String document, String pointer) {
        JsonNode found = Optional.ofNullable(documents.get(document)).orElseThrow().at(pointer);
        if (found.isMissingNode()) {
            throw new IllegalArgumentException(document + " has no " + pointer);
        }
        return found;
    }

    Environment vip(String address) {
        return wanting(
                new Wanted(
                        IpAddress.parse(address).orThrow(),
                        wanted.vpcId(),
                        wanted.nodes(),
                        wanted.routeTables(),
                        wanted.onPremises(),
                        wanted.transitGatewayId(),
                        wanted.directConnectId(),
                        wanted.region()));
    }

    Environment nodes(Wanted.NodeAt... all) {
        return wanting(
                new Wanted(
                        wanted.vip(),
                        wanted.vpcId(),
                        List.of(all),
                        wanted.routeTables(),
                        wanted.onPremises(),
                        wanted.transitGatewayId(),
                        wanted.directConnectId(),
                        wanted.region()));
    }

    Environment tables(String... all) {
        return wanting(
                new Wanted(
                        wanted.vip(),
                        wanted.vpcId(),
                        wanted.nodes(),
                        List.of(all),
                        wanted.onPremises(),
                        wanted.transitGatewayId(),
                        wanted.directConnectId(),
                        wanted.region()));
    }

    Environment site(String... cidrs) {
        return wanting(
                new Wanted(
                        wanted.vip(),
                        wanted.vpcId(),
                        wanted.nodes(),
                        wanted.routeTables(),
                        List.of(cidrs).stream().map(one -> Cidr.parse(one).orThrow()).toList(),
                        wanted.transitGatewayId(),
                        wanted.directConnectId(),
                        wanted.region()));
    }

    /// Only the VPC and the virtual IP are said, and what else cannot be left out.
    Environment gatewaysNotSaid() {
        return wanting(
                new Wanted(
                        wanted.vip(),
                        wanted.vpcId(),
                        wanted.nodes(),
                        List.of(),
                        wanted.onPremises(),
                        Optional.empty(),
                        Optional.empty(),
                        wanted.region()));
    }

    private Environment wanting(Wanted other) {
        wanted = other;
        return this;
    }

    Wanted wanted() {
        return wanted;
    }

    /// Names and texts, as files would have them.
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        documents.forEach((name, node) -> texts.put(name + ".json", node.toPrettyString()));
        return texts;
    }

    DescribeReader.Read read() {
        List<DescribeReader.Document> all = new ArrayList<>();
        texts().forEach((name, text) -> all.add(new DescribeReader.Document(name, text)));
        return DescribeReader.read(all);
    }

    Preflight preflight() {
        DescribeReader.Read read = read();
        if (!read.faults().isEmpty()) {
            throw new IllegalStateException(read.faults().toString());
        }
        return Preflight.of(wanted, read.picture());
    }
}
