package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What AWS does and the API server of [AddressMotoTest] does not.
@Timeout(60)
class AddressStubTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String EC2 = "xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"";

    private final List<String> logged = new ArrayList<>();
    private TestCredentials credentials;
    private AwsStub stub;
    private AwsCloud cloud;
    private CloudSteps elastic;
    private CloudSteps secondary;

    @BeforeEach
    void up() throws Exception {
        credentials = new TestCredentials();
        stub = new AwsStub();
        var here =
                new AwsPlace(Optional.of("eni-2"), Optional.empty(), List.of(), Optional.empty());
        cloud = new AwsCloud(() -> here, Optional.of(stub.endpoint()), logged::add);
        elastic =
                cloud.elasticIp(
                        new ElasticIpWish("eu-central-1", "eipalloc-1", Optional.empty(), false),
                        UnknownPolicy.WARN);
        secondary =
                cloud.secondaryIp(
                        new SecondaryIpWish(
                                "eu-central-1", IpAddress.parse("10.0.1.50").orThrow(), false),
                        UnknownPolicy.WARN);
    }

    @AfterEach
    void down() {
        elastic.end();
        secondary.end();
        cloud.close();
        stub.close();
        credentials.close();
    }

    private static AwsStub.Said done(String action) {
        return new AwsStub.Said(
                200,
                "<%sResponse %s><requestId>r</requestId><return>true</return></%sResponse>"
                        .formatted(action, EC2, action));
    }

    private static AwsStub.Said address(String networkInterface) {
        return new AwsStub.Said(
                200,
                """
                <DescribeAddressesResponse %s><requestId>r</requestId><addressesSet><item>
                <publicIp>203.0.113.5</publicIp><allocationId>eipalloc-1</allocationId>
                <domain>vpc</domain><associationId>eipassoc-1</associationId>
                <networkInterfaceId>%s</networkInterfaceId>
                <privateIpAddress>10.0.1.5</privateIpAddress></item></addressesSet>
                </DescribeAddressesResponse>
                """
                        .formatted(EC2, networkInterface));
    }

    private static AwsStub.Said networkInterface(String id, String primary, String... secondary) {
        var all = new StringBuilder();
        for (String one : secondary) {
            all.append(
                    "<item><privateIpAddress>%s</privateIpAddress><primary>false</primary></item>"
                            .formatted(one));
        }
        return new AwsStub.Said(
                200,
                """
                <DescribeNetworkInterfacesResponse %s><requestId>r</requestId><networkInterfaceSet>
                <item><networkInterfaceId>%s</networkInterfaceId><subnetId>subnet-a</subnetId>
                <vpcId>vpc-1</vpcId><privateIpAddress>%s</privateIpAddress>
                <privateIpAddressesSet><item><privateIpAddress>%s</privateIpAddress>
                <primary>true</primary></item>%s</privateIpAddressesSet></item>
                </networkInterfaceSet></DescribeNetworkInterfacesResponse>
                """
                        .formatted(EC2, id, primary, primary, all));
    }

    @Test
    void a_missing_permission_is_named_and_not_tried_again() throws Exception {
        stub.answers.put("DescribeAddresses", _ -> address("eni-1"));
        stub.answers.put("AssociateAddress", _ -> AwsStub.error(403, "UnauthorizedOperation"));

        assertThat(elastic.start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Failed(
                                "ec2:AssociateAddress was called without permission: allow"
                                        + " 'ec2:AssociateAddress' in the role of the instance"));
        assertThat(stub.asked.stream().filter("AssociateAddress"::equals)).hasSize(1);
    }

    @Test
    void throttled_for_a_while_succeeds() throws Exception {
        var isMoved = new AtomicBoolean();
        var asked = new AtomicInteger();
        stub.answers.put("DescribeAddresses", _ -> address(isMoved.get() ? "eni-2" : "eni-1"));
        stub.answers.put(
                "AssociateAddress",
                _ -> {
                    if (asked.incrementAndGet() < 4) {
                        return AwsStub.error(503, "RequestLimitExceeded");
                    }
                    isMoved.set(true);
                    return done("AssociateAddress");
                });

        assertThat(elastic.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("203.0.113.5 leads to 'eni-2'"));
    }

    @Test
    void a_silent_cloud_is_not_known_and_ends_in_time() throws Exception {
        stub.answers.put("DescribeAddresses", _ -> stub.never());
        long begin = System.nanoTime();

        CloudEnd end = elastic.start(Duration.ofSeconds(5), () -> true);

        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        assertThat(elastic.monitor(Duration.ofSeconds(2), () -> true).said())
                .contains("which is no failure");
    }

    @Test
    void who_has_a_secondary_address_is_asked_for_and_it_is_taken_with_reassignment()
            throws Exception {
        var isMoved = new AtomicBoolean();
        var requests = new ArrayList<String>();
        stub.answers.put(
                "DescribeNetworkInterfaces",
                request -> {
                    if (request.contains("addresses.private-ip-address")) {
                        requests.add(request);
                        return networkInterface("eni-1", "10.0.1.4", "10.0.1.50");
                    }
                    return isMoved.get()
                            ? networkInterface("eni-2", "10.0.1.5", "10.0.1.50")
                            : networkInterface("eni-2", "10.0.1.5");
                });
        stub.answers.put(
                "AssignPrivateIpAddresses",
                request -> {
                    requests.add(request);
                    isMoved.set(true);
                    return done("AssignPrivateIpAddresses");
                });

        assertThat(secondary.monitor(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("was stolen by 'eni-1', and was set right"));

        assertThat(requests).hasSize(2);
        assertThat(requests.getFirst()).contains("vpc-1", "10.0.1.50");
        assertThat(requests.getLast())
                .contains("AllowReassignment=true", "NetworkInterfaceId=eni-2", "=10.0.1.50");
        assertThat(secondary.monitor(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("is at 'eni-2'"));
    }

    @Test
    void a_warm_cloud_says_what_it_could_not_move() {
        stub.answers.put("DescribeNetworkInterfaces", _ -> networkInterface("eni-2", "10.0.1.50"));

        cloud.warm(
                new SecondaryIpWish("eu-central-1", IpAddress.parse("10.0.1.50").orThrow(), false));

        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith(
                        "the secondary address '10.0.1.50' cannot be moved from here as it is: a"
                                + " secondary address was wanted");
    }
}
