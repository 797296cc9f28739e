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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Exact changes, in the order of the checks.
///
/// @param region for the commands; empty: the AWS CLI's own
/// @param changes each once
public record ChangeSet(Optional<String> region, List<Change> changes) {

    public ChangeSet {
        changes = List.copyOf(changes);
    }

    /// Those of several in one; what is announced by one association is changed once.
    ///
    /// @param sets at least one; the first one's region holds
    public static ChangeSet merged(List<ChangeSet> sets) {
        Map<String, Change> all = new LinkedHashMap<>();
        for (ChangeSet set : sets) {
            for (Change change : set.changes()) {
                all.merge(key(change), change, ChangeSet::both);
            }
        }
        return new ChangeSet(sets.getFirst().region(), List.copyOf(all.values()));
    }

    private static String key(Change change) {
        return switch (change) {
            case AllowPrefixes allow -> "allow " + allow.association();
            case AssociateGateway(var gateway, var transit, _) ->
                    "associate " + gateway + " " + transit;
            default -> change.toString();
        };
    }

    private static Change both(Change one, Change other) {
        if (one instanceof AllowPrefixes first && other instanceof AllowPrefixes second) {
            return new AllowPrefixes(
                    first.association(),
                    first.gatewayId(),
                    first.transitGatewayId(),
                    first.allowed(),
                    union(first.added(), second.added()));
        }
        if (one instanceof AssociateGateway first && other instanceof AssociateGateway second) {
            return new AssociateGateway(
                    first.gatewayId(),
                    first.transitGatewayId(),
                    union(first.prefixes(), second.prefixes()));
        }
        return one;
    }

    private static List<Cidr> union(List<Cidr> some, List<Cidr> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    /// As commands of the AWS CLI, one a line, safe to paste into a POSIX shell.
    public List<String> commands() {
        return changes.stream().map(this::command).toList();
    }

    /// As Terraform, with an import block where what is changed is there already.
    public String terraform() {
        return Terraform.of(this);
    }

    /// One change as a command.
    public String command(Change change) {
        return switch (change) {
            case CreateRoute(var table, var destination, var to) ->
                    route("create-route", table, destination, to);
            case ReplaceRoute(var table, var destination, var to) ->
                    route("replace-route", table, destination, to);
            case TurnOffSourceCheck(var id, _) ->
                    ec2(
                            "modify-network-interface-attribute",
                            "--network-interface-id",
                            id,
                            "--no-source-dest-check");
            case AttachVpc(var transit, var vpc, var subnets) -> attach(transit, vpc, subnets);
            case AddSubnets add -> add(add);
            case Associate(var table, var attachment) ->
                    ec2(
                            "associate-transit-gateway-route-table",
                            "--transit-gateway-route-table-id",
                            table,
                            "--transit-gateway-attachment-id",
                            attachment);
            case Propagate(var table, var attachment) ->
                    ec2(
                            "enable-transit-gateway-route-table-propagation",
                            "--transit-gateway-route-table-id",
                            table,
                            "--transit-gateway-attachment-id",
                            attachment);
            case CreateTransitRoute(var table, var destination, var attachment) ->
                    transit("create-transit-gateway-route", table, destination, attachment);
            case ReplaceTransitRoute(var table, var destination, var attachment) ->
                    transit("replace-transit-gateway-route", table, destination, attachment);
            case AssociateGateway(var gateway, var transit, var prefixes) ->
                    line(
                            "create-direct-connect-gateway-association",
                            List.of(
                                    "--direct-connect-gateway-id",
                                    gateway,
                                    "--gateway-id",
                                    transit),
                            "--add-allowed-prefixes-to-direct-connect-gateway",
                            prefixes);
            case AllowPrefixes allow ->
                    line(
                            "update-direct-connect-gateway-association",
                            List.of("--association-id", allow.association()),
                            "--add-allowed-prefixes-to-direct-connect-gateway",
                            allow.added());
        };
    }

    private String ec2(String operation, String... args) {
        return Commands.line(region, "ec2 " + operation, args);
    }

    private String route(String operation, String table, Cidr destination, String to) {
        return ec2(
                operation,
                "--route-table-id",
                table,
                destination.network().v6()
                        ? "--destination-ipv6-cidr-block"
                        : "--destination-cidr-block",
                destination.toString(),
                to.startsWith("tgw-") ? "--transit-gateway-id" : "--network-interface-id",
                to);
    }

    private String transit(String operation, String table, Cidr destination, String attachment) {
        return ec2(
                operation,
                "--transit-gateway-route-table-id",
                table,
                "--destination-cidr-block",
                destination.toString(),
                "--transit-gateway-attachment-id",
                attachment);
    }

    private String attach(String transit, String vpc, List<String> subnets) {
        List<String> args =
                new ArrayList<>(
                        List.of("--transit-gateway-id", transit, "--vpc-id", vpc, "--subnet-ids"));
        args.addAll(subnets);
        return ec2("create-transit-gateway-vpc-attachment", args.toArray(String[]::new));
    }

    private String add(AddSubnets add) {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "--transit-gateway-attachment-id",
                                add.attachment(),
                                "--add-subnet-ids"));
        args.addAll(add.added());
        return ec2("modify-transit-gateway-vpc-attachment", args.toArray(String[]::new));
    }

    private String line(String operation, List<String> named, String option, List<Cidr> prefixes) {
        List<String> args = new ArrayList<>(named);
        args.add(option);
        prefixes.forEach(cidr -> args.add("cidr=" + cidr));
        return Commands.line(region, "directconnect " + operation, args.toArray(String[]::new));
    }
}
