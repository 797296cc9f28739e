package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.service.ServicePlan;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WantedPlansTest {
    private static final VirtualIp FRONT =
            VirtualIp.of(new ThingId("front"), "front")
                    .withAddress(IpAddress.parse("10.20.1.10").good())
                    .withPrefix(24);
    private static final OcfResource DB =
            OcfResource.of("db", "Dummy").withParameters(new TreeMap<>(Map.of("state", "/run/a")));

    private static Design design(VirtualIp address, OcfResource db) {
        return Design.empty(ClusterSettings.of("lab", "lab", TimingProfile.STANDARD))
                .with(address)
                .with(
                        Service.of(new ThingId("web"), "web")
                                .withResources(
                                        List.of(
                                                new VirtualIpResource(
                                                        "ip",
                                                        new ThingId("front"),
                                                        Operations.DEFAULT),
                                                db)));
    }

    private static boolean isOutdated(Design wanted, @Nullable ServicePlan begun) {
        var plans = new WantedPlans(2, Map.of("web", ServicePlan.of(wanted, "web")));
        return plans.isOutdated("web", begun);
    }

    private static boolean isOutdated(Design wanted) {
        return isOutdated(wanted, ServicePlan.of(design(FRONT, DB), "web"));
    }

    @Test
    void another_parameter_or_address_is_something_else() {
        assertThat(isOutdated(design(FRONT, DB))).isFalse();
        assertThat(isOutdated(design(FRONT.withPrefix(25), DB))).isTrue();
        assertThat(
                        isOutdated(
                                design(
                                        FRONT,
                                        DB.withParameters(
                                                new TreeMap<>(Map.of("state", "/run/b"))))))
                .isTrue();
    }

    @Test
    void time_limits_notes_and_names_of_addresses_are_not() {
        Operations patient = Operations.DEFAULT.withStart(Duration.ofMinutes(3));
        assertThat(
                        isOutdated(
                                design(
                                        FRONT.withNotes("for the shop").withName("shop"),
                                        DB.withOperations(patient))))
                .isFalse();
    }

    @Test
    void what_cannot_be_run_ends_nothing_that_runs() {
        assertThat(isOutdated(design(FRONT.withPrefix(99), DB))).isFalse();
    }

    @Test
    void a_stay_that_has_not_begun_yet_reads_what_is_new_by_itself() {
        assertThat(isOutdated(design(FRONT.withPrefix(25), DB), null)).isFalse();
    }
}
