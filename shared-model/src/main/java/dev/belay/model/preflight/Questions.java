package dev.belay.model.preflight;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What to ask AWS, as commands of its CLI; all of them only read.
///
/// @param what which answer it gives
/// @param command to be pasted into a POSIX shell; prints the answer
/// @param file where a shell may put the answer: a name from which it is known whose it is
public record Questions(Described what, String command, String file) {

    /// Stands for an id that no answer has said yet.
    public static final String TABLE = "TRANSIT_GATEWAY_ROUTE_TABLE_ID";

    /// All that can be of use for a virtual IP, in the order in which they can be asked.
    ///
    /// @param picture what is known already: it has ids that commands need
    public static List<Questions> of(Wanted wanted, CloudPicture picture) {
        return Stream.of(Described.values())
                .filter(what -> isOfVpc(what) || wanted.isBeyondVpc())
                .flatMap(what ->
                        of(
                                what,
                                wanted.region(),
                                Commands.askAssociations(
                                        wanted.directConnectId(),
                                        wanted.transitGatewayId(),
                                        wanted.region()),
                                picture)
                                .stream())
                .toList();
    }

    /// The same while nobody has said what is wanted.
    public static List<Questions> all(Optional<String> region, CloudPicture picture) {
        String line = Commands.askAssociations(Optional.empty(), Optional.empty(), region);
        return Stream.of(Described.values())
                .flatMap(what -> of(what, region, line, picture).stream())
                .toList();
    }

    private static boolean isOfVpc(Described what) {
        return switch (what) {
            case INSTANCES, INTERFACES, SUBNETS, VPCS, ROUTE_TABLES -> true;
            default -> false;
        };
    }

    private static List<Questions> of(
            Described what, Optional<String> region, String line, CloudPicture picture) {
        if (what.isOfOneTable()) {
            List<String> tables =
                    picture.transitTables().stream().map(CloudPicture.TransitTable::id).toList();
            return (tables.isEmpty() ? List.of(TABLE) : tables)
                    .stream().map(table -> ofTable(what, table, region)).toList();
        }
        String command = what == Described.GATEWAY_ASSOCIATIONS ? line : Commands.ask(what, region);
        return List.of(new Questions(what, command, what.key() + ".json"));
    }

    private static Questions ofTable(Described what, String table, Optional<String> region) {
        String[] parts = Commands.ask(what, table, region).split(" > ", 2);
        return new Questions(what, parts[0], parts[1]);
    }

    /// One script that asks all of them into one folder.
    public static String script(List<Questions> all) {
        StringBuilder script = new StringBuilder("mkdir -p aws-answers && cd aws-answers\n");
        all.forEach(
                one -> script.append(one.command()).append(" > ").append(one.file()).append('\n'));
        return script.toString();
    }
}
