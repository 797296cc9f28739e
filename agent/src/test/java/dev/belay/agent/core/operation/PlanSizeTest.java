package dev.belay.agent.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.core.cluster.Packed;
import dev.belay.api.ApiError;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.plan.Live;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.plan.Step;
import dev.belay.model.service.Service;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanSizeTest {

    private static final Design NOTHING =
            Design.empty(ClusterSettings.of("lab", "Lab", TimingProfile.STANDARD));

    /// An address with notes that packing does not make shorter.
    private static VirtualIp noted(String id, int characters) {
        var random = new Random(id.hashCode());
        var notes = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            notes.append((char) ('0' + random.nextInt(70)));
        }
        return VirtualIp.of(new ThingId(id), id)
                .withAddress(IpAddress.parse("10.20.1." + id.length()).good())
                .withNotes(notes.toString());
    }

    private static Service service(String id) {
        return Service.of(new ThingId(id), id);
    }

    private static List<PlannedStep> steps(Design base, Design wanted) {
        return Plan.of(base, 1, wanted, Live.UNKNOWN).steps();
    }

    private static int packed(Design design) {
        return Packed.pack(DesignFormat.write(design)).length();
    }

    @Test
    void what_fits_at_both_ends_and_not_between_does_not_begin() {
        Design base = NOTHING.with(noted("old", 18_000));
        Design wanted = NOTHING.with(noted("new-", 18_000)).with(service("web"));
        assertThat(packed(base)).isBetween(16_384, Packed.MOST_DESIGN_BYTES);
        assertThat(packed(wanted)).isBetween(16_384, Packed.MOST_DESIGN_BYTES);
        List<PlannedStep> steps = steps(base, wanted);
        assertThat(steps).as("the new one comes first, the old one goes last").hasSize(3);
        Optional<ApiError> error = PlanSize.objection(steps);
        assertThat(error).map(ApiError::code).contains("design-too-large");
        assertThat(error.orElseThrow().wanted())
                .isEqualTo("a design of at most 32768 bytes in the log after step 1");
        assertThat(PlanSize.objection(steps(base, base.with(service("web"))))).isEmpty();
    }

    @Test
    void a_text_that_only_packing_makes_short_enough_is_bounded_as_well() {
        Design tall = NOTHING.with(service("web").withNotes("x".repeat(Packed.MOST_BYTES)));
        assertThat(packed(tall)).isLessThan(Packed.MOST_DESIGN_BYTES);
        assertThat(PlanSize.objection(steps(NOTHING, tall)))
                .map(ApiError::wanted)
                .contains("a design of at most 1048576 bytes after step 1");
    }

    @Test
    void so_many_differences_are_not_even_put_in_order() {
        Design many = NOTHING;
        for (int i = 0; i < PlanSize.MOST_PARTS; i++) {
            many = many.with(service("s" + i));
        }
        assertThat(PlanSize.objection(NOTHING, many)).isEmpty();
        assertThat(PlanSize.objection(NOTHING, many.with(service("more"))))
                .map(ApiError::found)
                .contains("2001 differences");
        assertThat(PlanSize.objection(many, many)).isEmpty();
    }

    @Test
    void the_words_of_all_steps_together_are_bounded() {
        List<PlannedStep> steps = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            steps.add(
                    new PlannedStep(
                            i + 1,
                            new Step.ServiceAdded(new ThingId("s" + i), List.of()),
                            NOTHING,
                            NOTHING,
                            List.of(),
                            List.of(),
                            Duration.ZERO));
        }
        assertThat(PlanSize.objection(steps.subList(0, 300))).isEmpty();
        assertThat(PlanSize.objection(steps))
                .map(ApiError::wanted)
                .contains("steps of at most 65536 bytes");
    }
}
