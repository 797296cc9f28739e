package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.AwsStub.Said;
import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// What AWS does and the API server of [AwsMotoTest] does not: each end is the right one, and comes
/// within ten seconds.
@Timeout(30)
class AwsStubTest {

    private static final String DESCRIBE = "DescribeRouteTables";
    private static final String REPLACE = "ReplaceRoute";
    private static final String VIP = "10.99.0.5/32";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final RouteWish ROUTES =
            new RouteWish("eu-central-1", "vpc-1", Cidr.parse(VIP).orThrow(), List.of());

    private final List<String> logged = new ArrayList<>();
    private volatile String target = "eni-1";
    private TestCredentials credentials;
    private AwsStub stub;
    private AwsCloud cloud;
    private CloudSteps steps;

    @BeforeEach
    void up() throws Exception {
        credentials = new TestCredentials();
        stub = new AwsStub();
        var here =
                new AwsPlace(
                        Optional.of("eni-2"),
                        Optional.empty(),
                        List.of(IpAddress.parse("10.0.1.4").orThrow()),
                        Optional.empty());
        cloud = new AwsCloud(() -> here, Optional.of(stub.endpoint()), logged::add);
        steps = cloud.routes(() -> new CloudAnswer.Done<>(ROUTES), UnknownPolicy.WARN);
        stub.answers.put(DESCRIBE, _ -> AwsStub.table("rtb-1", VIP, target, "active"));
        stub.answers.put(
                REPLACE,
                _ -> {
                    target = "eni-2";
                    return AwsStub.replaced();
                });
    }

    @AfterEach
    void down() {
        cloud.close();
        stub.close();
        credentials.close();
    }

    private CloudEnd started(Duration limit) throws InterruptedException {
        long begin = System.nanoTime();
        CloudEnd end = steps.start(limit, () -> true);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        return end;
    }

    /// "RequestLimitExceeded", HTTP 503: "Request throttling for the Amazon EC2 API".
    @Test
    void throttled_for_ever_is_a_warning_that_says_so() throws Exception {
        stub.answers.put(REPLACE, _ -> AwsStub.error(503, "RequestLimitExceeded"));

        CloudEnd end = started(Duration.ofSeconds(2));

        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(end.said()).contains("'rtb-1'", "ec2:ReplaceRoute", "calls too often");
    }

    /// The same, for a while only: the bucket of the account fills again.
    @Test
    void throttled_for_a_while_succeeds() throws Exception {
        var tries = new AtomicInteger();
        stub.answers.put(
                REPLACE,
                _ -> {
                    if (tries.incrementAndGet() < 5) {
                        return AwsStub.error(503, "RequestLimitExceeded");
                    }
                    target = "eni-2";
                    return AwsStub.replaced();
                });

        assertThat(started(LIMIT)).isInstanceOf(CloudEnd.Right.class);
    }

    /// A proxy or an endpoint that takes a connection and never says anything.
    @Test
    void no_answer_is_not_known() throws Exception {
        stub.answers.put(DESCRIBE, _ -> stub.never());

        CloudEnd end = started(LIMIT);

        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(end.said()).startsWith("it is not known whether its routes lead here");
    }

    /// The answer got lost, the change did not: a time-out is neither success nor failure.
    @Test
    void a_change_whose_answer_got_lost_is_seen_to_be_made() throws Exception {
        stub.answers.put(
                REPLACE,
                _ -> {
                    target = "eni-2";
                    return stub.never();
                });

        assertThat(started(LIMIT)).isInstanceOf(CloudEnd.Right.class);
    }

