package dev.belay.model.check;

import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.value.DurationText;
import java.time.Duration;

/// Times: that there are any, and that they fit together.
final class TimingChecks {

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
            }
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
