package dev.belay.model.preflight;

import dev.belay.model.preflight.CheckResult.Look;
import dev.belay.model.preflight.CloudPicture.Table;
import dev.belay.model.preflight.CloudPicture.VpcFact;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the virtual IP's address has to be like.
record AddressChecks(Ground ground) {

    List<CheckResult> all() {
        List<CheckResult> all = new ArrayList<>();
        all.add(outsideVpc());
        if (!ground.wanted().onPremises().isEmpty()) {
            all.add(outsideSite());
        }
        all.add(elsewhere());
        return all;
    }

    private CheckResult outsideVpc() {
        Look look = new Look(PreflightCheck.VIP_OUTSIDE_VPC);
        IpAddress vip = ground.wanted().vip();
        String id = ground.wanted().vpcId();
        Optional<VpcFact> vpc = ground.vpc();
        if (vpc.isEmpty()) {
            look.unknown(Cause.NOT_GIVEN, id, ground.ask(Described.VPCS), id);
            return look.done();
        }
        for (Cidr cidr : vpc.get().cidrs()) {
            look.saw(id + ": " + cidr);
            if (cidr.contains(vip)) {
                look.fail(Cause.VIP_IN_VPC, id, vip.toString(), cidr.toString(), id);
            }
        }
        return look.done();
    }

    private CheckResult outsideSite() {
        Look look = new Look(PreflightCheck.VIP_OUTSIDE_SITE);
        for (Cidr cidr : ground.wanted().onPremises()) {
            look.saw(cidr.toString());
            Optional<Cidr> part = new Networks(ground).summarized(cidr);
            if (part.isPresent()) {
                look.warn(
                        Cause.SITE_SUMMARY,
                        cidr.toString(),
                        cidr.toString(),
                        part.get().toString(),
                        ground.wanted().vpcId(),
                        ground.wanted().vip().toString());
            } else if (cidr.contains(ground.wanted().vip()) && ground.vpc().isEmpty()) {
                String id = ground.wanted().vpcId();
                look.unknown(Cause.NOT_GIVEN, id, ground.ask(Described.VPCS), id);
            } else if (cidr.contains(ground.wanted().vip())) {
                look.fail(
                        Cause.VIP_ON_PREMISES,
                        cidr.toString(),
                        ground.wanted().vip().toString(),
                        cidr.toString());
            }
        }
        return look.done();
    }

    private CheckResult elsewhere() {
        Look look = new Look(PreflightCheck.VIP_ELSEWHERE);
        CloudPicture picture = ground.picture();
        List<Table> others =
                picture.routeTables().stream()
                        .filter(table -> !table.vpcId().equals(ground.wanted().vpcId()))
                        .toList();
        if (others.isEmpty()) {
            look.saw(ground.wanted().vpcId() + ": no other VPC");
        }
        for (Table table : others) {
            look.saw(table.id() + " of " + table.vpcId());
            ground.route(table)
                    .ifPresent(route -> {
                        look.saw(table.id() + ": " + route.text());
                        look.warn(
                                Cause.VIP_IN_OTHER_VPC,
                                table.id(),
                                ground.wanted().vip().toString(),
                                table.id(),
                                table.vpcId(),
                                ground.wanted().vpcId());
                    });
        }
        // Each VPC has a route table: where none of another VPC's was given, the list was filtered.
        for (VpcFact vpc : picture.vpcs()) {
            boolean isSeen =
                    picture.routeTables().stream()
                            .anyMatch(table -> table.vpcId().equals(vpc.id()));
            if (!isSeen) {
                look.unknown(
                        Cause.NOT_GIVEN, vpc.id(), ground.ask(Described.ROUTE_TABLES), vpc.id());
            }
        }
        if (!picture.isWhole(Described.ROUTE_TABLES)) {
            look.unknown(
                    Cause.NOT_GIVEN,
                    "route-tables",
                    ground.ask(Described.ROUTE_TABLES),
                    Described.ROUTE_TABLES.key());
        }
        if (!picture.isWhole(Described.VPCS)) {
            look.unknown(Cause.NOT_GIVEN, "vpcs", ground.ask(Described.VPCS), Described.VPCS.key());
        }
        return look.done();
    }
}