    /// A stop does not wait for what hangs.
    @Test
    void what_hangs_is_broken_off_at_the_end_of_a_stay() throws Exception {
        var begun = new CountDownLatch(1);
        stub.answers.put(
                DESCRIBE,
                _ -> {
                    begun.countDown();
                    return stub.never();
                });
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        begun.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    steps.end();
                });
        long begin = System.nanoTime();

        CloudEnd end = steps.start(LIMIT, () -> begun.getCount() > 0);

        assertThat(end).isInstanceOf(CloudEnd.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    /// "UnauthorizedOperation", HTTP 403: the role lacks a permission.
    @Test
    void a_missing_permission_is_named_and_not_tried_again() throws Exception {
        stub.answers.put(REPLACE, _ -> AwsStub.error(403, "UnauthorizedOperation"));

        CloudEnd end = started(LIMIT);

        assertThat(end)
                .isEqualTo(
                        new CloudEnd.Failed(
                                "'rtb-1': ec2:ReplaceRoute was called without permission: allow"
                                        + " 'ec2:ReplaceRoute' in the role of the instance"));
        assertThat(stub.asked).containsExactly(DESCRIBE, REPLACE, DESCRIBE);
    }

    /// Credentials of an instance whose clock is wrong, or that has no role.
    @Test
    void refused_credentials_are_a_failure() throws Exception {
        stub.answers.put(DESCRIBE, _ -> AwsStub.error(401, "AuthFailure"));

        assertThat(started(LIMIT).said()).contains("its credentials were refused", "a role");
    }

    /// State `blackhole`: "the route's target isn't available", as after an interface was detached.
    @Test
    void a_blackhole_is_seen_and_set_right() throws Exception {
        cloud.warm(ROUTES);
        stub.answers.put(
                DESCRIBE,
                _ ->
                        AwsStub.table(
                                "rtb-1",
                                VIP,
                                target,
                                target.equals("eni-2") ? "active" : "blackhole"));

        CloudEnd end = steps.monitor(LIMIT, () -> true);

        assertThat(end)
                .isEqualTo(
                        new CloudEnd.Right(
                                "was a blackhole in 'rtb-1', where 'eni-1' is gone, and was set"
                                        + " right"));
    }

    /// A route that is propagated can't be replaced; one that is added goes before it.
    @Test
    void a_line_that_is_only_propagated_is_none() {
        try (Ec2Client client =
                new AwsSettings("eu-central-1", Optional.empty(), Optional.of(stub.endpoint()))
                        .build(Ec2Client.builder(), Optional.empty())) {
            var routes = new Ec2Routes(client);
            stub.answers.put(DESCRIBE, _ -> AwsStub.propagated("rtb-1", VIP, ""));
            assertThat(routes.tables("vpc-1", Cidr.parse(VIP).orThrow(), List.of("rtb-1")))
                    .isEqualTo(
                            new CloudAnswer.Done<>(
                                    List.of(new RouteApi.Table("rtb-1", Optional.empty()))));

            stub.answers.put(
                    DESCRIBE,
                    _ ->
                            AwsStub.propagated(
                                    "rtb-1",
                                    VIP,
                                    "<item><destinationCidrBlock>10.99.0.5/32</destinationCidrBlock><networkInterfaceId>eni-1</networkInterfaceId><state>active</state><origin>CreateRoute</origin></item>"));
            assertThat(routes.tables("vpc-1", Cidr.parse(VIP).orThrow(), List.of("rtb-1")))
                    .isEqualTo(
                            new CloudAnswer.Done<>(
                                    List.of(
                                            new RouteApi.Table(
                                                    "rtb-1",
                                                    Optional.of(
                                                            new RouteApi.Target(
                                                                    "eni-1", true, false))))));
        }
    }

    /// The interface is found while nothing hangs on it.
    @Test
    void a_warm_cloud_knows_the_interface_of_its_instance() throws Exception {
        stub.answers.put(
                "DescribeNetworkInterfaces",
                _ ->
                        new Said(
                                200,
                                "<DescribeNetworkInterfacesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId><networkInterfaceSet><item><networkInterfaceId>eni-2</networkInterfaceId><attachment><deviceIndex>0</deviceIndex></attachment></item></networkInterfaceSet></DescribeNetworkInterfacesResponse>"));
        var instance =
                new AwsPlace(Optional.empty(), Optional.of("i-1"), List.of(), Optional.empty());
        try (var warm = new AwsCloud(() -> instance, Optional.of(stub.endpoint()), logged::add)) {
            warm.warm(ROUTES);
            assertThat(logged).isEmpty();
            stub.answers.remove("DescribeNetworkInterfaces");
            stub.asked.clear();

            assertThat(
                            warm.routes(() -> new CloudAnswer.Done<>(ROUTES), UnknownPolicy.WARN)
                                    .start(LIMIT, () -> true))
                    .isEqualTo(new CloudEnd.Right("leads to 'eni-2' in rtb-1"));
            assertThat(stub.asked).containsExactly(DESCRIBE, REPLACE, DESCRIBE);
        }
    }

    /// The metadata service in its second version: a token first, by PUT.
    @Test
    void an_instance_is_asked_for_its_network_interface() {
        stub.answers.put("PUT /latest/api/token", _ -> new Said(200, "token"));
        stub.answers.put("GET /latest/meta-data/mac", _ -> new Said(200, "02:00:00:00:00:01"));
        stub.answers.put(
                "GET /latest/meta-data/network/interfaces/macs/02:00:00:00:00:01/interface-id",
                _ -> new Said(200, "eni-7"));

        assertThat(new InstanceMetadata(stub.endpoint()).networkInterface())
                .isEqualTo(new CloudAnswer.Done<>("eni-7"));

        stub.answers.clear();
        assertThat(new InstanceMetadata(stub.endpoint()).networkInterface())
                .isInstanceOf(CloudAnswer.Unknown.class);
    }

    /// The proxy of the design is asked to connect, for hosts that are no exception. One that
    /// refuses is *unknown* to the caller: nothing reached the cloud, and nothing says so.
    @Test
    void calls_go_through_the_proxy_of_the_design_and_past_it_where_it_says_so() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (var proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(proxy, asked));
            assertThat(throughProxy(proxy.getLocalPort(), ".example.invalid"))
                    .isInstanceOf(CloudAnswer.Unknown.class);
            assertThat(asked).isEmpty();

            assertThat(throughProxy(proxy.getLocalPort(), "other.invalid"))
                    .isInstanceOf(CloudAnswer.Unknown.class);
            assertThat(asked).isNotEmpty().containsOnly("CONNECT ec2.example.invalid:443 HTTP/1.1");
        }
    }

    private static CloudAnswer<?> throughProxy(int port, String bypass) {
        var proxy =
                new ProxySettings(
                        "127.0.0.1", new Port(port), false, true, Bypass.of(List.of(bypass)));
        var settings =
                new AwsSettings(
                        "eu-central-1",
                        Optional.of(proxy),
                        Optional.of(URI.create("https://ec2.example.invalid")));
        try (Ec2Client client = settings.build(Ec2Client.builder(), Optional.empty())) {
            return new Ec2Routes(client).tables("vpc-1", Cidr.parse(VIP).orThrow(), List.of());
        }
    }

    private static void refuse(ServerSocket proxy, List<String> asked) {
        while (!proxy.isClosed()) {
            try (Socket caller = proxy.accept();
                    var in =
                            new BufferedReader(
                                    new InputStreamReader(
                                            caller.getInputStream(), StandardCharsets.UTF_8))) {
                asked.add(in.readLine());
                caller.getOutputStream()
                        .write(
                                "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                        .getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // Whoever closes the proxy ends the test.
            }
        }
    }
}
