package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.agent.cloud.AwsStub.Said;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.model.route.RoutePlace;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What STS answers and the API server of [RoleMotoTest] does not.
@Timeout(60)
class AwsStubRoleTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/belay-routes";
    private static final String ASSUME = "AssumeRole";
    private static final String VIP = "10.99.0.5/32";
    private static final RouteWish ROUTES =
            new RouteWish("eu-central-1", "vpc-1", Cidr.parse(VIP).orThrow(), List.of());

    private TestCredentials credentials;
    private AwsStub stub;
    private AwsCloud cloud;

    @BeforeEach
    void up() throws Exception {
        credentials = new TestCredentials();
        stub = new AwsStub();
        var here =
                new AwsPlace(
                        Optional.of("eni-2"),
                        Optional.of("i-0a1b2c3d"),
                        List.of(),
                        Optional.empty(),
                        new AwsRoles(Map.of("vpc-1", ROLE), Map.of(), ""));
        cloud = new AwsCloud(() -> here, Optional.of(stub.endpoint()), _ -> {});
        stub.answers.put(
                "DescribeRouteTables", _ -> AwsStub.table("rtb-1", VIP, "eni-2", "active"));
    }

    @AfterEach
    void down() {
        cloud.close();
        stub.close();
        credentials.close();
    }

    private static Said assumed(Duration left) {
        return new Said(
                200,
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>theirs</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
                <Expiration>%s</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                """
                        .formatted(Instant.now().plus(left)));
    }

    private static Said refused(String code) {
        return new Said(
                403,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>%s</Code><Message>stub</Message></Error><RequestId>r</RequestId></ErrorResponse>"
                        .formatted(code));
    }

    private CloudEnd started() throws InterruptedException {
        long begun = System.nanoTime();
        CloudEnd end =
                cloud.routes(() -> new CloudAnswer.Done<>(ROUTES), UnknownPolicy.WARN)
                        .start(Duration.ofSeconds(60), () -> true);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(11));
        return end;
    }

    private long times() {
        return stub.asked.stream().filter(ASSUME::equals).count();
    }

    @Test
    void a_role_is_assumed_once_and_its_session_names_the_instance() throws Exception {
        stub.answers.put(
                ASSUME,
                request -> {
                    assertThat(request)
                            .contains("RoleArn=" + ROLE, "RoleSessionName=belay-i-0a1b2c3d");
                    return assumed(Duration.ofHours(1));
                });
        assertThat(started()).isInstanceOf(CloudEnd.Right.class);
        assertThat(started()).isInstanceOf(CloudEnd.Right.class);
        assertThat(times()).isEqualTo(1);
    }

    @Test
    void who_may_not_assume_it_is_refused_with_the_role() throws Exception {
        stub.answers.put(ASSUME, _ -> refused("AccessDenied"));
        CloudEnd end = started();
        assertThat(end).isInstanceOf(CloudEnd.Failed.class);
        assertThat(end.said()).contains("'" + ROLE + "'", "sts:AssumeRole", "trust policy");
        assertThat(stub.asked).doesNotContain("DescribeRouteTables");
    }

    @Test
    void whoever_gives_no_credentials_and_no_answer_is_unknown_in_time() throws Exception {
        stub.answers.put(ASSUME, _ -> stub.never());
        CloudEnd end = started();
        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(stub.asked).doesNotContain("DescribeRouteTables");
    }

    @Test
    void credentials_that_soon_end_are_got_anew_beside_the_calls() throws Exception {
        stub.answers.put(ASSUME, _ -> assumed(Duration.ofMinutes(2)));
        assertThat(started()).isInstanceOf(CloudEnd.Right.class);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (times() < 2) {
            assertThat(System.nanoTime()).isLessThan(until);
            assertThat(started()).isInstanceOf(CloudEnd.Right.class);
            LockSupport.parkNanos(50_000_000L);
        }
        // Whoever can't get them anew goes on with those that are there.
        stub.answers.put(ASSUME, _ -> stub.never());
        assertThat(started()).isInstanceOf(CloudEnd.Right.class);
    }

    /// One VPC is this account's and one is not; the transit gateway is called as this account.
    @Test
    void each_place_is_called_with_its_own_credentials() throws Exception {
        stub.answers.put(ASSUME, _ -> assumed(Duration.ofHours(1)));
        stub.answers.put("SearchTransitGatewayRoutes", _ -> AwsStub.error(403, "Refused"));
        var wish =
                new RouteWish(
                        Cidr.parse(VIP).orThrow(),
                        List.of(
                                new RoutePlace.Active(
                                        "eu-central-1", "vpc-2", List.of(), Optional.empty()),
                                new RoutePlace.Client(
                                        "eu-central-1", "vpc-1", List.of("rtb-1"), "tgw-1"),
                                new RoutePlace.Transit(
                                        "eu-central-1", "tgw-rtb-1", "tgw-attach-1")));

        cloud.routes(() -> new CloudAnswer.Done<>(wish), UnknownPolicy.WARN)
                .monitor(Duration.ofSeconds(60), () -> true);

        assertThat(stub.signed)
                .contains("theirs DescribeRouteTables")
                .filteredOn(one -> one.startsWith("theirs "))
                .allMatch(
                        one -> one.endsWith("DescribeRouteTables") || one.endsWith("ReplaceRoute"));
        assertThat(stub.signed)
                .filteredOn(one -> !one.startsWith("theirs "))
                .extracting(one -> one.split(" ", 2)[1])
                .contains("DescribeRouteTables", "SearchTransitGatewayRoutes", ASSUME);
    }

    private List<Probe> reach() throws InterruptedException {
        return cloud.reach(List.of(ROUTES), List.of()).stream()
                .filter(one -> !one.target().startsWith("http://169.254"))
                .toList();
    }

    @Test
    void what_a_role_may_do_is_tried_with_it() throws Exception {
        stub.answers.put(ASSUME, _ -> assumed(Duration.ofHours(1)));
        stub.answers.put("ReplaceRoute", _ -> AwsStub.error(412, "DryRunOperation"));

        assertThat(reach())
                .extracting(Probe::target, Probe::result)
                .containsExactly(
                        tuple("sts:AssumeRole of '" + ROLE + "'", Result.ALLOWED),
                        tuple("https://127.0.0.1", Result.DIRECT),
                        tuple("ec2:DescribeRouteTables", Result.ALLOWED),
                        tuple("ec2:ReplaceRoute", Result.ALLOWED));
        assertThat(stub.signed).contains("theirs DescribeRouteTables", "theirs ReplaceRoute");
    }

    @Test
    void without_its_role_nothing_is_tried_there() throws Exception {
        stub.answers.put(ASSUME, _ -> refused("AccessDenied"));

        assertThat(reach())
                .extracting(Probe::target, Probe::result)
                .containsExactly(tuple("sts:AssumeRole of '" + ROLE + "'", Result.DENIED));
        assertThat(stub.asked).doesNotContain("DescribeRouteTables");
    }
}
