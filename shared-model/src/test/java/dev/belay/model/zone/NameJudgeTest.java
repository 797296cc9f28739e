package dev.belay.model.zone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.network.DnsRecord;
import dev.belay.model.value.ThingId;
import dev.belay.model.zone.NameJudge.Answer;
import dev.belay.model.zone.NameJudge.Cause;
import dev.belay.model.zone.NameJudge.Outcome;
import dev.belay.model.zone.NameJudge.Question;
import dev.belay.model.zone.NameJudge.Sight;
import dev.belay.model.zone.ZoneReader.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameJudgeTest {
    private static final String ID = "Z0123456789ABCDEFGHIJ";
    private static final DnsRecord APP =
            DnsRecord.of(new ThingId("app"), "app", "App.example.com.")
                    .withZoneId(Optional.of("/hostedzone/" + ID));
    private static final String ZONE =
            """
            {"HostedZone": {"Id": "/hostedzone/%s", "Name": "Example.com.",
              "Config": {"PrivateZone": %s}},
             "VPCs": [{"VPCRegion": "ap-northeast-1", "VPCId": "vpc-1234abcd"}]}
            """;
    private static final String RECORDS =
            """
            {"ResourceRecordSets": [
              {"Name": "example.com.", "Type": "SOA", "TTL": 900,
               "ResourceRecords": [{"Value": "ns. hostmaster. 1 7200 900 1209600 86400"}]}%s]}
            """;

    private static ZonePicture read(String text) {
        ZoneReader.Read read = ZoneReader.read(text);
        assertThat(read.fault()).isEmpty();
        return read.picture();
    }

    private static ZonePicture with(String record) {
        return read(RECORDS.formatted("," + record));
    }

    private static Answer answer(Question question, ZonePicture picture) {
        return answer(question, APP, Sight.PRIVATE, picture);
    }

    private static Answer answer(
            Question question, DnsRecord record, Sight sight, ZonePicture picture) {
        return NameJudge.of(record, sight, List.of("vpc-1234abcd"), picture).stream()
                .filter(one -> one.question() == question)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_name_that_is_free_in_its_zone_passes_everything() {
        ZonePicture picture = read(ZONE.formatted(ID, true) + RECORDS.formatted(""));

        assertThat(NameJudge.of(APP, Sight.PRIVATE, List.of("vpc-1234abcd"), picture))
                .extracting(Answer::outcome)
                .containsOnly(Outcome.PASS)
                .hasSize(Question.values().length);
    }

    @Test
    void what_was_not_given_is_unknown() {
        assertThat(NameJudge.of(APP, Sight.PUBLIC, List.of(), ZonePicture.EMPTY))
                .extracting(Answer::outcome)
                .containsExactly(
                        Outcome.PASS,
                        Outcome.UNKNOWN,
                        Outcome.UNKNOWN,
                        Outcome.UNKNOWN,
                        Outcome.PASS);
    }

    @Test
    void a_list_that_was_cut_does_not_say_that_a_name_is_free() {
        ZonePicture picture =
                read("{\"ResourceRecordSets\": [], \"IsTruncated\": true, \"NextToken\": \"x\"}");

        assertThat(answer(Question.FREE, picture).cause()).isEqualTo(Cause.NOT_GIVEN);
    }

    @Test
    void an_alias_is_in_the_way() {
        ZonePicture picture =
                with(
                        """
                        {"Name": "app.example.com.", "Type": "A", "AliasTarget":
                          {"HostedZoneId": "Z2", "DNSName": "lb.", "EvaluateTargetHealth": true}}
                        """);

        assertThat(answer(Question.FREE, picture))
                .isEqualTo(
                        new Answer(
                                Question.FREE,
                                Outcome.FAIL,
                                Cause.ALIAS,
                                List.of("app.example.com")));
    }

    @ParameterizedTest
    @CsvSource({"Weight,10", "Failover,'\"PRIMARY\"'", "MultiValueAnswer,true"})
    void a_routing_policy_is_in_the_way(String key, String value) {
        ZonePicture picture =
                with(
                        """
                        {"Name": "app.example.com.", "Type": "A", "TTL": 10, "%s": %s,
                         "SetIdentifier": "one", "ResourceRecords": [{"Value": "10.0.0.1"}]}
                        """
                                .formatted(key, value));

        assertThat(answer(Question.FREE, picture).cause()).isEqualTo(Cause.POLICY);
        assertThat(answer(Question.FREE, picture).args()).containsExactly("app.example.com", key);
    }

    @Test
    void another_name_for_the_name_is_in_the_way_of_any_record() {
        ZonePicture picture =
                with(
                        """
                        {"Name": "app.example.com.", "Type": "CNAME", "TTL": 60,
                         "ResourceRecords": [{"Value": "old.example.com"}]}
                        """);

        assertThat(answer(Question.FREE, picture).cause()).isEqualTo(Cause.CNAME);
    }

    @Test
    void a_plain_record_is_taken_over_and_its_longer_life_told() {
        ZonePicture picture =
                with(
                        """
                        {"Name": "app.example.com.", "Type": "A", "TTL": 300,
                         "ResourceRecords": [{"Value": "10.0.110.100"}]}
                        """);

        assertThat(answer(Question.FREE, picture))
                .isEqualTo(
                        new Answer(
                                Question.FREE,
                                Outcome.WARN,
                                Cause.TAKEN_OVER,
                                List.of("app.example.com", "10.0.110.100")));
        assertThat(answer(Question.TTL, picture).args()).containsExactly("300", "10");
    }

    @Test
    void a_record_of_another_kind_is_not_in_the_way() {
        ZonePicture picture =
                with("{\"Name\": \"app.example.com.\", \"Type\": \"TXT\", \"TTL\": 60}");

        assertThat(answer(Question.FREE, picture).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void a_name_ends_with_a_whole_label_of_the_zone() {
        DnsRecord other = APP.withHost("app.notexample.com");

        assertThat(answer(Question.INSIDE, other, Sight.PRIVATE, read(RECORDS.formatted(""))))
                .isEqualTo(
                        new Answer(
                                Question.INSIDE,
                                Outcome.FAIL,
                                Cause.OUTSIDE_ZONE,
                                List.of("app.notexample.com", "example.com")));
    }

    @Test
    void the_answer_is_about_the_zone_that_is_meant_and_seen_by_those_who_ask() {
        assertThat(answer(Question.ZONE, read(ZONE.formatted("Z9999999", true))).cause())
                .isEqualTo(Cause.OTHER_ZONE);
        ZonePicture hidden = read(ZONE.formatted(ID, true));
        ZonePicture open = read(ZONE.formatted(ID, false));
        assertThat(answer(Question.ZONE, APP, Sight.PUBLIC, hidden).cause())
                .isEqualTo(Cause.IS_PRIVATE);
        assertThat(answer(Question.ZONE, open).cause()).isEqualTo(Cause.IS_PUBLIC);
        Answer blind =
                NameJudge.of(APP, Sight.PRIVATE, List.of("vpc-9"), hidden).stream()
                        .filter(one -> one.question() == Question.ZONE)
                        .findFirst()
                        .orElseThrow();
        assertThat(blind.cause()).isEqualTo(Cause.NOT_IN_VPC);
        assertThat(blind.args()).containsExactly(ID, "vpc-9");
    }

    @Test
    void a_zone_has_an_id_of_aws() {
        assertThat(
                        answer(
                                        Question.ZONE_ID,
                                        APP.withZoneId(Optional.of("example.com")),
                                        Sight.PUBLIC,
                                        ZonePicture.EMPTY)
                                .cause())
                .isEqualTo(Cause.BAD_ZONE_ID);
        assertThat(
                        answer(
                                        Question.ZONE_ID,
                                        APP.withZoneId(Optional.empty()),
                                        Sight.PUBLIC,
                                        ZonePicture.EMPTY)
                                .cause())
                .isEqualTo(Cause.NO_ZONE_ID);
    }

    @Test
    void a_long_life_at_resolvers_is_worth_a_look() {
        Answer answer =
                answer(
                        Question.TTL,
                        APP.withTtl(Duration.ofMinutes(5)),
                        Sight.PUBLIC,
                        ZonePicture.EMPTY);

        assertThat(answer.cause()).isEqualTo(Cause.LONG_TTL);
        assertThat(answer.args()).containsExactly("300", "60");
    }

    @Test
    void a_later_answer_counts() {
        ZonePicture first = with("{\"Name\": \"app.example.com.\", \"Type\": \"CNAME\"}");

        assertThat(answer(Question.FREE, first.and(read(RECORDS.formatted("")))).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(first.and(read(ZONE.formatted(ID, true))).records()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "''|EMPTY",
                "An error occurred|NOT_JSON",
                "{\"HostedZone\": {|NOT_JSON",
                "{\"Vpcs\": []}|UNKNOWN_SHAPE",
                "[]|UNKNOWN_SHAPE"
            },
            delimiter = '|')
    void what_is_no_answer_is_refused(String text, Fault fault) {
        assertThat(ZoneReader.read(text).fault()).contains(fault);
        assertThat(ZoneReader.read(text).picture()).isEqualTo(ZonePicture.EMPTY);
    }
}
