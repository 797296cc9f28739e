package dev.belay.agent.service;

import dev.belay.agent.core.lease.HolderInput;
import dev.belay.api.ServiceView.ResourceState;
import dev.belay.api.ServiceView.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// One stay of one service on this node: STARTING -> ACTIVE -> STOPPING -> STOPPED; STOPPING ->
/// STUCK -> STOPPING; any -> STOPPED when its lease runs out.
///
/// Steps of resources come one after the other, whoever holds the turn; the end of a lease comes
/// beside them and waits for nobody.
final class ServiceRun {

    /// What killing a tree of processes takes on a loaded machine, and some more.
    private static final Duration MARGIN = Duration.ofMillis(60);

    private static final Duration KILL = Duration.ofSeconds(5);
    private static final Duration LAST_KILL = Duration.ofMillis(40);
    private static final Duration NEXT_KILL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final String service;
    private final long generation;
    private final Ports ports;
    private final Validated validated;
    private final ReentrantLock turn;
    private final Board board;

    /// Held while it is ended for certain: who is told so may begin the next stay at once, and
    /// nothing of this one may come after that.
    private final Object ending = new Object();

    private final Monitors monitors;
    private final StayGroup group;
    private volatile List<Handling> handlings = List.of();
    private volatile Optional<ServicePlan> begun = Optional.empty();
    private volatile boolean isStopWanted;
    private volatile boolean isClosed;
    private volatile boolean isTakenOver;
    private boolean isStopping;
    private boolean isOver;

    /// @param turn of the service: stays of it do nothing at the same time
    ServiceRun(
            String service, long generation, Ports ports, Validated validated, ReentrantLock turn) {
        this.service = service;
        this.generation = generation;
        this.ports = ports;
        this.validated = validated;
        this.turn = turn;
        this.board = new Board(service, generation);
        this.monitors = new Monitors(turn, this::look, this::log);
        this.group = new StayGroup(service, ports, this::log);
    }

    long generation() {
        return generation;
    }

    ServiceFacts facts() {
        return board.facts();
    }

    /// With what it began; empty when it has not got so far.
    Optional<ServicePlan> begun() {
        return begun;
    }

    synchronized boolean isOver() {
        return isOver;
    }

