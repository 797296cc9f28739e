package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.api.CloudReach;
import dev.belay.api.DesignText;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.plan.Live;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftRole;
import dev.belay.reach.AgentException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A cluster's design that is kept here: for pictures and tests.
public final class DesignFixture implements DesignPort {
    private static final long FIRST = 117;

    private ClusterStatus status;
    private DesignText kept = new DesignText("", 0);
    private @Nullable AgentException failure;
    private boolean isAnswerLost;
    private List<CloudReach.Node> reach = List.of();
    private final Queue<Runnable> happenings = new ArrayDeque<>();
    private final List<Runnable> paused = new ArrayList<>();
    private List<PlannedStep> planned = List.of();
    private DesignText before = kept;
    private @Nullable OperationView operation;
    private long begun = FIRST;
    private Runnable beginning = () -> {};

    private record Journal(long number, String by, long base) {}

    /// A cluster of these members, without a design in force.
    public DesignFixture(String cluster, List<Member> members, Instant now) {
        List<NodeStatus> nodes =
                members.stream()
                        .map(one -> new NodeStatus(one, NodeState.ACTIVE, "", null))
                        .toList();
        String first = members.getFirst().id();
        status =
                new ClusterStatus(
                        cluster,
                        cluster,
                        first,
                        now,
                        new Opinion(first, 1, now, RaftRole.COORDINATOR, true),
                        new Quorum(members.size(), members.size(), members.size() / 2 + 1, true),
                        nodes,
                        List.of());
    }

    /// A cluster of voters with these ids, of which the first one is an admin, without a design in
    /// force.
    public static DesignFixture voters(String cluster, Instant now, String... ids) {
        List<Member> members = new ArrayList<>();
        for (String id : ids) {
            boolean isFirst = members.isEmpty();
            String host = "10.0.110." + (101 + members.size());
            members.add(
                    new Member(id, id + ".example.com", "", MemberRole.VOTER, isFirst, host, 7420));
        }
        return new DesignFixture(cluster, members, now);
    }

    /// Every call fails from now on; null for none.
    public void fail(@Nullable AgentException next) {
        failure = next;
    }

    /// Another cluster with the same members is looked at.
    public void become(String cluster) {
        status =
                new ClusterStatus(
                        cluster,
                        cluster,
                        status.observer(),
                        status.at(),
                        status.opinion(),
                        status.quorum(),
                        status.nodes(),
                        status.problems());
    }

    /// The next order is carried out, and its answer never comes.
    public void loseAnswer() {
        isAnswerLost = true;
    }

    /// Happens whenever an operation is about to begin.
    public void whenBegun(Runnable happening) {
        beginning = happening;
    }

    /// Somebody else puts a design in force.
    public void keep(Design design) {
        kept = new DesignText(DesignFormat.write(design), kept.version() + 10);
        OperationView now = operation;
        if (now != null) {
            operation = copy(now, false);
        }
    }

    /// The next operation waits after it has begun; whoever pauses sees one of these after the
    /// other.
    public void then(Runnable... happening) {
        paused.addAll(List.of(happening));
    }

    /// Whoever pauses next so often sees nothing new.
    public void idle(int pauses) {
        for (int i = 0; i < pauses; i++) {
            happenings.add(() -> {});
        }
    }

    /// Somebody else begins an operation that goes on.
    public void beginOther() {
        begun++;
        operation =
                view(new Journal(begun, "mika@gw-2", kept.version()), State.RUNNING, 0, true, "");
    }

    /// How many operations were begun, by whomever.
    public long begun() {
        return begun - FIRST;
    }

    /// Where the operation stands.
    public State state() {
        return Objects.requireNonNull(operation, "nothing has begun").state();
    }

    /// How far the operation is.
    ///
    /// @param position how many steps are in force
    /// @param said why it stopped; empty for nothing
    public void reach(State state, int position, boolean isSettled, String said) {
        OperationView now = Objects.requireNonNull(operation, "nothing has begun");
        long version = position == 0 ? before.version() : before.version() + position * 5L;
        kept =
                position == 0
                        ? before
                        : new DesignText(
                                DesignFormat.write(planned.get(position - 1).after()), version);
        operation =
                view(
                        new Journal(now.number(), now.orderedBy(), now.baseVersion()),
                        state,
                        position,
                        isSettled,
                        said);
    }

