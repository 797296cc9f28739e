package dev.belay.model.preflight;

import dev.belay.model.preflight.Change.AddSubnets;
import dev.belay.model.preflight.Change.AllowPrefixes;
import dev.belay.model.preflight.Change.Associate;
import dev.belay.model.preflight.Change.AssociateGateway;
import dev.belay.model.preflight.Change.AttachVpc;
import dev.belay.model.preflight.Change.CreateRoute;
import dev.belay.model.preflight.Change.CreateTransitRoute;
import dev.belay.model.preflight.Change.Propagate;
import dev.belay.model.preflight.Change.ReplaceRoute;
import dev.belay.model.preflight.Change.ReplaceTransitRoute;
import dev.belay.model.preflight.Change.TurnOffSourceCheck;
import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Changes as resources of Terraform's AWS provider; import blocks want Terraform 1.5.
final class Terraform {

    private static final Pattern ATTRIBUTE = Pattern.compile("^\\w+ = ");

    private Terraform() {}

    static String of(ChangeSet set) {
        return set.changes().stream().map(Terraform::of).collect(Collectors.joining("\n"));
    }

    private static String of(Change change) {
        return switch (change) {
            case CreateRoute(var table, var destination, var to) ->
                    route(table, destination, to, false);
            case ReplaceRoute(var table, var destination, var to) ->
                    route(table, destination, to, true);
            case TurnOffSourceCheck(var id, var subnet) -> sourceCheck(id, subnet);
            case AttachVpc(var transit, var vpc, var subnets) ->
                    resource(
                            "aws_ec2_transit_gateway_vpc_attachment",
                            name(vpc),
                            Optional.empty(),
                            List.of(
                                    text("transit_gateway_id", transit),
                                    text("vpc_id", vpc),
                                    list("subnet_ids", subnets)));
            case AddSubnets add -> subnets(add);
            case Associate(var table, var attachment) ->
                    member("aws_ec2_transit_gateway_route_table_association", table, attachment);
            case Propagate(var table, var attachment) ->
                    member("aws_ec2_transit_gateway_route_table_propagation", table, attachment);
            case CreateTransitRoute(var table, var destination, var attachment) ->
                    transit(table, destination, attachment, false);
            case ReplaceTransitRoute(var table, var destination, var attachment) ->
                    transit(table, destination, attachment, true);
            case AssociateGateway(var gateway, var transit, var prefixes) ->
                    line(gateway, transit, prefixes, false);
            case AllowPrefixes allow -> {
                List<Cidr> all = new ArrayList<>(allow.allowed());
                all.addAll(allow.added());
                yield line(allow.gatewayId(), allow.transitGatewayId(), all, true);
            }
        };
    }

    private static String route(String table, Cidr destination, String to, boolean isThere) {
        boolean isToTransit = to.startsWith("tgw-");
        List<String> lines = new ArrayList<>();
        lines.add(text("route_table_id", table));
        lines.add(
                text(
                        destination.network().v6()
                                ? "destination_ipv6_cidr_block"
                                : "destination_cidr_block",
                        destination.toString()));
        lines.add(text(isToTransit ? "transit_gateway_id" : "network_interface_id", to));
        if (!isToTransit) {
            lines.add("");
            if (isThere) {
                // What is ignored at the import is never put right.
                lines.add("# After the first apply, uncomment: failover changes the target.");
                ignoring("network_interface_id").forEach(line -> lines.add("# " + line));
            } else {
                lines.add("# Failover changes the target.");
                lines.addAll(ignoring("network_interface_id"));
            }
        }
        return resource(
                "aws_route",
                name(table + "_" + destination),
                isThere ? Optional.of(table + "_" + destination) : Optional.empty(),
                lines);
    }

    private static List<String> ignoring(String... attributes) {
        return List.of(
                "lifecycle {", "  ignore_changes = [" + String.join(", ", attributes) + "]", "}");
    }

    /// What is taken over has more than what is written here, and is to keep it.
    private static void keep(List<String> lines, String... attributes) {
        lines.add("");
        lines.add("# Nothing else is changed.");
        lines.addAll(ignoring(attributes));
    }

