package dev.belay.app.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServicesView;
import dev.belay.app.overlay.Sight.Why;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.plan.Difference;
import dev.belay.model.plan.Drift;
import dev.belay.model.plan.Live;
import dev.belay.model.plan.Part;
import dev.belay.model.plan.Plan;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Picture.NodePicture;
import dev.belay.model.thing.Frame;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverlayModelTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final ObjectProperty<Sight> sight =
            new SimpleObjectProperty<>(new Sight.Nothing(Why.UNHEARD));
    private final ObjectProperty<Picture> picture = new SimpleObjectProperty<>(Picture.EMPTY);
    private final ObjectProperty<@Nullable Design> design = new SimpleObjectProperty<>();
    private final List<Part> shown = new ArrayList<>();
    private final OverlayModel model =
            new OverlayModel(
                    new OverlayModel.Port() {
                        @Override
                        public ObservableValue<Sight> sight() {
                            return sight;
                        }

                        @Override
                        public void watch(boolean isWatched) {}

                        @Override
                        public void showStep(Part part) {
                            shown.add(part);
                        }
                    },
                    picture,
                    design);
    private OverlayWords words = in(Language.ENGLISH);

    private final Design inForce =
            Design.empty(ClusterSettings.of("edge", "Edge", TimingProfile.STANDARD))
                    .with(Node.of(id("n1"), "one", NodeRole.ADMIN))
                    .with(Node.of(id("n2"), "two", NodeRole.WORKER))
                    .with(VirtualIp.of(id("vip"), "vip"))
                    .with(
                            Service.of(id("web"), "web")
                                    .withResources(
                                            List.of(VirtualIpResource.of("web-ip", id("vip")))));

    private OverlayWords in(Language language) {
        Texts states = Texts.of(language, StateGlyph.class);
        return new OverlayWords(
                Texts.of(language, OverlayWords.class),
                state -> states.get("state." + StateGlyph.styleClass(state)),
                model);
    }

    private static ThingId id(String text) {
        return new ThingId(text);
    }

    private static ServiceView web(State state, String node, ResourceState address) {
        return new ServiceView(
                "web",
                "web",
                state,
                node,
                1,
                NOW,
                ServiceView.Wanted.AS_DESIGNED,
                "",
                "",
                false,
                false,
                node,
                "",
                2_100,
                List.of(new ServiceView.Resource("web-ip", "", address, "")),
                List.of(),
                List.of());
    }

    private static NodePicture live(String id, String name, NodeState state, long ageMillis) {
        Member member = new Member(id, name, "", MemberRole.VOTER, false, name, 7420);
        return new NodePicture(member, state, "", null, ageMillis, id, List.of());
    }

    private void see(NodePicture... nodes) {
        Picture empty = Picture.EMPTY;
        picture.set(
                new Picture(
                        "edge",
                        "n1",
                        0,
                        "n1",
                        1,
                        empty.quorum(),
                        List.of(),
                        List.of(nodes),
                        List.of()));
    }

    private void look(Design drawn, long ageMillis, List<Drift> drifts, ServiceView... services) {
        design.set(drawn);
        sight.set(
                new Sight.Seen(
                        inForce,
                        new ServicesView(
                                NOW,
                                "n1",
                                4,
                                "default",
                                2_500,
                                List.of(services),
                                List.of(),
                                null,
                                List.of()),
                        Difference.of(Plan.of(inForce, 4, drawn, Live.UNKNOWN)),
                        drifts,
                        ageMillis,
                        ageMillis > Picture.STALE_MILLIS));
    }

    private String said(String thing) {
        Thing one = inForce.find(id(thing)).orElseThrow();
        return model.vital(one).map(vital -> words.strip(vital, false)).orElse("");
    }

    @Test
    void a_node_says_its_state_what_runs_there_and_how_long_its_lease_lasts() {
        see(live("n1", "one", NodeState.ACTIVE, 300), live("x", "two", NodeState.STANDBY, 300));
        look(inForce, 200, List.of(), web(State.ACTIVE, "n1", ResourceState.RUNNING));
        assertThat(said("n1")).isEqualTo("Active · web 1.9 s");
        assertThat(said("n2")).as("known by its name").isEqualTo("Standby");
        words = in(Language.JAPANESE);
        assertThat(said("n1")).isEqualTo("稼働中 · web 1.9 秒");
    }

    @Test
    void two_nodes_of_the_same_name_each_say_their_own_state() {
        see(live("n1", "gw", NodeState.ACTIVE, 300), live("n2", "gw", NodeState.STANDBY, 300));
        Node one = Node.of(id("n1"), "gw", NodeRole.ADMIN);
        Node two = Node.of(id("n2"), "gw", NodeRole.WORKER);
        look(inForce.with(one).with(two), 0, List.of());
        assertThat(model.vital(one)).map(vital -> words.strip(vital, false)).contains("Active");
        assertThat(model.vital(two)).map(vital -> words.strip(vital, false)).contains("Standby");
    }

    @Test
    void services_and_addresses_say_where_they_are_active() {
        see(live("n1", "one", NodeState.ACTIVE, 300), live("n2", "two", NodeState.STANDBY, 300));
        look(inForce, 0, List.of(), web(State.ACTIVE, "n1", ResourceState.RUNNING));
        assertThat(said("web")).isEqualTo("active on one · 2.1 s");
        assertThat(said("vip")).isEqualTo("held by one");
        look(inForce, 0, List.of(), web(State.STOPPED, "", ResourceState.STOPPED));
        assertThat(said("vip")).isEqualTo("held by nobody");
        words = in(Language.JAPANESE);
        assertThat(said("web")).startsWith("停止");
    }

    @Test
    void what_cannot_be_seen_says_so() {
        see(live("n1", "one", NodeState.UNKNOWN, 41_000));
        look(inForce, 0, List.of(), web(State.UNKNOWN, "n1", ResourceState.UNKNOWN));
        assertThat(said("n1")).startsWith("not heard for 41 s");
        assertThat(said("n2")).isEqualTo("not a member");
        assertThat(said("web")).startsWith("not seen: one does not say");
        assertThat(said("vip")).isEqualTo("not seen");
    }

    @Test
    void old_news_keep_their_last_words_with_their_age_and_no_lease() {
        see(live("n1", "one", NodeState.ACTIVE, 300));
        look(inForce, 12_000, List.of(), web(State.ACTIVE, "n1", ResourceState.RUNNING));
        assertThat(said("web")).isEqualTo("active on one (12 s ago)");
        assertThat(said("n1"))
                .as("the node itself was heard just now")
                .isEqualTo("Active · web (12 s ago)");
        assertThat(model.vital(inForce.find(id("web")).orElseThrow()))
                .map(Vital::isStale)
                .contains(true);
    }

    @Test
    void what_is_new_changed_or_gone_is_hatched_and_what_only_moved_is_not() {
        Node moved =
                (Node)
                        inForce.find(id("n1"))
                                .orElseThrow()
                                .withFrame(Optional.of(new Frame(8, 8, 0, 0)));
        Node closed = inForce.find(id("n2"), Node.class).orElseThrow().withStandby(true);
        look(inForce.with(moved).with(closed).with(Service.of(id("mail"), "mail")), 0, List.of());
        assertThat(model.hatched(id("mail"))).map(words::tag).contains("planned");
        assertThat(model.hatched(id("n2"))).map(words::tag).contains("changed");
        assertThat(model.hatched(id("n1"))).isEmpty();
        assertThat(model.difference(id("n1")))
                .map(Difference::what)
                .contains(Difference.What.REDRAWN);
        assertThat(model.hatched(id("web"))).isEmpty();
        model.difference(id("mail")).ifPresent(model::showStep);
        assertThat(shown).containsExactly(new Part(Part.Kind.THING, "mail"));
    }

    @Test
    void a_difference_names_things_that_only_the_design_in_force_has() {
        look(inForce.withThings(inForce.things().without(id("web"))), 0, List.of());
        assertThat(model.difference(id("web")))
                .map(words::sentence)
                .contains("web is only in force: the drawing has it no more.");
    }

    @Test
    void drift_is_said_of_the_thing_that_it_is_about() {
        see(live("n1", "one", NodeState.ACTIVE, 0), live("n2", "two", NodeState.ACTIVE, 0));
        look(
                inForce,
                0,
                List.of(new Drift(Drift.Kind.MISPLACED, "web", "n2")),
                web(State.ACTIVE, "n2", ResourceState.RUNNING));
        assertThat(words.sentences(model.drifts("web")))
                .isEqualTo("web runs on two, and is to run elsewhere.");
        assertThat(model.drifts("n1")).isEmpty();
    }

    @Test
    void switched_off_or_without_a_cluster_nothing_is_laid_over_the_drawing() {
        look(inForce, 0, List.of(), web(State.ACTIVE, "n1", ResourceState.RUNNING));
        assertThat(said("web")).isNotEmpty();
        model.toggle();
        assertThat(said("web")).isEmpty();
        model.toggle();
        sight.set(new Sight.Nothing(Why.OTHER_CLUSTER));
        assertThat(said("web")).isEmpty();
        assertThat(model.hurdle()).contains(Why.OTHER_CLUSTER);
        model.toggle();
        assertThat(model.wantedProperty().get()).as("what cannot be switched stays").isTrue();
    }

    @Test
    void every_kind_of_difference_and_drift_has_its_words_in_both_languages() {
        look(inForce, 0, List.of());
        for (Language language : Language.values()) {
            words = in(language);
            for (Drift.Kind kind : Drift.Kind.values()) {
                assertThat(words.sentence(new Drift(kind, "web", "n2"))).contains("web");
            }
            for (Part.Kind kind : Part.Kind.values()) {
                for (Difference.What what : Difference.What.values()) {
                    Difference one = new Difference(new Part(kind, "web"), what, 3);
                    assertThat(words.spoken(one)).contains("3");
                    assertThat(words.tag(one)).isNotBlank();
                }
            }
            for (State state : State.values()) {
                assertThat(words.strip(new Vital.Served(state, "one", -1, false), false))
                        .isNotBlank();
            }
            for (ResourceState state : ResourceState.values()) {
                assertThat(words.strip(new Vital.Held(state, "one", false), false)).isNotBlank();
            }
            for (Why why : Why.values()) {
                assertThat(words.texts().has("hurdle." + why)).isTrue();
            }
        }
    }
}
