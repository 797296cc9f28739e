package dev.belay.agent.cloud;

import static dev.belay.agent.cloud.FakeRoutes.eni;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.value.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RouteStepsTest {

    private static final Cidr VIP = Cidr.parse("10.99.0.5/32").orThrow();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FakeRoutes routes = new FakeRoutes();
    private final List<String> logged = new ArrayList<>();
    private final RouteSteps steps = steps(new CloudAnswer.Done<>("eni-2"));

    private RouteSteps steps(CloudAnswer<String> own) {
        return new RouteSteps(
                new RouteWish("", "vpc-1", VIP, List.of()),
                () -> own,
                routes,
                routes.pace(),
                logged::add);
    }

    private CloudEnd look() throws InterruptedException {
        return steps.monitor(LIMIT, () -> true);
    }

    @Test
    void a_start_says_which_tables_it_moved_and_a_stop_leaves_them() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));

        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("leads to 'eni-2' in rtb-1"));
        assertThat(steps.start(LIMIT, () -> true))
                .isEqualTo(new CloudEnd.Right("led to 'eni-2' already"));
        assertThat(steps.stop(LIMIT))
                .isEqualTo(
                        new CloudEnd.Right(
                                "its route is left as it is: the next active node takes it over"));
        assertThat(routes.target("vpc-1", "rtb-1")).isEqualTo("eni-2");
    }

    @Test
    void a_node_without_an_interface_does_not_start() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-1"));

        assertThat(steps(new CloudAnswer.Refused<>("None", "name it")).start(LIMIT, () -> true))
                .isEqualTo(
                        new CloudEnd.Failed(
                                "the network interface of this node was wanted: name it"));
        assertThat(steps(new CloudAnswer.Unknown<>("silence")).start(LIMIT, () -> true))
                .isInstanceOf(CloudEnd.Unknown.class);
        assertThat(routes.changes).isEmpty();
    }

    @Test
    void a_look_at_a_right_route_changes_nothing() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-2"));

        assertThat(look()).isEqualTo(new CloudEnd.Right("leads to 'eni-2' in 1 tables"));
        assertThat(routes.changes).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void a_stolen_route_is_set_right_once_a_look_and_that_is_said() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-7"));

        assertThat(look())
                .isEqualTo(
                        new CloudEnd.Right("was stolen by 'eni-7' in 'rtb-1', and was set right"));
        assertThat(routes.changes).containsExactly("replace rtb-1");
        assertThat(logged)
                .containsExactly(
                        "the route to '10.99.0.5/32' is stolen by 'eni-7' in 'rtb-1': it is pointed"
                                + " at 'eni-2' again");
    }

    @Test
    void a_route_that_is_taken_look_after_look_is_a_failure() throws Exception {
        for (int i = 1; i < Patience.REPAIRS; i++) {
            routes.table("vpc-1", "rtb-1", eni("eni-7"));
            assertThat(look()).isInstanceOf(CloudEnd.Right.class);
        }
        routes.table("vpc-1", "rtb-1", eni("eni-7"));

        assertThat(look()).isInstanceOf(CloudEnd.Failed.class);
    }

    @Test
    void a_look_that_finds_it_right_begins_the_count_anew() throws Exception {
        for (int i = 0; i < 2 * Patience.REPAIRS; i++) {
            routes.table("vpc-1", "rtb-1", eni("eni-7"));
            assertThat(look()).isInstanceOf(CloudEnd.Right.class);
            assertThat(look()).isInstanceOf(CloudEnd.Right.class);
        }
    }

    @Test
    void a_blackhole_that_may_not_be_changed_is_a_failure() throws Exception {
        routes.table("vpc-1", "rtb-1", new RouteApi.Target("eni-7", true, true));
        routes.answers.put("rtb-1", () -> Optional.of(FakeRoutes.refused()));

        assertThat(look()).isEqualTo(new CloudEnd.Failed("'rtb-1': allow it"));
    }

    @Test
    void not_known_is_no_failure_until_it_was_so_for_some_looks() throws Exception {
        routes.blind = Optional.of(new CloudAnswer.Unknown<>("no answer"));

        for (int i = 1; i < Patience.LOOKS_IN_THE_DARK; i++) {
            assertThat(look())
                    .isEqualTo(
                            new CloudEnd.Warned(
                                    "not known, which is no failure yet (look "
                                            + i
                                            + " of 6): no answer"));
        }
        assertThat(look()).isEqualTo(new CloudEnd.Unknown("not known for 6 looks: no answer"));
        assertThat(routes.changes).isEmpty();
    }

    @Test
    void whoever_has_lost_the_lease_sets_nothing_right() throws Exception {
        routes.table("vpc-1", "rtb-1", eni("eni-7"));

        assertThat(steps.monitor(LIMIT, () -> false))
                .isEqualTo(
                        new CloudEnd.Warned(
                                "stolen by 'eni-7' in 'rtb-1', and nothing is changed now"));
        assertThat(logged).isEmpty();
        assertThat(routes.changes).isEmpty();
    }
}
