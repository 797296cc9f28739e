package dev.belay.model.preflight;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Commands of the AWS CLI, safe to paste into a POSIX shell.
final class Commands {

    private Commands() {}

    /// The command whose answer is missing. Not filtered, so that its answer is whole.
    static String ask(Described what, Optional<String> region) {
        return line(region, what.command(), "--output", "json");
    }

    /// The same for the lists of one transit gateway route table, into a file that says whose it
    /// is.
    static String ask(Described what, String table, Optional<String> region) {
        String command =
                switch (what) {
                    case TRANSIT_ROUTES ->
                            line(
                                    region,
                                    what.command(),
                                    "--transit-gateway-route-table-id",
                                    table,
                                    "--filters",
                                    "Name=state,Values=active,blackhole",
                                    "--output",
                                    "json");
                    default ->
                            line(
                                    region,
                                    what.command(),
                                    "--transit-gateway-route-table-id",
                                    table,
                                    "--output",
                                    "json");
                };
        String name = what.command().substring(what.command().lastIndexOf('-') + 1);
        return command + " > " + quoted(table + "." + name + ".json");
    }

    /// Associations of one Direct Connect gateway, or those of a transit gateway.
    static String askAssociations(
            Optional<String> gatewayId, Optional<String> transitId, Optional<String> region) {
        String operation = Described.GATEWAY_ASSOCIATIONS.command();
        if (gatewayId.isPresent()) {
            return line(
                    region,
                    operation,
                    "--direct-connect-gateway-id",
                    gatewayId.get(),
                    "--output",
                    "json");
        }
        return transitId
                .map(id ->
                        line(region, operation, "--associated-gateway-id", id, "--output", "json"))
                .orElseGet(() ->
                        line(
                                region,
                                operation,
                                "--direct-connect-gateway-id",
                                "DIRECT_CONNECT_GATEWAY_ID",
                                "--output",
                                "json"));
    }

    /// The networks of a prefix list.
    static String askPrefixList(String id, Optional<String> region) {
        return line(
                region,
                "ec2 get-managed-prefix-list-entries",
                "--prefix-list-id",
                id,
                "--output",
                "json");
    }

    /// One command.
    ///
    /// @param operation service and operation
    static String line(Optional<String> region, String operation, String... args) {
        return "aws "
                + operation
                + region.map(it -> " --region " + quoted(it)).orElse("")
                + (args.length == 0 ? "" : " ")
                + List.of(args).stream().map(Commands::quoted).collect(Collectors.joining(" "));
    }

    /// A word that the shell takes as it stands.
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:,=@+-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