    private static String sourceCheck(String id, Optional<String> subnet) {
        List<String> lines = new ArrayList<>();
        lines.add(
                subnet.map(it -> text("subnet_id", it))
                        .orElse("# subnet_id: not given; aws ec2 describe-network-interfaces"));
        lines.add("source_dest_check = false");
        keep(lines, "tags", "tags_all", "description");
        return "# Where the instance makes its interface itself: source_dest_check = false in its"
                + " aws_instance instead.\n"
                + resource("aws_network_interface", name(id), Optional.of(id), lines);
    }

    private static String subnets(AddSubnets add) {
        List<String> all = new ArrayList<>(add.subnets());
        all.addAll(add.added());
        List<String> lines = new ArrayList<>();
        lines.add(text("transit_gateway_id", add.transitGatewayId()));
        lines.add(text("vpc_id", add.vpcId()));
        lines.add(list("subnet_ids", all));
        keep(
                lines,
                "tags",
                "tags_all",
                "appliance_mode_support",
                "dns_support",
                "ipv6_support",
                "security_group_referencing_support",
                "transit_gateway_default_route_table_association",
                "transit_gateway_default_route_table_propagation");
        return resource(
                "aws_ec2_transit_gateway_vpc_attachment",
                name(add.attachment()),
                Optional.of(add.attachment()),
                lines);
    }

    private static String member(String type, String table, String attachment) {
        return resource(
                type,
                name(table + "_" + attachment),
                Optional.empty(),
                List.of(
                        text("transit_gateway_attachment_id", attachment),
                        text("transit_gateway_route_table_id", table)));
    }

    private static String transit(
            String table, Cidr destination, String attachment, boolean isThere) {
        return resource(
                "aws_ec2_transit_gateway_route",
                name(table + "_" + destination),
                isThere ? Optional.of(table + "_" + destination) : Optional.empty(),
                List.of(
                        text("destination_cidr_block", destination.toString()),
                        text("transit_gateway_attachment_id", attachment),
                        text("transit_gateway_route_table_id", table)));
    }

    private static String line(
            String gateway, String transit, List<Cidr> prefixes, boolean isThere) {
        return resource(
                "aws_dx_gateway_association",
                name(gateway + "_" + transit),
                isThere ? Optional.of(gateway + "/" + transit) : Optional.empty(),
                List.of(
                        text("dx_gateway_id", gateway),
                        text("associated_gateway_id", transit),
                        list("allowed_prefixes", prefixes.stream().map(Cidr::toString).toList())));
    }

    private static String resource(
            String type, String name, Optional<String> imported, List<String> lines) {
        String body =
                aligned(lines).stream()
                        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
                        .collect(Collectors.joining());
        String block = "resource \"" + type + "\" \"" + name + "\" {\n" + body + "}\n";
        return imported.map(id ->
                        "import {\n  to = "
                                + type
                                + "."
                                + name
                                + "\n  "
                                + text("id", id)
                                + "\n}\n\n")
                        .orElse("")
                + block;
    }

    /// With the equals signs of the attributes below each other, as `terraform fmt` writes them.
    private static List<String> aligned(List<String> lines) {
        int widest =
                lines.stream()
                        .filter(line -> ATTRIBUTE.matcher(line).find())
                        .mapToInt(line -> line.indexOf(' '))
                        .max()
                        .orElse(0);
        return lines.stream()
                .map(line -> {
                    int key = line.indexOf(' ');
                    return ATTRIBUTE.matcher(line).find()
                            ? line.substring(0, key)
                                    + " ".repeat(widest - key)
                                    + line.substring(key)
                            : line;
                })
                .toList();
    }

    private static String name(String id) {
        return "belay_" + id.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static String text(String key, String value) {
        return key + " = " + quoted(value);
    }

    private static String list(String key, List<String> values) {
        return key
                + " = ["
                + values.stream().map(Terraform::quoted).collect(Collectors.joining(", "))
                + "]";
    }

    /// A literal in which nothing is replaced.
    static String quoted(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("${", "$${")
                        .replace("%{", "%%{")
                + '"';
    }
}
