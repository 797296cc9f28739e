package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.AwsStub.Said;
import dev.belay.model.network.RecordType;
import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// As [AwsStubTest], of Route 53.
@Timeout(30)
class AwsStubRecordsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final DnsWish WISH =
            new DnsWish(
                    "Z1",
                    "app.example.com",
                    RecordType.A,
                    Duration.ofSeconds(10),
                    true,
                    Duration.ofSeconds(20),
                    false);

    private volatile String value = "10.0.2.4";
    private TestCredentials credentials;
    private AwsStub stub;
    private AwsCloud cloud;

    @BeforeEach
    void up() throws Exception {
        credentials = new TestCredentials();
        stub = new AwsStub();
        var here =
                new AwsPlace(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(IpAddress.parse("10.0.1.4").orThrow()),
                        Optional.empty());
        cloud = new AwsCloud(() -> here, Optional.of(stub.endpoint()), _ -> {});
    }

    @AfterEach
    void down() {
        cloud.close();
        stub.close();
        credentials.close();
    }

    private CloudEnd started() throws InterruptedException {
        long begin = System.nanoTime();
        CloudEnd end = cloud.record(WISH, UnknownPolicy.WARN).start(LIMIT, () -> true);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        return end;
    }

    /// An alias, or one of several records with weights, is not one that an agent wrote.
    @Test
    void a_record_that_is_an_alias_or_has_a_routing_policy_is_not_touched() throws Exception {
        for (String other :
                List.of(
                        "<AliasTarget><HostedZoneId>Z2</HostedZoneId><DNSName>lb.example.com.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>",
                        "<SetIdentifier>one</SetIdentifier><Weight>1</Weight><TTL>10</TTL><ResourceRecords><ResourceRecord><Value>10.0.1.4</Value></ResourceRecord></ResourceRecords>")) {
            stub.asked.clear();
            stub.answers.put("GET /2013-04-01/hostedzone/Z1/rrset", _ -> listed(other));

            CloudEnd end = cloud.record(WISH, UnknownPolicy.WARN).start(LIMIT, () -> true);

            assertThat(end).isInstanceOf(CloudEnd.Failed.class);
            assertThat(end.said()).contains("'app.example.com'", "'Z1'", "an alias");
            assertThat(stub.asked).containsExactly("GET /2013-04-01/hostedzone/Z1/rrset");
        }
    }

    /// As a proxy that takes a connection and never says anything.
    @Test
    void a_record_whose_servers_never_answer_ends_in_time() throws Exception {
        stub.answers.put("GET /2013-04-01/hostedzone/Z1/rrset", _ -> stub.never());
        stub.answers.put("POST /2013-04-01/hostedzone/Z1/rrset", _ -> stub.never());

        CloudEnd end = started();

        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(end.said()).startsWith("it is not known what it says");
    }

    @Test
    void a_look_at_a_record_whose_servers_never_answer_takes_three_seconds() throws Exception {
        stub.answers.put("GET /2013-04-01/hostedzone/Z1/rrset", _ -> stub.never());
        long begin = System.nanoTime();

        assertThat(cloud.record(WISH, UnknownPolicy.WARN).monitor(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Warned.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    /// The answer of the look comes, that of the change does not.
    @Test
    void a_record_whose_change_is_never_answered_is_looked_at_in_time() throws Exception {
        stub.answers.put("GET /2013-04-01/hostedzone/Z1/rrset", _ -> record(value));
        stub.answers.put(
                "POST /2013-04-01/hostedzone/Z1/rrset",
                _ -> {
                    value = "10.0.1.4";
                    return stub.never();
                });

        CloudEnd end = started();

        assertThat(end).isInstanceOf(CloudEnd.Warned.class);
        assertThat(end.said()).startsWith("says 10.0.1.4 for 10 s");
    }

    /// A change of Route 53 is PENDING until all its servers have it; while one is under way the
    /// zone answers `PriorRequestNotComplete` to another.
    @Test
    void a_record_is_waited_for_until_it_is_in_sync() throws Exception {
        var busy = new AtomicInteger(1);
        var pending = new AtomicInteger(2);
        stub.answers.put(
                "POST /2013-04-01/hostedzone/Z1/rrset",
                _ -> {
                    if (busy.getAndDecrement() > 0) {
                        return new Said(
                                400,
                                "<ErrorResponse><Error><Type>Sender</Type><Code>PriorRequestNotComplete</Code><Message>stub</Message></Error><RequestId>r</RequestId></ErrorResponse>");
                    }
                    value = "10.0.1.4";
                    return change("ChangeResourceRecordSetsResponse", "PENDING");
                });
        stub.answers.put(
                "GET /2013-04-01/change/C1",
                _ ->
                        change(
                                "GetChangeResponse",
                                pending.decrementAndGet() > 0 ? "PENDING" : "INSYNC"));
        stub.answers.put("GET /2013-04-01/hostedzone/Z1/rrset", _ -> record(value));

        assertThat(cloud.record(WISH, UnknownPolicy.WARN).start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("says 10.0.1.4 for 10 s"));
        assertThat(stub.asked.stream().filter(one -> one.contains("/change/"))).hasSize(2);
    }

    private static Said change(String name, String status) {
        return new Said(
                200,
                "<%s xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ChangeInfo><Id>/change/C1</Id><Status>%s</Status><SubmittedAt>2026-01-01T00:00:00Z</SubmittedAt></ChangeInfo></%s>"
                        .formatted(name, status, name));
    }

    private static Said record(String value) {
        return listed(
                "<TTL>10</TTL><ResourceRecords><ResourceRecord><Value>%s</Value></ResourceRecord></ResourceRecords>"
                        .formatted(value));
    }

    /// @param what beside its name and type
    private static Said listed(String what) {
        return new Said(
                200,
                """
                <ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">\
                <ResourceRecordSets><ResourceRecordSet><Name>app.example.com.</Name><Type>A</Type>%s\
                </ResourceRecordSet></ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>1</MaxItems>\
                </ListResourceRecordSetsResponse>\
                """
                        .formatted(what));
    }
}
