package dev.belay.agent.cloud;

import dev.belay.model.value.IpAddress;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/// Elastic IPs of Amazon EC2.
record Ec2ElasticIps(Ec2Calls calls) implements ElasticIpApi {

    /// As a filter: an id that is not there is no error then.
    @Override
    public CloudAnswer<Optional<Elastic>> find(String allocationId) {
        return calls.call(
                "ec2:DescribeAddresses",
                ec2 ->
                        ec2
                                .describeAddresses(
                                        DescribeAddressesRequest.builder()
                                                .filters(
                                                        Filter.builder()
                                                                .name("allocation-id")
                                                                .values(allocationId)
                                                                .build())
                                                .build())
                                .addresses()
                                .stream()
                                .findFirst()
                                .map(Ec2ElasticIps::elastic));
    }

    private static Elastic elastic(Address one) {
        return new Elastic(
                one.publicIp(),
                Optional.ofNullable(one.networkInterfaceId())
                        .filter(id -> !id.isEmpty())
                        .map(id ->
                                new Association(
                                        orEmpty(one.associationId()),
                                        id,
                                        orEmpty(one.privateIpAddress()))));
    }

    private static String orEmpty(String text) {
        return Optional.ofNullable(text).orElse("");
    }

    @Override
    public CloudAnswer<String> associate(
            String allocationId, String networkInterface, Optional<IpAddress> privateAddress) {
        return calls.call(
                "ec2:AssociateAddress",
                ec2 -> {
                    var request =
                            AssociateAddressRequest.builder()
                                    .allocationId(allocationId)
                                    .networkInterfaceId(networkInterface)
                                    .allowReassociation(true);
                    privateAddress.ifPresent(one -> request.privateIpAddress(one.toString()));
                    return orEmpty(ec2.associateAddress(request.build()).associationId());
                });
    }

    @Override
    public CloudAnswer<String> disassociate(String association) {
        return calls.call(
                "ec2:DisassociateAddress",
                ec2 -> {
                    ec2.disassociateAddress(
                            DisassociateAddressRequest.builder()
                                    .associationId(association)
                                    .build());
                    return association;
                });
    }
}
