package dev.belay.agent.tenure;

import dev.belay.agent.cloud.AwsCloud;
import dev.belay.agent.cloud.AwsPlace;
import dev.belay.agent.cloud.CloudSteps;
import dev.belay.agent.service.ServicePlan;
import dev.belay.agent.service.ServiceResource;
import dev.belay.model.design.Design;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.node.CloudInstance;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeAddress;
import dev.belay.model.proxy.ProxySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The cloud as this node has it. Nothing of it is loaded before a design has something in it.
final class OwnCloud implements AutoCloseable {

    /// The design in force, and what it draws this node as.
    record Sight(Design design, Optional<Node> own) {}

    private final AwsCloud aws;
    private final Supplier<Sight> sight;

    OwnCloud(Supplier<Sight> sight, Consumer<String> log) {
        this.sight = sight;
        this.aws = new AwsCloud(this::place, log);
    }

    CloudSteps steps(ServiceResource.InCloud resource) {
        return switch (resource) {
            case ServiceResource.Routes one -> aws.routes(one.wish());
            case ServiceResource.Dns one -> aws.record(one.wish());
        };
    }

    /// Gets ready for what a design may want of it; does not block.
    void warm(Stream<ServicePlan> plans) {
        List<Runnable> all = new ArrayList<>();
        plans.flatMap(one -> one.resources().stream())
                .forEach(one -> {
                    switch (one) {
                        case ServiceResource.Routes routes ->
                                all.add(() -> aws.warm(routes.wish()));
                        case ServiceResource.Dns name -> all.add(() -> aws.warm(name.wish()));
                        case ServiceResource.Address _,
                                ServiceResource.Ocf _,
                                ServiceResource.Script _,
                                ServiceResource.Systemd _ -> {}
                    }
                });
        if (!all.isEmpty()) {
            Thread.ofVirtual().name("warm-cloud").start(() -> all.forEach(Runnable::run));
        }
    }

    private AwsPlace place() {
        Sight now = sight.get();
        return now.own().map(node -> place(now.design(), node)).orElse(AwsPlace.NOWHERE);
    }

    private static AwsPlace place(Design design, Node node) {
        return new AwsPlace(
                node.instance().flatMap(CloudInstance::networkInterface),
                node.instance().flatMap(CloudInstance::instanceId),
                Stream.concat(
                                node.address().stream(),
                                node.addresses().stream().map(NodeAddress::address))
                        .toList(),
                ProxySettings.of(design, node.id(), ProxyScope.CLOUD_CALLS));
    }

    @Override
    public void close() {
        aws.close();
    }
}
