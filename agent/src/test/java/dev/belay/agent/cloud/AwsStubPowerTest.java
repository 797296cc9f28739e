package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.AwsStub.Said;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What AWS answers about power and the API server of [FenceMotoTest] does not; through the SDK.
@Timeout(40)
class AwsStubPowerTest {

    private static final String ID = "i-0a1b2c3d";
    private static final String STOP = "StopInstances";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<String> stops = new CopyOnWriteArrayList<>();
    private volatile String state = "running";
    private TestCredentials credentials;
    private AwsStub stub;
    private AwsCloud cloud;

    @BeforeEach
    void up() throws Exception {
        credentials = new TestCredentials();
        stub = new AwsStub();
        var here = new AwsPlace(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        cloud = new AwsCloud(() -> here, Optional.of(stub.endpoint()), _ -> {});
        stub.answers.put("DescribeInstances", _ -> instances(state));
        stub.answers.put("DescribeInstanceAttribute", _ -> isProtected(false));
        stub.answers.put(
                STOP,
                request -> {
                    stops.add(request);
                    state = "stopping";
                    return stopping();
                });
    }

    @AfterEach
    void down() {
        cloud.close();
        stub.close();
        credentials.close();
    }

    private static Said instances(String state) {
        return new Said(
                200,
                """
                <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>
                <reservationSet><item><instancesSet><item><instanceId>%s</instanceId>
                <instanceState><name>%s</name></instanceState><rootDeviceType>ebs</rootDeviceType></item>
                </instancesSet></item></reservationSet></DescribeInstancesResponse>
                """
                        .formatted(ID, state));
    }

    private static Said isProtected(boolean yes) {
        return new Said(
                200,
                """
                <DescribeInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>
                <instanceId>%s</instanceId><disableApiStop><value>%s</value></disableApiStop></DescribeInstanceAttributeResponse>
                """
                        .formatted(ID, yes));
    }

    private static Said stopping() {
        return new Said(
                200,
                "<StopInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId></StopInstancesResponse>");
    }

    private PowerEnd off() throws InterruptedException {
        return cloud.power("eu-central-1").off(ID, LIMIT);
    }

    @Test
    void it_is_told_to_stop_at_once_and_stopping_for_ever_is_unknown() throws Exception {
        PowerEnd end = off();

        assertThat(end).isInstanceOf(PowerEnd.Unknown.class);
        assertThat(end.said()).contains("is stopping");
        assertThat(stops)
                .singleElement()
                .satisfies(one ->
                        assertThat(one)
                                .contains(
                                        "InstanceId.1=" + ID, "Force=true", "SkipOsShutdown=true"));
    }

    @Test
    void one_that_is_terminated_meanwhile_is_off() throws Exception {
        stub.answers.put(
                STOP,
                _ -> {
                    state = "terminated";
                    return stopping();
                });
        assertThat(off()).isInstanceOf(PowerEnd.Off.class);
    }

    @Test
    void protected_is_refused_and_nothing_is_asked() throws Exception {
        stub.answers.put("DescribeInstanceAttribute", _ -> isProtected(true));
        assertThat(off()).isInstanceOf(PowerEnd.Refused.class);
        assertThat(stops).isEmpty();
    }

    @Test
    void a_spot_instance_is_refused_with_what_aws_says() throws Exception {
        stub.answers.put(STOP, _ -> AwsStub.error(400, "UnsupportedOperation"));
        PowerEnd end = off();
        assertThat(end).isInstanceOf(PowerEnd.Refused.class);
        assertThat(end.said()).contains("UnsupportedOperation");
    }

    @Test
    void without_permission_it_is_refused_with_the_permission() throws Exception {
        stub.answers.put(STOP, _ -> AwsStub.error(403, "UnauthorizedOperation"));
        PowerEnd end = off();
        assertThat(end).isInstanceOf(PowerEnd.Refused.class);
        assertThat(end.said()).contains("allow 'ec2:StopInstances'");
    }

    @Test
    void throttled_for_ever_is_unknown() throws Exception {
        stub.answers.put(STOP, _ -> AwsStub.error(503, "RequestLimitExceeded"));
        PowerEnd end = off();
        assertThat(end).isInstanceOf(PowerEnd.Unknown.class);
        assertThat(end.said()).contains("was not seen to be");
    }

    @Test
    void whoever_never_answers_is_unknown_when_the_time_is_over() throws Exception {
        stub.answers.put("DescribeInstances", _ -> stub.never());
        long begun = System.nanoTime();

        PowerEnd end = off();

        assertThat(end).isInstanceOf(PowerEnd.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT.plusSeconds(3));
        assertThat(stops).isEmpty();
    }
}
