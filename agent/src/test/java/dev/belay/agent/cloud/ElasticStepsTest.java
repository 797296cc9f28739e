package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every thing at a network interface has in common is tested with an Elastic IP.
@Timeout(20)
class ElasticStepsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final CloudAnswer<String> SILENT = new CloudAnswer.Unknown<>("no answer");
    private static final CloudAnswer<String> TOO_OFTEN = new CloudAnswer.Throttled<>("too often");
    private static final String OPEN =
            "it is not known whether it is at this node, and each look sets right what is wrong: ";

    private final FakeAddresses cloud = new FakeAddresses();
    private final List<String> logged = new ArrayList<>();
    private final CloudSteps steps = steps(Optional.empty(), false);

    private CloudSteps steps(Optional<String> privateAddress, boolean disassociate) {
        return steps(privateAddress, disassociate, new CloudAnswer.Done<>("eni-2"));
    }

    private CloudSteps steps(
            Optional<String> privateAddress, boolean disassociate, CloudAnswer<String> own) {
        var wish =
                new ElasticIpWish(
                        "",
                        "eipalloc-1",
                        privateAddress.map(one -> IpAddress.parse(one).orThrow()),
                        disassociate);
        return new HeldSteps(
                new ElasticHeld(wish, cloud),
                () -> own,
                cloud.pace(),
                new Patience(UnknownPolicy.WARN),
                logged::add);
    }

    private CloudEnd look() throws InterruptedException {
        return steps.monitor(LIMIT, () -> true);
    }

    @Test
    void a_start_takes_it_over_reads_it_back_and_touches_it_no_more() throws Exception {
        cloud.at("eni-1", "10.0.1.4");

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("203.0.113.5 leads to 'eni-2'"));
        assertThat(cloud.calls).containsExactly("find", "associate eni-2", "find");
        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("203.0.113.5 leads to 'eni-2' already"));
        assertThat(cloud.calls).hasSize(4);
        assertThat(steps.stop(LIMIT))
                .isEqualTo(
                        new CloudEnd.Right(
                                "it is left as it is: the next active node takes it over"));
        assertThat(cloud.calls).hasSize(4);
    }

    @Test
    void one_that_leads_to_another_address_of_the_interface_is_moved_only_where_one_is_wanted()
            throws Exception {
        cloud.at("eni-2", "10.0.1.9");

        assertThat(steps.start(LIMIT, () -> true).said()).endsWith("already");

        CloudSteps wanting = steps(Optional.of("10.0.1.50"), false);
        assertThat(wanting.monitor(LIMIT, () -> false))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "led to '10.0.1.9' of 'eni-2' instead of '10.0.1.50', and nothing"
                                        + " is changed now"));
        assertThat(wanting.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(cloud.elastic.flatMap(ElasticIpApi.Elastic::association))
                .map(ElasticIpApi.Association::privateAddress)
                .contains("10.0.1.50");
    }

    @Test
    void one_that_is_stolen_or_disassociated_is_set_right_once_a_look_and_fails_the_third_time()
            throws Exception {
        cloud.at("eni-7", "10.0.2.4");
        assertThat(look())
                .isEqualTo(new CloudEnd.Right("was stolen by 'eni-7', and was set right"));
        assertThat(logged)
                .containsExactly(
                        "the Elastic IP 'eipalloc-1' is stolen by 'eni-7': it is moved to 'eni-2'"
                                + " again");
        assertThat(look()).isEqualTo(new CloudEnd.Right("203.0.113.5 leads to 'eni-2'"));

        for (int i = 0; i < 2; i++) {
            cloud.elastic = Optional.of(new ElasticIpApi.Elastic("203.0.113.5", Optional.empty()));
            assertThat(look())
                    .isEqualTo(
                            new CloudEnd.Right("was associated with nothing, and was set right"));
        }
        cloud.at("eni-7", "10.0.2.4");
        assertThat(look())
                .isEqualTo(
                        new CloudEnd.Failed(
                                "set right 3 times in a row, and found stolen by 'eni-7': find out"
                                        + " who changes it"));
    }

    @Test
    void one_that_is_released_fails_for_nothing_sets_it_right() throws Exception {
        assertThat(look()).isEqualTo(new CloudEnd.Failed("there is none"));
        assertThat(logged)
                .singleElement()
                .asString()
                .contains("released, or in another account or region");
        assertThat(steps.start(LIMIT, () -> true)).isEqualTo(new CloudEnd.Failed("there is none"));
    }

    @Test
    void a_change_that_fails_for_a_moment_is_made_again() throws Exception {
        cloud.at("eni-1", "10.0.1.4");
        cloud.changes.add(TOO_OFTEN);
        cloud.changes.add(SILENT);

        assertThat(steps.start(LIMIT, () -> true)).isInstanceOf(CloudEnd.Right.class);
        assertThat(cloud.calls.stream().filter(one -> one.startsWith("associate"))).hasSize(3);
    }

    @Test
    void a_change_whose_answer_got_lost_is_seen_to_be_made_and_not_made_again() throws Exception {
        cloud.at("eni-1", "10.0.1.4");
        cloud.changes.add(SILENT);
        cloud.isDoneAnyway = true;

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("203.0.113.5 leads to 'eni-2'"));
        assertThat(cloud.calls).containsExactly("find", "associate eni-2", "find");
    }

    @Test
    void throttled_or_silent_to_the_end_is_a_start_with_a_warning_within_nine_seconds()
            throws Exception {
        cloud.at("eni-1", "10.0.1.4");
        for (int i = 0; i < 1000; i++) {
            cloud.changes.add(TOO_OFTEN);
        }

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                OPEN + "stolen by 'eni-1', as far as is known: too often"));
        assertThat(cloud.passed()).isLessThan(Duration.ofSeconds(10));

        cloud.blind = Optional.of(SILENT);
        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Warned(OPEN + "no answer"));
        assertThat(steps.start(LIMIT, () -> false)).isEqualTo(new CloudEnd.Unknown("no answer"));
    }

    @Test
    void a_look_without_an_answer_is_no_failure_however_often() throws Exception {
        cloud.blind = Optional.of(SILENT);
        for (int i = 1; i < 10; i++) {
            assertThat(look())
                    .isEqualTo(
                            new CloudEnd.Warned(
                                    "not known, which is no failure (looks without an answer: %d):"
                                                    .formatted(i)
                                            + " no answer"));
        }
    }

    @Test
    void a_refusal_fails_at_once_and_is_not_tried_again() throws Exception {
        cloud.at("eni-1", "10.0.1.4");
        cloud.changes.add(new CloudAnswer.Refused<>("UnauthorizedOperation", "not allowed"));

        assertThat(steps.start(LIMIT, () -> true)).isEqualTo(new CloudEnd.Failed("not allowed"));
        assertThat(cloud.calls).containsExactly("find", "associate eni-2", "find");

        cloud.changes.add(new CloudAnswer.Refused<>("UnauthorizedOperation", "not allowed"));
        assertThat(look()).isEqualTo(new CloudEnd.Failed("not allowed"));
    }

    @Test
    void a_stay_that_has_lost_its_lease_changes_nothing() throws Exception {
        cloud.at("eni-1", "10.0.1.4");

        assertThat(steps.start(LIMIT, () -> false))
                .isEqualTo(
                        new CloudEnd.Failed(
                                "its lease ended before it was set right: stolen by 'eni-1'"));
        assertThat(steps.monitor(LIMIT, () -> false))
                .isEqualTo(new CloudEnd.Warned("stolen by 'eni-1', and nothing is changed now"));

        var asked = new AtomicInteger();
        cloud.changes.add(SILENT);
        steps.start(LIMIT, () -> asked.getAndIncrement() == 0);
        assertThat(cloud.calls.stream().filter(one -> one.startsWith("associate"))).hasSize(1);
    }

    @Test
    void a_stop_disassociates_where_it_is_wanted_and_leaves_what_another_node_has()
            throws Exception {
        cloud.at("eni-2", "10.0.1.5");
        CloudSteps leaving = steps(Optional.empty(), true);

        assertThat(leaving.stop(LIMIT))
                .isEqualTo(new CloudEnd.Right("it is disassociated from 'eni-2'"));
        assertThat(cloud.elastic.flatMap(ElasticIpApi.Elastic::association)).isEmpty();

        cloud.at("eni-7", "10.0.2.4");
        assertThat(leaving.stop(LIMIT))
                .isEqualTo(new CloudEnd.Right("it is not at 'eni-2' any more"));
        assertThat(cloud.elastic.flatMap(ElasticIpApi.Elastic::association)).isPresent();

        cloud.at("eni-2", "10.0.1.5");
        cloud.changes.add(SILENT);
        assertThat(leaving.stop(LIMIT))
                .isEqualTo(new CloudEnd.Warned("it was to be taken off, and was not: no answer"));
    }

    @Test
    void a_node_whose_interface_is_not_told_starts_with_a_warning_and_one_without_any_fails()
            throws Exception {
        assertThat(steps(Optional.empty(), false, SILENT).start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Warned(
                                OPEN
                                        + "the network interface of this node was wanted: no"
                                        + " answer"));
        assertThat(
                        steps(
                                        Optional.empty(),
                                        false,
                                        new CloudAnswer.Refused<>("NoInterface", "none"))
                                .start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Failed("the network interface of this node was wanted: none"));
        assertThat(cloud.calls).isEmpty();
    }
}