    /// Starts it and tells what came of it. Blocks.
    void start() {
        turn.lock();
        try {
            String failure = isToGoOn() ? started() : "its stay has ended before it began";
            if (failure.isEmpty()) {
                board.phase(State.ACTIVE, "");
                log("is active");
            } else {
                board.phase(State.STARTING, failure);
            }
            if (!isStopWanted) {
                ports.stays().tell(new HolderInput.Started(service, generation, failure));
            }
            if (failure.isEmpty() && !isStopWanted) {
                monitors.begin(handlings);
            }
        } catch (IOException e) {
            startFailed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            startFailed("its start was interrupted");
        } catch (RuntimeException e) {
            startFailed("a fault of this agent: " + e);
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private void startFailed(String why) {
        board.phase(State.STARTING, why);
        ports.stays().tell(new HolderInput.Started(service, generation, why));
    }

    private boolean isToGoOn() {
        return !isStopWanted && ports.stays().isWanted(service, generation);
    }

    private String started() throws IOException, InterruptedException {
        ServicePlan plan = ports.plans().apply(service);
        if (!plan.isRunnable()) {
            return String.join("; ", plan.objections());
        }
        begun = Optional.of(plan);
        board.begin(plan.resources());
        try {
            ports.remnants().begin(service, generation, plan.resources());
        } catch (IOException e) {
            return "that it begins was to be written down, and was not: " + e.getMessage();
        }
        handlings = plan.resources().stream().map(this::handling).toList();
        if (hasAgents()) {
            group.make();
        }
        for (Handling one : handlings) {
            if (!isToGoOn()) {
                return "its stay has ended meanwhile";
            }
            board.write(one.resource(), ResourceState.STARTING, "");
            Outcome outcome = one.start();
            note(one, outcome, ResourceState.RUNNING);
            if (!outcome.isGood()) {
                return words(one, outcome.said());
            }
        }
        return "";
    }

    private Handling handling(ServiceResource resource) {
        return switch (resource) {
            case ServiceResource.Address one ->
                    new AddressHandling(service, generation, one, ports, this::isToGoOn);
            case ServiceResource.InCloud one ->
                    new CloudHandling(
                            one,
                            ports.clouds().apply(one),
                            this::isToGoOn,
                            () -> ports.isLeftAlone().test(service));
            case ServiceResource.Ocf _, ServiceResource.Systemd _, ServiceResource.Script _ ->
                    new AgentHandling(
                            new AgentSteps(
                                    ports.agents().apply(resource), resource, Optional.empty()),
                            group::folder,
                            validated,
                            this::isToGoOn);
        };
    }

    private boolean hasAgents() {
        return handlings.stream().anyMatch(AgentHandling.class::isInstance);
    }

    private Monitors.Next look(Handling one) throws InterruptedException {
        Outcome outcome = one.monitor();
        note(one, outcome, ResourceState.RUNNING);
        if (outcome.isGood()) {
            return outcome.kind() == Outcome.Kind.NOT_SUPPORTED
                    ? Monitors.Next.NEVER
                    : Monitors.Next.AGAIN;
        }
        if (ports.isLeftAlone().test(service)) {
            return Monitors.Next.AGAIN;
        }
        ports.stays().tell(new HolderInput.Failed(service, generation, words(one, outcome.said())));
        return Monitors.Next.NOTHING;
    }

    /// Stops it and tells what came of it; does not block.
    ///
    /// @param deadline when whatever is left of it must be gone
    void stop(long deadline) {
        isStopWanted = true;
        monitors.end();
        if (deadline != Long.MAX_VALUE) {
            Thread.ofVirtual().name("cut-" + service).start(() -> cutAt(deadline));
        }
        synchronized (this) {
            if (isStopping) {
                return;
            }
            isStopping = true;
        }
        Thread.ofVirtual().name("stop-" + service).start(this::stopInTurn);
    }

    /// Another one has begun it: before it is stopped, all that it is made of is looked for,
    /// however far it has got here.
    void takeOver() {
        isTakenOver = true;
    }

    /// @return why nobody can say what there is to stop; empty: all of it was looked for
    private String found() throws InterruptedException {
        if (!isTakenOver) {
            return "";
        }
        if (handlings.isEmpty()) {
            ServicePlan plan = ports.plans().apply(service);
            if (!plan.isRunnable()) {
                return "what it was made of is not known here any more: stop it by hand, or have the node fenced ("
                        + String.join("; ", plan.objections())
                        + ")";
            }
            board.begin(plan.resources());
            handlings = plan.resources().stream().map(this::handling).toList();
        }
        for (Handling one : handlings) {
            if (!one.isBegun()) {
                one.find();
            }
        }
        return "";
    }

    /// Goes on with what another one has begun and nobody may touch now. Blocks.
    void adopt() {
        turn.lock();
        try {
            String unknown = found();
            if (unknown.isEmpty()) {
                handlings.forEach(one -> board.write(one.resource(), ResourceState.RUNNING, ""));
                board.phase(State.ACTIVE, "");
                log("goes on, and is left alone");
            }
            ports.stays().tell(new HolderInput.Started(service, generation, ""));
            if (!isStopWanted) {
                monitors.begin(handlings);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    private void stopInTurn() {
        turn.lock();
        try {
            if (!isOver()) {
                board.phase(State.STOPPING, "");
            }
            stopEnds(stopped());
        } catch (IOException e) {
            stopEnds(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopEnds("its stop was interrupted");
        } catch (RuntimeException e) {
            stopEnds("a fault of this agent: " + e);
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private void stopEnds(String failure) {
        synchronized (this) {
            // Whoever hears of a failure may order the next one.
            isStopping = false;
        }
        tellStopped(failure);
    }

    private String stopped() throws IOException, InterruptedException {
        String unknown = found();
        if (!unknown.isEmpty()) {
            return unknown;
        }
        if (hasAgents() && handlings.stream().anyMatch(Handling::isBegun)) {
            group.makeAgain();
        }
        for (Handling one : handlings.reversed()) {
            if (one.isBegun() && !isOver()) {
                board.write(one.resource(), ResourceState.STOPPING, "");
                Outcome outcome = one.stop();
                note(one, outcome, ResourceState.STOPPED);
                if (!outcome.isGood() && isStillThere(one)) {
                    return words(one, outcome.said());
                }
            }
        }
        return group.end(KILL)
                ? ""
                : "its control group was to be empty after a kill, and is not: a process hangs in"
                        + " the kernel";
    }

    /// A stop that was killed together with what it was to stop has not failed: the cut that did so
    /// is waited for.
    private boolean isStillThere(Handling one) {
        synchronized (ending) {
            return one.isBegun() && !isOver();
        }
    }

    private void cutAt(long deadline) {
        try {
            long left = deadline - MARGIN.toNanos() - ports.clock().getAsLong();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
            boolean isGone = true;
            synchronized (ending) {
                if (!isOver()) {
                    isGone = cut(deadline);
                }
            }
            if (!isGone) {
                goOnKilling();
            }
        } catch (IOException e) {
            tellStopped(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            tellStopped("a fault of this agent: " + e);
            throw e;
        }
    }

    /// Whatever the agents are doing: what is killed together with its group, and can enter none
    /// any more, runs no more.
    ///
    /// @return whether its group is gone
    private boolean cut(long deadline) throws IOException, InterruptedException {
        log("is killed: its lease runs out");
        List<Handling> all = handlings;
        all.forEach(Handling::cut);
        long left = deadline - ports.clock().getAsLong();
        boolean hadGroup = group.folder().isPresent();
        boolean isGone = group.end(left > LAST_KILL.toNanos() ? Duration.ofNanos(left) : LAST_KILL);
        tellStopped(left(all, hadGroup && isGone, isGone));
        return isGone;
    }

    private static String left(List<Handling> all, boolean isGroupGone, boolean isEmpty) {
        List<String> rest = new ArrayList<>();
        for (Handling one : all) {
            one.leftAfterCut(isGroupGone).ifPresent(why -> rest.add(words(one, why)));
        }
        if (!isEmpty && rest.isEmpty()) {
            rest.add("its control group was killed, and is not empty yet");
        }
        return String.join("; ", rest);
    }

    /// What a loaded machine did not kill by the deadline is killed a moment later; nobody may wait
    /// for an operator then. A stop that is under way has its turn first.
    private void goOnKilling() throws InterruptedException {
        Duration pause = PAUSE;
        boolean isGone = false;
        while (!isGone && !isClosed) {
            Thread.sleep(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            turn.lockInterruptibly();
            try {
                isGone = isOver() || group.end(NEXT_KILL);
                if (isGone && !isOver()) {
                    tellStopped(left(handlings, true, true));
                }
            } catch (IOException e) {
                // The next look may be luckier; until then it stays a stop that failed.
                log(String.valueOf(e.getMessage()));
            } finally {
                turn.unlock();
            }
        }
    }

    /// @param failure empty: nothing of it runs
    private void tellStopped(String failure) {
        synchronized (ending) {
            if (isOver()) {
                // A step that failed because it was cut is no failure.
                endRemnant();
                return;
            }
            synchronized (this) {
                isOver = failure.isEmpty();
            }
            board.phase(failure.isEmpty() ? State.STOPPED : State.STUCK, failure);
            log(failure.isEmpty() ? "has stopped" : "could not be stopped: " + failure);
            ports.stays()
                    .tell(
                            new HolderInput.Stopped(
                                    service, generation, failure, ports.clock().getAsLong()));
        }
        if (failure.isEmpty()) {
            endRemnant();
        }
    }

    private void endRemnant() {
        try {
            ports.remnants().end(service, generation);
        } catch (IOException e) {
            // The next agent stops once more what does not run.
            log(String.valueOf(e.getMessage()));
        }
    }

    /// Nothing is looked at or told any more; what runs goes on.
    void close() {
        isClosed = true;
        monitors.end();
        handlings.forEach(Handling::close);
    }

    private void note(Handling one, Outcome outcome, ResourceState good) {
        ResourceState state =
                switch (outcome.kind()) {
                    case DONE, NOT_SUPPORTED -> good;
                    case DEGRADED -> ResourceState.DEGRADED;
                    case FAILED -> ResourceState.FAILED;
                    case UNKNOWN -> ResourceState.UNKNOWN;
                };
        Optional<ResourceState> before = board.write(one.resource(), state, outcome.said());
        if (!before.equals(Optional.of(state))) {
            String words = outcome.said().isEmpty() ? "" : ": " + outcome.said();
            log(words(one, state.name().toLowerCase(Locale.ROOT) + words));
        }
    }

    private static String words(Handling one, String said) {
        return "resource '" + one.resource().name() + "': " + said;
    }

    private void log(String what) {
        ports.log().accept("service '" + service + "' (stay " + generation + ") " + what);
    }
}
