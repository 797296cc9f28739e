package dev.belay.model.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.model.config.TimingProfile;
import dev.belay.model.file.Examples;
import dev.belay.model.network.Site;
import dev.belay.model.network.Zone;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThingsTest {

    private static final ThingId DC = new ThingId("dc");
    private static final Site SITE = Site.of(DC, "DC");
    private static final Zone ZONE = Zone.of(new ThingId("z"), "z").withWithin(Optional.of(DC));
    private static final Node NODE =
            Node.of(new ThingId("n"), "n", NodeRole.ADMIN).withWithin(Optional.of(ZONE.id()));

    @Test
    void things_are_sorted_by_kind_and_keep_their_order_in_it() {
        Node second = Node.of(new ThingId("a"), "a", NodeRole.WORKER);
        assertThat(Things.of(List.of(NODE, ZONE, second, SITE)).all())
                .containsExactly(SITE, ZONE, NODE, second);
    }

    @Test
    void a_changed_thing_takes_the_place_of_the_old_one() {
        Node second = Node.of(new ThingId("a"), "a", NodeRole.WORKER);
        Things things = Things.of(List.of(NODE, second));
        Node renamed = NODE.withName("m");
        assertThat(things.with(renamed).all()).containsExactly(renamed, second);
        assertThat(things.all()).containsExactly(NODE, second);
    }

    @Test
    void two_things_with_one_id_are_a_bug_of_the_caller() {
        assertThatThrownBy(() -> Things.of(List.of(NODE, NODE.withName("m"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two things with the id 'n'");
    }

    @Test
    void containers_are_found_from_the_nearest_to_the_outermost() {
        Design design =
                Examples.design("gateway-cluster").withThings(Things.of(List.of(SITE, ZONE, NODE)));
        assertThat(design.containersOf(NODE)).containsExactly(ZONE, SITE);
        assertThat(design.containerOf(NODE, Site.class)).contains(SITE);
        assertThat(design.things().within(ZONE.id())).containsExactly(NODE);
    }

    @Test
    void a_circle_of_containers_is_walked_once() {
        Site circle = SITE.withWithin(Optional.of(ZONE.id()));
        Design design =
                Examples.design("gateway-cluster").withThings(Things.of(List.of(circle, ZONE)));
        assertThat(design.containersOf(ZONE)).containsExactly(circle, ZONE);
    }

    @Test
    void a_free_id_is_the_word_or_the_word_with_a_number() {
        Design design = Examples.design("gateway-cluster");
        assertThat(design.freeId("node")).isEqualTo(new ThingId("node"));
        assertThat(design.freeId("portal")).isEqualTo(new ThingId("portal-2"));
    }

    @Test
    void every_kind_has_a_record_with_a_default_for_what_is_optional() {
        for (ThingKind kind : ThingKind.values()) {
            Class<? extends Thing> type = Kinds.typeOf(kind);
            assertThat(Shape.of(type.asSubclass(Record.class)).fields())
                    .as(kind.code())
                    .filteredOn(field -> !field.optional())
                    .allMatch(field ->
                            field.type() instanceof FieldType.Scalar
                                    || field.type() instanceof FieldType.Choice);
        }
    }

    @Test
    void a_thing_may_be_drawn_only_in_what_can_hold_things() {
        for (ThingKind kind : ThingKind.values()) {
            assertThat(Kinds.containersOf(kind)).allMatch(Kinds::contains);
        }
    }

    @Test
    void every_edge_that_a_field_keeps_is_a_field_that_may_refer_there() {
        for (LinkRules.LinkRule rule : LinkRules.ALL) {
            if (rule.keeping() == LinkRules.Keeping.FIELD) {
                assertThat(Shape.of(Kinds.typeOf(rule.from()).asSubclass(Record.class)).fields())
                        .as(rule.toString())
                        .anyMatch(field -> field.name().equals(rule.field()));
            }
        }
    }

    @Test
    void the_lease_of_a_profile_follows_from_its_times() {
        assertThat(TimingProfile.KNOWN)
                .extracting(TimingProfile::lease)
                .containsExactly(
                        Duration.ofMillis(1_457),
                        Duration.ofMillis(677),
                        Duration.ofMillis(333),
                        Duration.ofMillis(7_283));
    }
}
