package dev.belay.agent.cloud;

import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/// Instances of Amazon EC2. Safe for use by several threads.
final class Ec2Instances implements InstanceApi {

    private final Ec2Client client;

    Ec2Instances(Ec2Client client) {
        this.client = client;
    }

    @Override
    public CloudAnswer<List<Instance>> find(List<String> ids) {
        return AwsErrors.answer(
                "ec2:DescribeInstances",
                () ->
                        client
                                .describeInstancesPaginator(
                                        DescribeInstancesRequest.builder()
                                                .filters(
                                                        Filter.builder()
                                                                .name("instance-id")
                                                                .values(ids)
                                                                .build())
                                                .build())
                                .reservations()
                                .stream()
                                .flatMap(one -> one.instances().stream())
                                .map(one ->
                                        new Instance(
                                                one.instanceId(),
                                                state(one.state()),
                                                one.rootDeviceType() != DeviceType.INSTANCE_STORE))
                                .toList());
    }

    private static State state(InstanceState state) {
        InstanceStateName name =
                state == null || state.name() == null
                        ? InstanceStateName.UNKNOWN_TO_SDK_VERSION
                        : state.name();
        return switch (name) {
            case PENDING -> State.PENDING;
            case RUNNING -> State.RUNNING;
            case STOPPING -> State.STOPPING;
            case STOPPED -> State.STOPPED;
            case SHUTTING_DOWN -> State.SHUTTING_DOWN;
            case TERMINATED -> State.TERMINATED;
            case UNKNOWN_TO_SDK_VERSION -> State.OTHER;
        };
    }

    @Override
    public CloudAnswer<Boolean> isProtected(String id) {
        return AwsErrors.answer(
                "ec2:DescribeInstanceAttribute",
                () -> {
                    var value =
                            client.describeInstanceAttribute(one ->
                                            one.instanceId(id)
                                                    .attribute(
                                                            InstanceAttributeName.DISABLE_API_STOP))
                                    .disableApiStop();
                    return value != null && Objects.equals(value.value(), true);
                });
    }

    @Override
    public CloudAnswer<String> stop(String id, Stop how) {
        return AwsErrors.answer(
                "ec2:StopInstances",
                () -> {
                    client.stopInstances(one -> {
                        one.instanceIds(id).force(true);
                        if (how == Stop.AT_ONCE) {
                            one.skipOsShutdown(true);
                        }
                    });
                    return id;
                });
    }

    @Override
    public CloudAnswer<String> start(String id) {
        return AwsErrors.answer(
                "ec2:StartInstances",
                () -> {
                    client.startInstances(one -> one.instanceIds(id));
                    return id;
                });
    }
}
