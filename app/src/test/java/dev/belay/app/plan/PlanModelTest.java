package dev.belay.app.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.DesignText;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.app.connect.Asked;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.design.OperationPort;
import dev.belay.app.plan.PlanModel.Deed;
import dev.belay.app.plan.PlanModel.Face;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanModelTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final DesignFixture members =
            new DesignFixture("edge-tokyo", List.of(member(1), member(2), member(3)), NOW);
    private final PlanFixture port = new PlanFixture(members, NOW);
    private final ObjectProperty<@Nullable Design> design = new SimpleObjectProperty<>();
    private final SimpleBooleanProperty readOnly = new SimpleBooleanProperty();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private boolean isHeld;
    private long nanos;
    private int tasks;
    private PlanModel model = model();
    private @Nullable Design drawn;

    private static Member member(int number) {
        String id = "gw-" + number;
        return new Member(id, id, "", MemberRole.VOTER, number == 1, "10.0.0." + number, 7420);
    }

    private PlanModel model() {
        return new PlanModel(
                port, design, readOnly, new Asked.Means(this::run, Runnable::run, () -> nanos));
    }

    private void run(Runnable task) {
        tasks++;
        if (isHeld) {
            background.add(task);
        } else {
            task.run();
        }
    }

    @BeforeEach
    void draw() throws IOException {
        Path file =
                Path.of(System.getProperty("belay.home", ".."), "examples/ec2-route-table.belay");
        assertThat(DesignFormat.read(Files.readString(file))).isInstanceOf(Reading.Read.class);
        drawn =
                DesignFormat.read(Files.readString(file)) instanceof Reading.Read(var read, _)
                        ? read
                        : null;
        model.ask();
    }

    private Design drawn() {
        Design now = drawn;
        if (now == null) {
            throw new IllegalStateException("nothing was read");
        }
        return now;
    }

    private Design withoutFiles() {
        return drawn().withThings(
                        drawn().things()
                                .without(new ThingId("files"))
                                .without(new ThingId("vip-files"))
                                .without(new ThingId("mirror-files")));
    }

    @Test
    void without_a_drawing_there_is_no_plan_and_with_what_is_in_force_nothing_to_apply() {
        assertThat(model.face()).isEqualTo(Face.NO_DESIGN);
        assertThat(model.countProperty().get()).isZero();

        port.keep(drawn());
        model.ask();
        design.set(drawn());

        assertThat(model.face()).isEqualTo(Face.SAME);
        assertThat(model.hurdle(Deed.APPLY)).map(Hurdle::key).contains("nothing");
    }

    @Test
    void each_edit_is_planned_anew_and_an_answer_to_an_older_drawing_is_dropped() {
        port.keep(withoutFiles());
        model.ask();
        isHeld = true;
        design.set(drawn());
        assertThat(model.face()).isEqualTo(Face.PLANNING);
        Runnable late = background.remove();
        design.set(withoutFiles());
        Runnable now = background.remove();

        now.run();
        assertThat(model.face()).isEqualTo(Face.SAME);
        late.run();

        assertThat(model.face()).isEqualTo(Face.SAME);
        assertThat(model.countProperty().get()).isZero();
    }

    @Test
    void a_plan_is_applied_with_the_version_that_it_was_made_from_and_followed_to_its_end() {
        port.keep(withoutFiles());
        model.ask();
        design.set(drawn());
        int steps = model.countProperty().get();
        assertThat(steps).isGreaterThan(1);
        assertThat(model.rows()).allSatisfy(row -> assertThat(row.planned()).isPresent());

        model.apply(Duration.ofMinutes(2));

        assertThat(port.calls()).containsExactly("begin 31 120000");
        assertThat(model.face()).isEqualTo(Face.OPERATION);
        assertThat(model.rows()).allSatisfy(row -> assertThat(row.planned()).isPresent());
        assertThat(model.untilUndone()).contains(Duration.ofSeconds(111));
        assertThat(model.hurdle(Deed.KEEP)).isPresent();

        port.reach(State.RUNNING, 1, false, "");
        model.ask();
        assertThat(model.rows()).map(PlanRow::state).startsWith(PlanRow.State.RUNNING);
        assertThat(model.chosen()).map(PlanRow::number).contains(1);

        port.reach(State.WAITING, steps, true, "");
        model.ask();
        assertThat(model.rows()).map(PlanRow::state).containsOnly(PlanRow.State.DONE);
        assertThat(model.hurdle(Deed.KEEP)).isEmpty();
        model.order(Deed.KEEP);

        assertThat(port.calls()).last().isEqualTo("CONFIRM 118");
        assertThat(model.operation()).map(one -> one.state()).contains(State.DONE);
        port.keep(drawn());
        model.ask();
        model.leaveOperation();
        assertThat(model.face()).isEqualTo(Face.SAME);
    }

    @Test
    void what_stopped_can_go_on_or_be_undone_and_nothing_else_begins_beside_it() {
        port.keep(withoutFiles());
        model.ask();
        design.set(drawn());
        model.apply(Duration.ZERO);
        port.reach(State.STOPPED, 1, false, "it was not seen");
        model.ask();

        assertThat(model.rows()).map(PlanRow::state).startsWith(PlanRow.State.STUCK);
        assertThat(model.hurdle(Deed.APPLY)).map(Hurdle::key).contains("goes-on");
        assertThat(model.hurdle(Deed.STOP)).isPresent();
        assertThat(model.hurdle(Deed.RESUME)).isEmpty();
        model.leaveOperation();
        model.ask();
        assertThat(model.face()).as("another plan may be applied instead").isEqualTo(Face.PLAN);
        assertThat(model.hurdle(Deed.APPLY)).isEmpty();
        model.showOperation();
        assertThat(model.face()).as("it is found again").isEqualTo(Face.OPERATION);
        model.leaveOperation();
        assertThat(model.putAway()).isPresent();
        model.apply(Duration.ZERO);
        port.reach(State.STOPPED, 1, false, "it was not seen");
        model.ask();
        model.order(Deed.UNDO);

        assertThat(port.calls()).last().isEqualTo("UNDO 118");
        assertThat(model.rows()).map(PlanRow::state).containsOnly(PlanRow.State.TAKEN_BACK);
        model.leaveOperation();
        assertThat(model.face()).isEqualTo(Face.PLAN);
    }

    @Test
    void an_answer_that_never_comes_is_unknown_and_a_refusal_is_not() {
        port.keep(withoutFiles());
        model.ask();
        design.set(drawn());
        port.fail(AgentException.Kind.UNKNOWN);
        model.apply(Duration.ZERO);
        assertThat(model.trouble()).map(PlanModel.Trouble::isUnknown).contains(true);
        assertThat(model.face()).isEqualTo(Face.PLAN);

        port.fail(AgentException.Kind.REFUSED);
        model.apply(Duration.ZERO);
        assertThat(model.trouble()).map(PlanModel.Trouble::isUnknown).contains(false);
    }

    @Test
    void a_drawing_with_errors_a_protected_cluster_and_old_news_keep_it_from_being_applied() {
        port.keep(withoutFiles());
        model.ask();
        design.set(drawn());
        assertThat(model.hurdle(Deed.APPLY)).isEmpty();

        Node twice = drawn().find(new ThingId("gw-2"), Node.class).orElseThrow().withName("gw-1");
        design.set(drawn().with(twice));
        assertThat(model.hurdle(Deed.APPLY)).map(Hurdle::key).contains("errors");
        design.set(drawn());
        readOnly.set(true);
        assertThat(model.hurdle(Deed.APPLY)).map(Hurdle::key).contains("read-only");
        readOnly.set(false);
        nanos += Duration.ofSeconds(60).toNanos();
        assertThat(model.hurdle(Deed.APPLY)).map(Hurdle::key).contains("stale");
        model.apply(Duration.ZERO);

        assertThat(port.calls()).isEmpty();
    }

    @Test
    void nothing_of_one_cluster_is_known_of_another() {
        port.keep(withoutFiles());
        model.ask();
        design.set(drawn());
        model.apply(Duration.ZERO);
        isHeld = true;
        model.ask();
        model.forget();
        background.forEach(Runnable::run);

        assertThat(model.face()).isEqualTo(Face.ASKING);
        assertThat(model.known()).isEmpty();
        assertThat(model.countProperty().get()).isZero();
    }

    @Test
    void that_one_cluster_has_an_unreadable_design_is_not_said_of_the_next() {
        PlanPort unreadable =
                new PlanPort() {
                    @Override
                    public Known look() throws AgentException {
                        Known known = port.look();
                        return new Known(
                                new DesignText("{", 31),
                                known.status(),
                                known.services(),
                                known.operations());
                    }

                    @Override
                    public List<OperationView> operations() throws AgentException {
                        return port.operations();
                    }

                    @Override
                    public OperationView begin(OperationBegin begin) throws AgentException {
                        return port.begin(begin);
                    }

                    @Override
                    public OperationView order(OperationPort.Order order, long number)
                            throws AgentException {
                        return port.order(order, number);
                    }
                };
        PlanModel other =
                new PlanModel(
                        unreadable,
                        design,
                        readOnly,
                        new Asked.Means(this::run, Runnable::run, () -> nanos));
        design.set(drawn());
        other.ask();
        assertThat(other.face()).isEqualTo(Face.UNREADABLE);

        other.forget();

        assertThat(other.isUnreadable()).isFalse();
    }

    @Test
    void the_runbook_has_each_step_with_its_way_back_in_both_languages() {
        port.keep(withoutFiles());
        model.ask();
        Service files = drawn().find(new ThingId("files"), Service.class).orElseThrow();
        design.set(drawn().with(files.withName("office shares")));
        var plan = model.plan().orElseThrow();

        for (Language language : Language.values()) {
            String text = PlanRunbook.of(plan, "edge*tokyo", Texts.of(language, PlanScreen.class));
            assertThat(text).contains("edge\\*tokyo").contains("+      \"id\": \"files\",");
            assertThat(text.lines().filter(line -> line.startsWith("## ")))
                    .as("things are called by their names")
                    .anyMatch(line -> line.contains("office shares"));
            assertThat(text.lines().filter(line -> line.startsWith("## ")))
                    .hasSize(plan.steps().size());
        }
    }

    /// How often it asks in so many seconds.
    private int asks(int seconds) {
        int before = tasks;
        for (int i = 0; i < seconds; i++) {
            model.beat();
        }
        return tasks - before;
    }

    @Test
    void who_looks_at_the_drawing_asks_calmly_and_at_once_after_news() {
        port.keep(drawn());
        design.set(drawn());
        model.ask();
        model.watch(true);
        assertThat(asks(1)).as("somebody begins to look").isEqualTo(1);
        assertThat(asks(9)).isEqualTo(3);
        model.news();
        assertThat(asks(1)).isEqualTo(1);
        design.set(withoutFiles());
        assertThat(asks(1)).as("the drawing is another").isEqualTo(1);
        model.look(true);
        assertThat(asks(3)).as("the plan itself is in view").isEqualTo(3);
        model.look(false);
        model.watch(false);
        assertThat(asks(10)).isEqualTo(2);
    }
}
