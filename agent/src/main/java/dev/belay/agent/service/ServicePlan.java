package dev.belay.agent.service;

import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.plan.Form;
import dev.belay.model.service.ConfigSetResource;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.ElasticIpResource;
import dev.belay.model.service.LoadBalancerResource;
import dev.belay.model.service.MirrorResource;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.RouteTableResource;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.SecondaryIpResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a node has to run for a service, or why it cannot.
///
/// @param service its id
/// @param resources in the order of their start; those that can be run
/// @param objections sentences; empty when the service can be run
/// @param form by which it is seen whether another plan needs a restart
public record ServicePlan(
        String service, List<ServiceResource> resources, List<String> objections, Form form) {

    private static final String LOOPBACK = "lo";

    public ServicePlan {
        resources = List.copyOf(resources);
        objections = List.copyOf(objections);
    }

    /// Whether all of it can be run.
    public boolean isRunnable() {
        return objections.isEmpty();
    }

    /// What a design says of a service.
    ///
    /// @param service its id
    public static ServicePlan of(Design design, String service) {
        Optional<Service> found =
                ThingId.parse(service).good().flatMap(id -> design.find(id, Service.class));
        if (found.isEmpty()) {
            return new ServicePlan(
                    service,
                    List.of(),
                    List.of(
                            "service '%s' was wanted, the design that is in force has none of that id: apply a design that has it"
                                    .formatted(service)),
                    Form.NONE);
        }
        List<ServiceResource> resources = new ArrayList<>();
        List<String> objections = new ArrayList<>();
        Set<IpAddress> addresses = new HashSet<>();
        for (Resource resource : found.get().resources()) {
            switch (read(design, resource)) {
                case Reading.Good(ServiceResource good) -> {
                    if (good instanceof ServiceResource.Address one
                            && !addresses.add(one.address())) {
                        objections.add(
                                "resource '%s': address '%s' is in the service twice: take one out"
                                        .formatted(one.name(), one.address()));
                    }
                    resources.add(good);
                }
                case Reading.Bad(String why) -> objections.add(why);
            }
        }
        return new ServicePlan(service, resources, objections, Form.of(design, found.get()));
    }

    /// What a resource of a design is to an agent.
    sealed interface Reading {
        record Good(ServiceResource resource) implements Reading {}

        /// No agent can run it as it is.
        ///
        /// @param why a sentence
        record Bad(String why) implements Reading {}
    }

    private static Reading read(Design design, Resource resource) {
        return switch (resource) {
            case OcfResource(var name, var provider, var agent, var parameters, var operations) ->
                    new Reading.Good(
                            new ServiceResource.Ocf(name, provider, agent, parameters, operations));
            case SystemdResource(var name, var unit, var operations) ->
                    new Reading.Good(new ServiceResource.Systemd(name, unit, operations));
            case ScriptResource one -> read(one);
            case VirtualIpResource one ->
                    design.find(one.virtualIp(), VirtualIp.class)
                            .map(found -> read(one, found))
                            .orElseGet(() ->
                                    new Reading.Bad(
                                            "resource '%s': virtual IP '%s' was wanted, the design has none of that id: correct it"
                                                    .formatted(one.name(), one.virtualIp())));
            case RouteTableResource one -> CloudReading.read(design, one);
            case DnsResource one -> CloudReading.read(design, one);
            case ElasticIpResource one -> CloudAddressReading.read(design, one);
            case SecondaryIpResource one -> CloudAddressReading.read(design, one);
            case MirrorResource one -> notYet(one, "a mirror");
            case ConfigSetResource one -> notYet(one, "a config set");
            case LoadBalancerResource one -> notYet(one, "a load balancer");
        };
    }

    private static Reading read(ScriptResource script) {
        if (!script.program().startsWith("/") || script.program().indexOf(0) >= 0) {
            return new Reading.Bad(
                    "resource '%s': the absolute path of a program was wanted, found '%s': correct it"
                            .formatted(script.name(), script.program()));
        }
        return new Reading.Good(
                new ServiceResource.Script(
                        script.name(),
                        script.program(),
                        orElse(script.start(), "start"),
                        orElse(script.stop(), "stop"),
                        orElse(script.status(), "status"),
                        script.operations()));
    }

    private static List<String> orElse(List<String> arguments, String preset) {
        return arguments.isEmpty() ? List.of(preset) : arguments;
    }

    private static Reading read(VirtualIpResource resource, VirtualIp found) {
        if (found.address().isEmpty()) {
            return new Reading.Bad(
                    "resource '%s': virtual IP '%s' has no address: give it one"
                            .formatted(resource.name(), found.name()));
        }
        IpAddress address = found.address().get();
        if (found.means() != VirtualIpMeans.LAN) {
            // The cloud hands packets to this host: no neighbour has to know.
            return new Reading.Good(
                    new ServiceResource.Address(
                            resource.name(),
                            address,
                            address.bits(),
                            found.device().isEmpty() ? LOOPBACK : found.device(),
                            true,
                            resource.operations()));
        }
        if (found.prefix() < 1 || found.prefix() > address.bits()) {
            return new Reading.Bad(
                    "resource '%s': a prefix of 1 to %d bits was wanted for '%s', found %d: correct it"
                            .formatted(resource.name(), address.bits(), address, found.prefix()));
        }
        return new Reading.Good(
                new ServiceResource.Address(
                        resource.name(),
                        address,
                        found.prefix(),
                        found.device(),
                        resource.operations()));
    }

    private static Reading notYet(Resource resource, String what) {
        return new Reading.Bad(
                "resource '%s' is %s, and no agent runs that kind yet: take it out of the service"
                        .formatted(resource.name(), what));
    }
}
