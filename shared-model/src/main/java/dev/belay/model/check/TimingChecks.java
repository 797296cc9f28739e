package dev.belay.model.check;

import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.value.DurationText;
import java.time.Duration;

/// Times: that there are any, and that they fit together.
final class TimingChecks {

    /// What one look or change there may take, with its repetition and reading back.
    private static final Duration CLOUD_CALLS = Duration.ofSeconds(9);

    private TimingChecks() {}

    static void check(Design design, Findings findings) {
        TimingProfile timing = design.cluster().timing();
        positive(timing.renew(), "renew", timing.name(), cluster("renew"), findings);
        positive(timing.selfKill(), "selfKill", timing.name(), cluster("selfKill"), findings);
        positive(timing.gate(), "gate", timing.name(), cluster("gate"), findings);
        if (timing.renew().multipliedBy(2).compareTo(timing.selfKill()) > 0) {
            findings.add(
                    Problem.of(
                            ProblemCode.TIMING_INCOHERENT,
                            cluster("renew"),
                            timing.name(),
                            DurationText.of(timing.renew()),
                            DurationText.of(timing.selfKill())));
        }
        for (Service service : design.services()) {
            for (int i = 0; i < service.resources().size(); i++) {
                operations(service, i, findings);
                monitored(service, i, findings);
                started(design, service, i, findings);
            }
            remembered(service, findings);
            service.outageBudget()
                    .filter(budget -> timing.lease().compareTo(budget) > 0)
                    .ifPresent(budget ->
                            findings.add(
                                    ProblemCode.LEASE_OVER_BUDGET,
                                    service,
                                    Findings.label(service),
                                    DurationText.of(timing.lease()),
                                    DurationText.of(budget)));
        }
        design.mirrors()
                .forEach(mirror ->
                        positive(
                                mirror.lagLimit(),
                                "lagLimit",
                                Findings.label(mirror),
                                Place.at(mirror.id(), "/lagLimit"),
                                findings));
        design.loadBalancers()
                .forEach(balancer ->
                        positive(
                                balancer.checkInterval(),
                                "checkInterval",
                                Findings.label(balancer),
                                Place.at(balancer.id(), "/checkInterval"),
                                findings));
        design.fenceDevices()
                .forEach(device ->
                        positive(
                                device.timeout(),
                                "timeout",
                                Findings.label(device),
                                Place.at(device.id(), "/timeout"),
                                findings));
    }

    private static Place cluster(String field) {
        return new Place.AtCluster("/timing/" + field);
    }

    private static void operations(Service service, int index, Findings findings) {
        Resource resource = service.resources().get(index);
        Operations operations = resource.operations();
        String field = "/resources/" + index + "/operations/";
        String who = resource.name();
        positive(
                operations.start(),
                "start",
                who,
                Place.at(service.id(), field + "start"),
                findings);
        positive(operations.stop(), "stop", who, Place.at(service.id(), field + "stop"), findings);
        positive(
                operations.monitor(),
                "monitor",
                who,
                Place.at(service.id(), field + "monitor"),
                findings);
        positive(
                operations.interval(),
                "interval",
                who,
                Place.at(service.id(), field + "interval"),
                findings);
    }

    /// A program that ends is missed at its next monitor, and not before.
    private static void monitored(Service service, int index, Findings findings) {
        Resource resource = service.resources().get(index);
        Duration interval = resource.operations().interval();
        service.outageBudget()
                .filter(budget -> interval.compareTo(budget) > 0)
                .ifPresent(budget ->
                        findings.add(
                                Problem.of(
                                        ProblemCode.MONITOR_OVER_BUDGET,
                                        operation(service, index, "interval"),
                                        resource.name(),
                                        DurationText.of(interval),
                                        Findings.label(service),
                                        DurationText.of(budget))));
    }

    /// What a start waits for in the cloud has to fit into it.
    private static void started(Design design, Service service, int index, Findings findings) {
        Resource resource = service.resources().get(index);
        Duration start = resource.operations().start();
        boolean asksCloud =
                resource instanceof RouteTableResource
                        || resource instanceof DnsResource
                        || resource instanceof ElasticIpResource
                        || resource instanceof SecondaryIpResource;
        if (asksCloud && start.isPositive() && start.compareTo(CLOUD_CALLS) < 0) {
            findings.add(
                    Problem.of(
                            ProblemCode.CLOUD_CALLS_OVER_START,
                            operation(service, index, "start"),
                            resource.name(),
                            DurationText.of(start),
                            DurationText.of(CLOUD_CALLS)));
        }
        if (resource instanceof DnsResource dns) {
            design.find(dns.dnsRecord(), DnsRecord.class)
                    .filter(record ->
                            record.awaitSync() && record.syncTimeout().compareTo(start) >= 0)
                    .ifPresent(record ->
                            findings.add(
                                    Problem.of(
                                            ProblemCode.SYNC_OVER_START,
                                            operation(service, index, "start"),
                                            resource.name(),
                                            DurationText.of(start),
                                            Findings.label(record),
                                            DurationText.of(record.syncTimeout()))));
        }
    }

    /// Failures come at most once a monitor: those that are forgotten sooner are never enough.
    private static void remembered(Service service, Findings findings) {
        int threshold = service.migrationThreshold();
        Duration forgotten = service.failureTimeout();
        Duration shortest =
                service.resources().stream()
                        .map(one -> one.operations().interval())
                        .min(Duration::compareTo)
                        .orElse(Duration.ZERO);
        boolean isBounded = threshold > 1 && threshold < 1_000_000 && forgotten.isPositive();
        if (isBounded && shortest.multipliedBy(threshold - 1L).compareTo(forgotten) >= 0) {
            findings.add(
                    Problem.of(
                            ProblemCode.FAILURES_FORGOTTEN_EARLY,
                            Place.at(service.id(), "/failureTimeout"),
                            Findings.label(service),
                            DurationText.of(forgotten),
                            Integer.toString(threshold),
                            DurationText.of(shortest)));
        }
    }

    private static Place operation(Service service, int index, String field) {
        return Place.at(service.id(), "/resources/" + index + "/operations/" + field);
    }

    private static void positive(
            Duration duration, String field, String who, Place place, Findings findings) {
        if (!duration.isPositive()) {
            findings.add(
                    Problem.of(
                            ProblemCode.DURATION_NOT_POSITIVE,
                            place,
                            field,
                            who,
                            DurationText.of(duration)));
        }
    }
}
