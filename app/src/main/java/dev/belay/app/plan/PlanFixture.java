package dev.belay.app.plan;

import dev.belay.api.ApiError;
import dev.belay.api.DesignText;
import dev.belay.api.NodeMode;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServicesView;
import dev.belay.api.ServicesView.Host;
import dev.belay.app.design.DesignPort;
import dev.belay.app.services.ServicesFixture;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlanFacts;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cluster that carries out plans as it is told to: for pictures and tests.
public final class PlanFixture implements PlanPort {
    private static final long BASE = 31;
    private static final long NUMBER = 118;
    private static final Duration EACH = Duration.ofMillis(1_300);

    private final DesignPort members;
    private final Instant now;
    private final ServicesFixture running;
    private final List<String> calls = new ArrayList<>();
    private DesignText inForce = new DesignText("", 0);
    private @Nullable OperationView operation;
    private @Nullable AgentException failure;
    private boolean isAdrift;

    /// @param members say who is in the cluster
    public PlanFixture(DesignPort members, Instant now) {
        this.members = members;
        this.now = now;
        this.running = new ServicesFixture(now);
    }

    /// What is in force.
    public void keep(Design design) {
        inForce = new DesignText(DesignFormat.write(design), BASE);
    }

    /// What is in no design runs on.
    public void setAdrift(boolean adrift) {
        isAdrift = adrift;
    }

    /// Every call fails from now on; null for none.
    public void fail(AgentException.@Nullable Kind kind) {
        failure =
                kind == null
                        ? null
                        : new AgentException(
                                kind,
                                new ApiError(
                                        "no-answer",
                                        "an answer of gw-2",
                                        "silence for 5 s",
                                        "check the tunnel to gw-2"),
                                null);
    }

    /// Every call that orders something, in its order.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /// How many steps the operation has.
    public int steps() {
        OperationView one = operation;
        return one == null ? 0 : one.steps().size();
    }

    /// How far the operation is.
    ///
    /// @param position how many steps are in force
    /// @param said why it stopped; empty for nothing
    public void reach(State state, int position, boolean isSettled, String said) {
        OperationView one = operation;
        if (one == null) {
            throw new IllegalStateException("nothing has begun");
        }
        List<OperationView.Step> steps = new ArrayList<>();
        for (int i = 0; i < one.steps().size(); i++) {
            OperationView.Step step = one.steps().get(i);
            boolean isBegun = i < position || state == State.UNDONE || state == State.UNDOING;
            boolean isOpen = i == position - 1 && !isSettled;
            Instant begunAt = one.at().plus(EACH.multipliedBy(i));
            steps.add(
                    new OperationView.Step(
                            step.code(),
                            step.subjects(),
                            isBegun ? begunAt : null,
                            isBegun && !isOpen ? begunAt.plus(EACH).minusMillis(200) : null));
        }
        boolean isWaiting = state == State.RUNNING || state == State.WAITING;
        operation =
                new OperationView(
                        one.number(),
                        state,
                        one.orderedBy(),
                        one.at(),
                        one.baseVersion(),
                        one.baseVersion() + position,
                        position,
                        isSettled,
                        false,
                        said,
                        isWaiting ? one.confirmUntil() : null,
                        state != State.UNDOING && state != State.UNDONE,
                        steps);
    }

    private Design base() {
        return DesignFormat.read(inForce.text()) instanceof Reading.Read(var read, _)
                ? read
                : Design.empty(ClusterSettings.of("none", "none", TimingProfile.STANDARD));
    }

    private void answer() throws AgentException {
        AgentException why = failure;
        if (why != null) {
            throw why;
        }
    }

    @Override
    public Known look() throws AgentException {
        answer();
        ClusterStatus status = members.status();
        return new Known(
                inForce,
                status,
                services(status),
                operation == null ? List.of() : List.of(operation));
    }

    private ServicesView services(ClusterStatus status) throws AgentException {
        Design design = base();
        return new ServicesView(
                now,
                "gw-2",
                inForce.version(),
                "default",
                2_500,
                running.services().view().services().stream()
                        .filter(one -> isAdrift || design.find(new ThingId(one.id())).isPresent())
                        .map(one -> asDesigned(one, design))
                        .toList(),
                status.nodes().stream()
                        .map(NodeStatus::member)
                        .map(member -> new Host(member.id(), NodeMode.ACTIVE, true, "", List.of()))
                        .toList(),
                null,
                List.of());
    }

    /// With the resources that the design has.
    private static ServiceView asDesigned(ServiceView one, Design design) {
        List<ServiceView.Resource> resources =
                design.find(new ThingId(one.id()), Service.class)
                        .map(service ->
                                service.resources().stream()
                                        .map(resource -> asDesigned(one, resource))
                                        .toList())
                        .orElse(one.resources());
        return new ServiceView(
                one.id(),
                one.name(),
                one.state(),
                one.node(),
                one.generation(),
                one.since(),
                one.wanted(),
                one.movedTo(),
                "",
                one.maintenance(),
                false,
                one.placedOn(),
                one.reason(),
                one.marginMillis(),
                resources,
                one.failures(),
                one.history());
    }

    private static ServiceView.Resource asDesigned(ServiceView one, Resource resource) {
        ResourceState state =
                one.state() == ServiceView.State.ACTIVE
                        ? ResourceState.RUNNING
                        : ResourceState.STOPPED;
        return new ServiceView.Resource(resource.name(), "", state, "");
    }

    @Override
    public List<OperationView> operations() throws AgentException {
        answer();
        return operation == null ? List.of() : List.of(operation);
    }

    @Override
    public OperationView begin(OperationBegin begin) throws AgentException {
        calls.add("begin " + begin.version() + " " + begin.confirmWithinMillis());
        answer();
        if (!(DesignFormat.read(begin.text()) instanceof Reading.Read(var wanted, _))) {
            throw new IllegalArgumentException("no design");
        }
        ClusterStatus status = members.status();
        Plan plan =
                Plan.of(
                        base(),
                        inForce.version(),
                        wanted,
                        PlanFacts.live(status, services(status)));
        Instant at = now.minusSeconds(9);
        operation =
                new OperationView(
                        NUMBER,
                        State.RUNNING,
                        "kaito@admin-pc",
                        at,
                        inForce.version(),
                        inForce.version(),
                        0,
                        true,
                        false,
                        "",
                        begin.confirmWithinMillis() == 0
                                ? null
                                : at.plusMillis(begin.confirmWithinMillis()),
                        true,
                        plan.steps().stream()
                                .map(step ->
                                        new OperationView.Step(
                                                step.step().code(),
                                                step.step().subjects(),
                                                null,
                                                null))
                                .toList());
        return operation;
    }

    @Override
    public OperationView order(Order order, long number) throws AgentException {
        calls.add(order + " " + number);
        answer();
        OperationView one = operation;
        if (one == null) {
            throw new IllegalStateException("nothing has begun");
        }
        switch (order) {
            case CANCEL -> reach(State.CANCELLED, one.position(), true, "");
            case RESUME -> reach(State.RUNNING, one.position(), one.settled(), "");
            case UNDO -> reach(State.UNDONE, 0, true, "");
            case CONFIRM -> reach(State.DONE, one.position(), true, "");
        }
        return operation == null ? one : operation;
    }
}
