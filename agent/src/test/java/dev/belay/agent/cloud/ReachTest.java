package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.agent.cloud.AwsStub.Said;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.model.network.RecordType;
import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxyLogin;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a node says of its way to the cloud. With a stub: the API server that we did not write
/// carries a dry run out.
@Timeout(30)
class ReachTest {

    private static final RouteWish ROUTES =
            new RouteWish("eu-central-1", "vpc-1", Cidr.parse("10.99.0.5/32").orThrow(), List.of());
    private static final DnsWish NAME =
            new DnsWish(
                    "Z1",
                    "web.example.com",
                    RecordType.A,
                    Duration.ofSeconds(10),
                    false,
                    Duration.ZERO,
                    false);

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private TestCredentials credentials;
    private AwsStub stub;

    @BeforeEach
    void up() throws Exception {
        credentials = new TestCredentials();
        stub = new AwsStub();
        stub.answers.put(
                "DescribeRouteTables",
                _ -> AwsStub.table("rtb-1", "10.99.0.5/32", "eni-1", "active"));
        stub.answers.put(
                "ReplaceRoute",
                body -> {
                    bodies.add(body);
                    return AwsStub.error(412, "DryRunOperation");
                });
    }

    @AfterEach
    void down() {
        stub.close();
        credentials.close();
    }

    private List<Probe> reach(List<DnsWish> names) throws InterruptedException {
        try (var cloud =
                new AwsCloud(() -> AwsPlace.NOWHERE, Optional.of(stub.endpoint()), _ -> {})) {
            return cloud.reach(List.of(ROUTES), names).stream()
                    .filter(one -> !one.target().startsWith("http://169.254"))
                    .toList();
        }
    }

    private Result result(String target) throws InterruptedException {
        return reach(List.of()).stream()
                .filter(one -> one.target().equals(target))
                .findFirst()
                .orElseThrow()
                .result();
    }

    @Test
    void a_dry_run_says_that_it_would_be_allowed_and_leads_where_the_route_leads()
            throws Exception {
        assertThat(reach(List.of()))
                .extracting(Probe::target, Probe::result)
                .containsExactly(
                        tuple("https://127.0.0.1", Result.DIRECT),
                        tuple("ec2:DescribeRouteTables", Result.ALLOWED),
                        tuple("ec2:ReplaceRoute", Result.ALLOWED));
        assertThat(bodies).hasSize(1);
        assertThat(bodies.getFirst())
                .contains("DryRun=true", "NetworkInterfaceId=eni-1", "RouteTableId=rtb-1");
    }

    @Test
    void a_missing_permission_is_named_and_the_endpoint_is_reached_all_the_same() throws Exception {
        stub.answers.put("ReplaceRoute", _ -> AwsStub.error(403, "UnauthorizedOperation"));

        Probe probe = reach(List.of()).getLast();

        assertThat(probe.target()).isEqualTo("ec2:ReplaceRoute");
        assertThat(probe.result()).isEqualTo(Result.DENIED);
        assertThat(probe.evidence()).contains("allow 'ec2:ReplaceRoute' in the role");
        stub.answers.put("DescribeRouteTables", _ -> AwsStub.error(403, "UnauthorizedOperation"));
        assertThat(result("ec2:DescribeRouteTables")).isEqualTo(Result.DENIED);
        assertThat(result("https://127.0.0.1")).isEqualTo(Result.DIRECT);
    }

    /// As the API server that we did not write does.
    @Test
    void an_api_that_carries_a_dry_run_out_proves_nothing() throws Exception {
        stub.answers.put("ReplaceRoute", _ -> AwsStub.replaced());

        assertThat(result("ec2:ReplaceRoute")).isEqualTo(Result.NOT_PROVEN);
    }

    @Test
    void without_a_route_to_try_it_with_a_change_is_not_proven() throws Exception {
        stub.answers.put(
                "DescribeRouteTables", _ -> AwsStub.propagated("rtb-1", "10.99.0.5/32", ""));

        assertThat(result("ec2:ReplaceRoute")).isEqualTo(Result.NOT_PROVEN);
        assertThat(bodies).isEmpty();
    }

    @Test
    void no_answer_is_not_known() throws Exception {
        stub.answers.put("DescribeRouteTables", _ -> stub.never());

        assertThat(result("https://127.0.0.1")).isEqualTo(Result.UNKNOWN);
        assertThat(result("ec2:DescribeRouteTables")).isEqualTo(Result.UNKNOWN);
    }

    /// Route 53 knows no dry run.
    @Test
    void a_change_of_a_record_is_never_tried() throws Exception {
        stub.answers.put(
                "GET /2013-04-01/hostedzone/Z1/rrset",
                _ ->
                        new Said(
                                200,
                                "<ListResourceRecordSetsResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ResourceRecordSets/><IsTruncated>false</IsTruncated><MaxItems>1</MaxItems></ListResourceRecordSetsResponse>"));
        stub.answers.put(
                "GET /2013-04-01/change/C0000000000000000000",
                _ ->
                        new Said(
                                404,
                                "<ErrorResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Error><Type>Sender</Type><Code>NoSuchChange</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>"));

        assertThat(reach(List.of(NAME)))
                .extracting(Probe::target, Probe::result)
                .endsWith(
                        tuple("route53:ListResourceRecordSets", Result.ALLOWED),
                        tuple("route53:GetChange", Result.ALLOWED),
                        tuple("route53:ChangeResourceRecordSets", Result.NOT_PROVEN));
        assertThat(stub.asked).noneMatch(one -> one.startsWith("POST"));
    }

    @Test
    void a_proxy_that_refuses_is_told_from_a_cloud_that_does() {
        var refused =
                new CloudAnswer.Unknown<String>(
                        ProxyWords.of(
                                "Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 403 Forbidden\""));

        Probe probe = Probes.endpoint("https://ec2", refused, Result.BY_PROXY, "");

        assertThat(probe.result()).isEqualTo(Result.REFUSED_BY_PROXY);
        assertThat(probe.evidence()).contains("'belay proxy check'");
        assertThat(Probes.permission("ec2:ReplaceRoute", refused).result())
                .isEqualTo(Result.UNKNOWN);
    }

    /// One that refuses all: the JDK would ask it twenty times with the same password.
    @Test
    void a_wrong_password_is_told_once_for_each_attempt() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (var proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(proxy, told));
            var settings =
                    new ProxySettings(
                            "127.0.0.1",
                            new Port(proxy.getLocalPort()),
                            true,
                            true,
                            Bypass.of(List.of()),
                            Optional.of(new ProxyLogin(new ThingId("squid"), "belay", "wrong")));
            // Not to this host itself, which is past every proxy.
            var connection =
                    KnownToProxy.of(settings)
                            .createConnection(URI.create("http://ec2.example.invalid/"));
            assertThat(connection.getResponseCode()).isEqualTo(407);
        }
        assertThat(told.stream().filter(one -> one.contains("Basic "))).hasSize(1);
    }

    private static void refuse(ServerSocket proxy, List<String> told) {
        while (true) {
            try (var socket = proxy.accept()) {
                var text = new StringBuilder();
                var reader = socket.getInputStream();
                while (text.indexOf("\r\n\r\n") < 0) {
                    text.append((char) reader.read());
                }
                told.add(text.toString());
                socket.getOutputStream()
                        .write(
                                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                return;
            }
        }
    }
}
