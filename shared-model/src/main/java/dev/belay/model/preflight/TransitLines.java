package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.TransitTable;
import dev.belay.model.preflight.CloudPicture.TransitTableRoute;
import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.Optional;

/// What keeps lines of a transit gateway's route table from being judged.
record TransitLines(Ground ground) {

    /// An attachment that is not there, or of which nothing is known.
    void notAttached(String of, Look look) {
        if (ground.isWholeOfAttachments()) {
            look.unknown(Cause.NOT_ATTACHED, of, "", of);
        } else {
            notGiven(of, Described.ATTACHMENTS, look);
        }
    }

    void notGiven(String id, Described what, Look look) {
        ground.notGivenOfTransit(id, ground.ask(what), look);
    }

    void noRoutes(Optional<TransitTable> facts, String table, Look look) {
        if (facts.filter(TransitTable::isLarger).isPresent()) {
            look.unknown(Cause.TABLE_TOO_LARGE, table, "", table);
        } else {
            ground.notGivenOfTransit(
                    table,
                    Commands.ask(Described.TRANSIT_ROUTES, table, ground.wanted().region()),
                    look);
        }
    }

    /// Whether lines by prefix lists, whose networks were not given, may decide.
    boolean prefixList(List<TransitTableRoute> routes, String table, Cidr network, Look look) {
        Optional<String> list =
                routes.stream()
                        .filter(route -> route.destination().isEmpty())
                        .flatMap(route -> route.prefixList().stream())
                        .findFirst();
        list.ifPresent(id ->
                look.unknown(
                        Cause.PREFIX_LIST,
                        table,
                        "",
                        table,
                        id,
                        network.toString(),
                        Commands.askPrefixList(id, ground.wanted().region())));
        return list.isPresent();
    }

    /// Whether packets go by another VPC, such as one with a firewall.
    boolean goesByVpc(TransitTableRoute route) {
        return route.active()
                && route.isToVpc()
                && ground.attachment()
                        .filter(vpc -> route.attachments().contains(vpc.id()))
                        .isEmpty();
    }

    static void goesBy(String table, Cidr network, TransitTableRoute route, Look look) {
        look.unknown(Cause.GOES_BY, table, "", table, network.toString(), route.text());
    }
}