    private OperationView view(
            Journal journal, State state, int position, boolean isSettled, String said) {
        return new OperationView(
                journal.number(),
                state,
                journal.by(),
                status.at(),
                journal.base(),
                kept.version(),
                position,
                isSettled,
                false,
                said,
                null,
                state != State.UNDONE && state != State.UNDOING,
                planned.stream()
                        .map(one ->
                                new OperationView.Step(
                                        one.step().code(), one.step().subjects(), null, null))
                        .toList());
    }

    private static OperationView copy(OperationView one, boolean isUndoable) {
        return new OperationView(
                one.number(),
                one.state(),
                one.orderedBy(),
                one.at(),
                one.baseVersion(),
                one.version(),
                one.position(),
                one.settled(),
                one.cancelling(),
                one.said(),
                one.confirmUntil(),
                isUndoable,
                one.steps());
    }

    /// What is in force.
    public Design kept() {
        return DesignFormat.read(kept.text()) instanceof Reading.Read(var design, _)
                ? design
                : Design.empty(ClusterSettings.of("none", "none", TimingProfile.STANDARD));
    }

    private void check() throws AgentException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public ClusterStatus status() throws AgentException {
        check();
        return status;
    }

    /// What members say from now on that they reach of the cloud.
    public void reaches(CloudReach.Node... nodes) {
        reach = List.of(nodes);
    }

    @Override
    public CloudReach reach() throws AgentException {
        check();
        return new CloudReach(Instant.EPOCH, reach);
    }

    @Override
    public DesignText design() throws AgentException {
        check();
        return kept;
    }

    @Override
    public void pause() {
        Runnable next = happenings.poll();
        if (next == null) {
            throw new IllegalStateException("nothing goes on any more: " + operation);
        }
        next.run();
    }

    @Override
    public List<OperationView> operations() throws AgentException {
        check();
        return operation == null ? List.of() : List.of(operation);
    }

    @Override
    public OperationView begin(OperationBegin begin) throws AgentException {
        beginning.run();
        check();
        if (begin.version() != kept.version()) {
            throw refused(
                    "design-changed",
                    "a plan that is based on version " + kept.version(),
                    "one based on version " + begin.version());
        }
        OperationView now = operation;
        if (now != null && now.state() == State.RUNNING) {
            throw refused(
                    "operation-running",
                    "a cluster without an operation under way",
                    "operation " + now.number());
        }
        Design base = kept.version() == 0 ? InForce.NOTHING : kept();
        before = kept;
        Design wanted = ((Reading.Read) DesignFormat.read(begin.text())).design();
        planned = Plan.of(base, kept.version(), wanted, Live.UNKNOWN).steps();
        begun++;
        operation =
                view(
                        new Journal(begun, "kaito@admin-pc", kept.version()),
                        State.RUNNING,
                        0,
                        true,
                        "");
        if (paused.isEmpty()) {
            reach(State.DONE, planned.size(), true, "");
        } else {
            happenings.addAll(paused);
            paused.clear();
        }
        return answered();
    }

    private OperationView answered() throws AgentException {
        if (isAnswerLost) {
            isAnswerLost = false;
            throw new AgentException(
                    AgentException.Kind.UNKNOWN,
                    new ApiError(
                            "no-answer",
                            "an answer",
                            "silence for 60 s",
                            "read it back, then go on"),
                    null);
        }
        return Objects.requireNonNull(operation);
    }

    private static AgentException refused(String code, String wanted, String found) {
        return AgentException.refused(new ApiError(code, wanted, found, "look at it, then go on"));
    }

    @Override
    public OperationView order(Order order, long number) throws AgentException {
        check();
        OperationView now = operation;
        if (now == null || now.number() != number || !now.undoable()) {
            throw refused(
                    "operation-overtaken",
                    "the design that operation " + number + " left in force",
                    "another one");
        }
        switch (order) {
            case CANCEL -> cancel(now);
            case RESUME -> resume(now);
            case UNDO -> reach(State.UNDONE, 0, true, "undone by kaito");
            case CONFIRM -> throw refused("operation-not-waiting", "one that waits", "none");
        }
        return answered();
    }

    private void cancel(OperationView now) throws AgentException {
        if (now.state() == State.DONE || now.state() == State.UNDONE) {
            throw refused("operation-not-running", "one that goes on", "one that has ended");
        }
        reach(State.CANCELLED, now.position(), true, "");
    }

    private void resume(OperationView now) {
        if (happenings.isEmpty()) {
            reach(State.DONE, planned.size(), true, "");
        } else {
            reach(State.RUNNING, now.position(), now.settled(), "");
        }
    }
}
