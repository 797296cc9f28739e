package dev.belay.model.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Design;
import dev.belay.model.diff.Choices.Spot;
import dev.belay.model.file.Examples;
import dev.belay.model.file.RandomDesigns;
import dev.belay.model.node.Node;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoicesTest {

    private final Design base = Examples.design("gateway-cluster");

    private Design with(Design design, String id, String address) {
        Node node = design.find(new ThingId(id), Node.class).orElseThrow();
        return design.with(node.withAddress(IpAddress.parse(address).good()));
    }

    private static List<Conflict> conflicts(Merging merging) {
        return merging instanceof Merging.Conflicting(List<Conflict> all) ? all : List.of();
    }

    @Test
    void each_conflict_goes_the_way_that_was_chosen_for_it() {
        Design ours = with(with(base, "gw-1", "10.20.0.51"), "gw-2", "10.20.0.52");
        Design theirs = with(with(base, "gw-1", "10.20.0.91"), "gw-2", "10.20.0.92");
        List<Conflict> all = conflicts(DesignMerge.merge(base, ours, theirs, Preference.NONE));
        assertThat(all).hasSize(2);
        Choices first = Choices.all(Preference.NONE).with(Spot.of(all.getFirst()), Preference.OURS);
        assertThat(conflicts(DesignMerge.merge(base, ours, theirs, first)))
                .containsExactly(all.getLast());
        Choices both = first.with(Spot.of(all.getLast()), Preference.THEIRS);
        assertThat(DesignMerge.merge(base, ours, theirs, both))
                .isEqualTo(new Merging.Merged(with(ours, "gw-2", "10.20.0.92"), List.of()));
    }

    @Test
    void choosing_all_one_by_one_settles_what_choosing_all_at_once_settles() {
        for (long seed = 0; seed < 60; seed++) {
            Design begun = new RandomDesigns(seed).next();
            Design ours = new RandomDesigns(seed + 1_000).next();
            Design theirs = new RandomDesigns(seed + 2_000).next();
            List<Conflict> all = conflicts(DesignMerge.merge(begun, ours, theirs, Preference.NONE));
            Choices choices = Choices.all(Preference.NONE);
            for (Conflict one : all) {
                choices = choices.with(Spot.of(one), Preference.OURS);
            }
            assertThat(DesignMerge.merge(begun, ours, theirs, choices))
                    .as("seed " + seed)
                    .isEqualTo(DesignMerge.merge(begun, ours, theirs, Preference.OURS));
        }
    }
}
