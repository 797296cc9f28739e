package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.service.UnknownPolicy;
import dev.belay.model.value.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SecondaryStepsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FakeAddresses cloud = new FakeAddresses();
    private final List<String> logged = new ArrayList<>();

    private CloudSteps steps(String address, boolean unassign) {
        var wish = new SecondaryIpWish("", IpAddress.parse(address).orThrow(), unassign);
        return new HeldSteps(
                new SecondaryHeld(wish, cloud),
                () -> new CloudAnswer.Done<>("eni-2"),
                cloud.pace(),
                new Patience(UnknownPolicy.WARN),
                logged::add);
    }

    @Test
    void a_start_takes_it_over_in_one_call_and_touches_it_no_more() throws Exception {
        cloud.holds("eni-1", "10.0.1.50");
        CloudSteps steps = steps("10.0.1.50", false);

        assertThat(steps.start(LIMIT, () -> true)).isEqualTo(new CloudEnd.Right("is at 'eni-2'"));
        assertThat(cloud.calls)
                .containsExactly("interface eni-2", "holder", "assign eni-2", "interface eni-2");
        assertThat(cloud.holderOf("10.0.1.50")).contains("eni-2");
        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("is at 'eni-2' already"));
        assertThat(steps.monitor(LIMIT, () -> true)).isEqualTo(new CloudEnd.Right("is at 'eni-2'"));
        assertThat(cloud.calls).hasSize(6);
        assertThat(steps.stop(LIMIT)).isInstanceOf(CloudEnd.Right.class);
        assertThat(cloud.holderOf("10.0.1.50")).contains("eni-2");
    }

    @Test
    void an_address_of_another_subnet_is_refused_with_both_before_anything_is_changed()
            throws Exception {
        assertThat(steps("10.0.2.50", false).start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Failed(
                                "address '10.0.2.50' is in 'subnet-b' (10.0.2.0/24), the network"
                                        + " interface 'eni-2' of this node is in 'subnet-a'"
                                        + " (10.0.1.0/24): a secondary address never leaves its subnet,"
                                        + " so run the service on nodes of that one, or move its"
                                        + " virtual IP by route table"));
        cloud.holds("eni-7", "10.0.2.50");
        assertThat(steps("10.0.2.50", false).start(LIMIT, () -> true).said())
                .contains("'subnet-b' (10.0.2.0/24)", "'subnet-a' (10.0.1.0/24)");
        assertThat(steps("10.9.9.9", false).start(LIMIT, () -> true).said())
                .contains("is in no subnet of 'vpc-1'");
        assertThat(cloud.calls).noneMatch(one -> one.startsWith("assign"));
    }

    @Test
    void the_primary_address_of_an_interface_is_never_moved() throws Exception {
        CloudEnd end = steps("10.0.1.4", false).start(LIMIT, () -> true);

        assertThat(end)
                .isEqualTo(
                        new CloudEnd.Failed(
                                "a secondary address was wanted, and '10.0.1.4' is the primary one"
                                        + " of 'eni-1', which never loses it: choose a free address in"
                                        + " the subnet of the nodes"));
        assertThat(steps("10.0.1.5", false).start(LIMIT, () -> true).said())
                .contains("the primary one of 'eni-2'");
        assertThat(cloud.calls).noneMatch(one -> one.startsWith("assign"));
    }

    @Test
    void one_that_is_stolen_or_taken_off_is_set_right_once_a_look() throws Exception {
        CloudSteps steps = steps("10.0.1.50", false);
        cloud.holds("eni-1", "10.0.1.50");

        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("was stolen by 'eni-1', and was set right"));
        assertThat(logged)
                .containsExactly(
                        "the secondary address '10.0.1.50' is stolen by 'eni-1': it is moved to"
                                + " 'eni-2' again");

        cloud.unassign("eni-2", IpAddress.parse("10.0.1.50").orThrow());
        assertThat(steps.monitor(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("was assigned to nothing, and was set right"));
        cloud.holds("eni-1", "10.0.1.50");
        assertThat(steps.monitor(LIMIT, () -> true)).isInstanceOf(CloudEnd.Failed.class);
        assertThat(cloud.holderOf("10.0.1.50")).contains("eni-2");
    }

    @Test
    void a_stop_takes_it_off_where_it_is_wanted_and_leaves_what_another_node_has()
            throws Exception {
        CloudSteps steps = steps("10.0.1.50", true);
        cloud.holds("eni-2", "10.0.1.50");

        assertThat(steps.stop(LIMIT)).isEqualTo(new CloudEnd.Right("it is taken off 'eni-2'"));
        assertThat(cloud.holderOf("10.0.1.50")).isEmpty();

        cloud.holds("eni-1", "10.0.1.50");
        assertThat(steps.stop(LIMIT))
                .isEqualTo(new CloudEnd.Right("it is not at 'eni-2' any more"));
        assertThat(cloud.holderOf("10.0.1.50")).contains("eni-1");
    }

    @Test
    void no_answer_is_a_start_with_a_warning() throws Exception {
        cloud.blind = Optional.of(new CloudAnswer.Unknown<>("no answer"));

        assertThat(steps("10.0.1.50", false).start(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Warned.class);
        assertThat(cloud.passed()).isLessThan(Duration.ofSeconds(10));
    }
}
