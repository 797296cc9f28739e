package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;

/// Private addresses of network interfaces of Amazon EC2.
record Ec2PrivateIps(Ec2Calls calls) implements PrivateIpApi {

    private static final String INTERFACES = "ec2:DescribeNetworkInterfaces";

    @Override
    public CloudAnswer<Interface> networkInterface(String id) {
        return calls.call(
                INTERFACES,
                ec2 ->
                        read(
                                ec2.describeNetworkInterfaces(
                                                DescribeNetworkInterfacesRequest.builder()
                                                        .networkInterfaceIds(id)
                                                        .build())
                                        .networkInterfaces()
                                        .getFirst()));
    }

    /// Source: the filter `addresses.private-ip-address` of DescribeNetworkInterfaces, which is of
    /// primary and secondary addresses.
    @Override
    public CloudAnswer<Optional<Interface>> holder(String vpcId, IpAddress address) {
        return calls.call(
                INTERFACES,
                ec2 ->
                        ec2
                                .describeNetworkInterfaces(
                                        DescribeNetworkInterfacesRequest.builder()
                                                .filters(
                                                        filter("vpc-id", vpcId),
                                                        filter(
                                                                "addresses.private-ip-address",
                                                                address.toString()))
                                                .build())
                                .networkInterfaces()
                                .stream()
                                .findFirst()
                                .map(Ec2PrivateIps::read));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static Interface read(NetworkInterface one) {
        return new Interface(
                one.networkInterfaceId(),
                one.subnetId(),
                one.vpcId(),
                one.privateIpAddress(),
                one.privateIpAddresses().stream()
                        .filter(each -> !Boolean.TRUE.equals(each.primary()))
                        .map(NetworkInterfacePrivateIpAddress::privateIpAddress)
                        .toList());
    }

    @Override
    public CloudAnswer<List<Net>> subnets(String vpcId) {
        return calls.call(
                "ec2:DescribeSubnets",
                ec2 ->
                        ec2
                                .describeSubnetsPaginator(
                                        DescribeSubnetsRequest.builder()
                                                .filters(filter("vpc-id", vpcId))
                                                .build())
                                .subnets()
                                .stream()
                                .filter(one -> one.cidrBlock() != null)
                                .map(one ->
                                        new Net(
                                                one.subnetId(),
                                                Cidr.parse(one.cidrBlock()).orThrow()))
                                .toList());
    }

    @Override
    public CloudAnswer<String> assign(String networkInterface, IpAddress address) {
        return calls.call(
                "ec2:AssignPrivateIpAddresses",
                ec2 -> {
                    ec2.assignPrivateIpAddresses(
                            AssignPrivateIpAddressesRequest.builder()
                                    .networkInterfaceId(networkInterface)
                                    .privateIpAddresses(address.toString())
                                    .allowReassignment(true)
                                    .build());
                    return networkInterface;
                });
    }

    @Override
    public CloudAnswer<String> unassign(String networkInterface, IpAddress address) {
        return calls.call(
                "ec2:UnassignPrivateIpAddresses",
                ec2 -> {
                    ec2.unassignPrivateIpAddresses(
                            UnassignPrivateIpAddressesRequest.builder()
                                    .networkInterfaceId(networkInterface)
                                    .privateIpAddresses(address.toString())
                                    .build());
                    return networkInterface;
                });
    }
}
