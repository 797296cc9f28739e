package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.network.RecordType;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Route tables and a hosted zone of another account, reached by a role there: an API server that
/// we did not write keeps the accounts apart, and the AWS CLI looks into both.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RoleMotoTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/belay-routes";
    private static final String VIP = "10.99.0.5/32";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<String> logged = new ArrayList<>();
    private TestCredentials credentials;
    private MotoServer server;
    private Map<String, String> other;
    private String vpc;
    private String table;
    private String zone;
    private String first;
    private String second;

    @BeforeAll
    void up() throws Exception {
        credentials = new TestCredentials();
        server = MotoServer.start();
        String[] given =
                server.cli(
                                "sts",
                                "assume-role",
                                "--role-arn",
                                ROLE,
                                "--role-session-name",
                                "test",
                                "--query",
                                "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]")
                        .split("\\s+", -1);
        other =
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        given[0],
                        "AWS_SECRET_ACCESS_KEY",
                        given[1],
                        "AWS_SESSION_TOKEN",
                        given[2]);
        vpc = there("ec2", "create-vpc", "--cidr-block", "10.0.0.0/16", "--query", "Vpc.VpcId");
        String subnet =
                there(
                        "ec2",
                        "create-subnet",
                        "--vpc-id",
                        vpc,
                        "--cidr-block",
                        "10.0.1.0/24",
                        "--query",
                        "Subnet.SubnetId");
        first = eni(subnet);
        second = eni(subnet);
        table =
                there(
                        "ec2",
                        "create-route-table",
                        "--vpc-id",
                        vpc,
                        "--query",
                        "RouteTable.RouteTableId");
        there(
                "ec2",
                "create-route",
                "--route-table-id",
                table,
                "--destination-cidr-block",
                VIP,
                "--network-interface-id",
                first);
        zone =
                there(
                                "route53",
                                "create-hosted-zone",
                                "--name",
                                "example.com",
                                "--caller-reference",
                                "1",
                                "--query",
                                "HostedZone.Id")
                        .replace("/hostedzone/", "");
    }

    @AfterAll
    void down() {
        server.close();
        credentials.close();
    }

    private String there(String... arguments) throws Exception {
        return server.cli(other, arguments);
    }

    private String eni(String subnet) throws Exception {
        return there(
                "ec2",
                "create-network-interface",
                "--subnet-id",
                subnet,
                "--query",
                "NetworkInterface.NetworkInterfaceId");
    }

    private AwsCloud cloud(AwsRoles roles) {
        var here =
                new AwsPlace(
                        Optional.of(second),
                        Optional.empty(),
                        List.of(IpAddress.parse("10.0.1.4").orThrow()),
                        Optional.empty(),
                        roles);
        return new AwsCloud(() -> here, Optional.of(server.endpoint()), logged::add);
    }

    private static AwsRoles roles(String vpc, String zone) {
        return new AwsRoles(
                Map.of(vpc, ROLE),
                Map.of(AwsRoles.record(zone, "App.example.com."), ROLE),
                MotoServer.REGION);
    }

    @Test
    void a_route_of_another_account_follows_by_its_role_alone() throws Exception {
        var wish = new RouteWish(MotoServer.REGION, vpc, Cidr.parse(VIP).orThrow(), List.of(table));
        try (var without = cloud(AwsRoles.NONE)) {
            assertThat(
                            without.routes(() -> new CloudAnswer.Done<>(wish), UnknownPolicy.WARN)
                                    .start(LIMIT, () -> true))
                    .isNotInstanceOf(CloudEnd.Right.class);
        }
        try (var with = cloud(roles(vpc, zone))) {
            assertThat(
                            with.routes(() -> new CloudAnswer.Done<>(wish), UnknownPolicy.WARN)
                                    .start(LIMIT, () -> true))
                    .isInstanceOf(CloudEnd.Right.class);
        }
        assertThat(
                        there(
                                "ec2",
                                "describe-route-tables",
                                "--route-table-ids",
                                table,
                                "--query",
                                "RouteTables[].Routes[?DestinationCidrBlock=='"
                                        + VIP
                                        + "'][].NetworkInterfaceId"))
                .isEqualTo(second);
    }

    @Test
    void a_record_in_a_zone_of_another_account_follows_by_its_role_alone() throws Exception {
        var wish =
                new DnsWish(
                        zone,
                        "app.example.com",
                        RecordType.A,
                        Duration.ofSeconds(10),
                        true,
                        Duration.ofSeconds(20),
                        false);
        try (var without = cloud(AwsRoles.NONE)) {
            assertThat(without.record(wish, UnknownPolicy.WARN).start(LIMIT, () -> true))
                    .isInstanceOf(CloudEnd.Failed.class);
        }
        try (var with = cloud(roles(vpc, zone))) {
            assertThat(with.record(wish, UnknownPolicy.WARN).start(LIMIT, () -> true))
                    .isInstanceOf(CloudEnd.Right.class);
        }
        assertThat(
                        there(
                                "route53",
                                "list-resource-record-sets",
                                "--hosted-zone-id",
                                zone,
                                "--query",
                                "ResourceRecordSets[?Name=='app.example.com.'].ResourceRecords[].Value"))
                .isEqualTo("10.0.1.4");
    }
}
