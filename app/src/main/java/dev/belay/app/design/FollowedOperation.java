package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.app.design.OperationPort.Order;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.reach.AgentException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The operation of a wizard: begun once, found again, followed, halted, resumed and taken back.
/// The cluster carries it out whether somebody follows it or not; while another cluster is looked
/// at, nobody does. All calls block; safe for use by several threads.
final class FollowedOperation {
    /// With a pause between them; each may take as long as a member's silence.
    private static final int SILENT_LOOKS = 100;

    /// A member that follows may tell for a moment what was so before an order.
    private static final int LATE_LOOKS = 10;

    private static final String NOT_RUNNING = "operation-not-running";

    private final DesignPort port;
    private final Bound bound;
    private final Texts texts;
    private volatile long number;
    private volatile boolean isHalted;
    private volatile @Nullable OperationView seen;
    private volatile @Nullable Lost lost;
    private volatile @Nullable OperationView beforeOrder;
    private final AtomicInteger late = new AtomicInteger();

    /// Whether a halt is wanted that the cluster was not told of.
    private final AtomicBoolean isHaltWanted = new AtomicBoolean();

    /// Whether nobody waits for it any more.
    private volatile boolean isLeft;

    /// One that may have begun: its answer never came.
    ///
    /// @param newest number of the newest one before
    private record Lost(long newest, long version, List<OperationView.Step> steps) {}

    FollowedOperation(DesignPort port, Bound bound, Texts texts) {
        this.port = port;
        this.bound = bound;
        this.texts = texts;
    }

    /// 0 while none is known.
    long number() {
        return number;
    }

    /// Whether it ended at a halt before its end, as far as it was seen or ordered here.
    boolean isHalted() {
        return isHalted;
    }

    /// What a draft kept.
    void take(long kept) {
        number = kept;
        seen = null;
        lost = null;
    }

    /// Nobody waits any more for its cluster to be looked at again.
    void leave() {
        isLeft = true;
    }

    /// Those of its cluster: another one may have one of the same number.
    private List<OperationView> operations() throws AgentException {
        List<OperationView> all = port.operations();
        bound.check(port);
        return all;
    }

    /// As it was told last.
    Optional<OperationView> seen() {
        return Optional.ofNullable(seen);
    }

    /// Asks once for it; empty where the cluster does not tell of it, or none was begun.
    Optional<OperationView> find() throws AgentException {
        adopt();
        if (number == 0) {
            return Optional.empty();
        }
        Optional<OperationView> found =
                operations().stream().filter(one -> one.number() == number).findFirst();
        found.ifPresent(one -> seen = one);
        return found;
    }

    /// Another one that is under way, so that none can begin.
    Optional<OperationView> other() throws AgentException {
        return operations().stream()
                .filter(one -> one.number() != number)
                .filter(one ->
                        switch (one.state()) {
                            case RUNNING, WAITING, UNDOING -> true;
                            case STOPPED, CANCELLED, DONE, UNDONE -> false;
                        })
                .findFirst();
    }

    /// Begins it; where an earlier attempt had no answer, looks first whether that one began.
    ///
    /// @param steps as they are planned
    /// @throws Deed.Stopped when a halt was wanted before it was begun
    void begin(OperationBegin begin, List<OperationView.Step> steps)
            throws AgentException, Deed.Stopped {
        if (adopt()) {
            return;
        }
        List<OperationView> before = operations();
        Lost attempt =
                new Lost(before.isEmpty() ? 0 : before.getFirst().number(), begin.version(), steps);
        if (isHaltWanted.getAndSet(false)) {
            throw new Deed.Stopped();
        }
        try {
            OperationView begun = port.begin(begin);
            isHalted = false;
            number = begun.number();
            seen = begun;
        } catch (AgentException e) {
            if (e.kind() == AgentException.Kind.UNKNOWN) {
                lost = attempt;
            }
            throw e;
        }
    }

    /// Whether an attempt without an answer turned out to have begun, or it is known anyhow.
    boolean adopt() throws AgentException {
        Lost attempt = lost;
        if (number == 0 && attempt != null) {
            operations().stream()
                    .filter(one -> one.number() > attempt.newest())
                    .filter(one -> one.baseVersion() == attempt.version())
                    .filter(one -> PlannedChange.isSame(one.steps(), attempt.steps()))
                    .findFirst()
                    .ifPresent(one -> {
                        number = one.number();
                        seen = one;
                        lost = null;
                    });
        }
        return number != 0;
    }

    /// Goes on with it, where a step ended at a halt before; one that somebody has undone is to be
    /// begun anew by then.
    ///
    /// @param step that is wanted, from 1
    /// @param isAgain whether somebody tries again after a halt
    /// @return false when there is none to go on with
    boolean goesOn(int step, boolean isAgain) throws AgentException, InterruptedException {
        if (!adopt()) {
            return false;
        }
        OperationView now = look();
        if (now.state() == State.UNDONE && isAgain) {
            number = 0;
            isHalted = false;
            return false;
        }
        boolean isStill = now.state() == State.STOPPED || now.state() == State.CANCELLED;
        if (isAgain && isStill && !isTaken(now, step)) {
            order(Order.RESUME);
            isHalted = false;
        }
        return true;
    }

    /// Blocks until a step is in force and was seen.
    ///
    /// @param say takes down what keeps it from being followed
    void await(int step, Consumer<String> say)
            throws AgentException, InterruptedException, Deed.Stopped {
        while (true) {
            OperationView now = follow(say);
            if (isTaken(now, step)) {
                return;
            }
            switch (now.state()) {
                case RUNNING, WAITING, DONE -> port.pause();
                case STOPPED -> {
                    isHalted = true;
                    throw refused("operation-stopped", "stopped", now.said(), step, number);
                }
                case CANCELLED -> {
                    isHalted = true;
                    throw new Deed.Stopped();
                }
                case UNDOING, UNDONE -> {
                    isHalted = true;
                    throw refused("operation-taken-back", "back", now.said(), number);
                }
            }
        }
    }

    /// Blocks until a step is not in force any more; the first one, until the operation is undone.
    ///
    /// @param say takes down what keeps it from being followed
    /// @return false when none was begun, so that nothing was in force
    boolean takeBack(int step, Consumer<String> say) throws AgentException, InterruptedException {
        if (!appears()) {
            return false;
        }
        OperationView now = look();
        boolean isOnItsWay = now.state() == State.UNDOING || now.state() == State.UNDONE;
        if (!isOnItsWay) {
            order(Order.UNDO);
        }
        while (true) {
            now = follow(say);
            if (isTakenBack(now, step)) {
                return true;
            }
            if (now.state() == State.STOPPED) {
                isHalted = true;
                throw refused("operation-stopped", "not-back", now.said(), step, number);
            }
            port.pause();
        }
    }

    /// Whether it was begun; one whose answer never came may be told of late.
    ///
    /// @throws AgentException when that is not known
    private boolean appears() throws AgentException, InterruptedException {
        boolean isThere = adopt();
        for (int looks = 0; !isThere && lost != null && looks < LATE_LOOKS; looks++) {
            port.pause();
            isThere = adopt();
        }
        if (!isThere && lost != null) {
            throw unknown(refused("operation-unknown", "unseen", ""));
        }
        return isThere;
    }

    /// Whether a step is not in force any more; the first one, whether the operation is undone.
    ///
    /// @throws AgentException when nobody tells
    boolean isTakenBack(int step) throws AgentException, InterruptedException {
        return isTakenBack(look(), step);
    }

    private static boolean isTakenBack(OperationView now, int step) {
        return now.state() == State.UNDONE || (step > 1 && isBack(now, step));
    }

    /// Looks whether it may be taken back, where it was begun.
    ///
    /// @throws AgentException when something else was put in force since
    void checkUndoable() throws AgentException, InterruptedException {
        if (!appears()) {
            return;
        }
        OperationView now = look();
        boolean isOnItsWay = now.state() == State.UNDOING || now.state() == State.UNDONE;
        if (!isOnItsWay && !now.undoable()) {
            throw refused("operation-overtaken", "overtaken", "", number);
        }
    }

    private static boolean isBack(OperationView now, int step) {
        int left = now.settled() ? now.position() : now.position() + 1;
        return now.state() == State.UNDOING && left < step;
    }

    /// Ends it at its next safe point; one that begins just now is to be halted by who begins it.
    ///
    /// @return whether the cluster was told
    boolean halt() throws AgentException {
        isHaltWanted.set(true);
        return adopt() && haltIfWanted();
    }

    /// Tells the cluster of a halt that was wanted while it could not be told.
    ///
    /// @return whether it was told
    boolean haltIfWanted() throws AgentException {
        boolean isMine = isHaltWanted.getAndSet(false);
        if (isMine) {
            isHalted = true;
            try {
                order(Order.CANCEL);
            } catch (AgentException e) {
                if (Bound.isOther(e)) {
                    // It is told so once it is looked at again.
                    isHalted = false;
                    isHaltWanted.set(true);
                }
                throw e;
            }
        }
        return isMine;
    }

    /// A halt that was wanted before is over.
    void wantNoHalt() {
        isHaltWanted.set(false);
    }

    /// Whether a step is in force, and is not being taken back.
    ///
    /// @throws AgentException when nobody tells
    boolean isInForce(int step) throws AgentException, InterruptedException {
        return adopt() && isTaken(look(), step);
    }

    static boolean isTaken(OperationView now, int step) {
        return switch (now.state()) {
            case RUNNING, WAITING, STOPPED, CANCELLED, DONE ->
                    now.position() > step || (now.position() == step && now.settled());
            case UNDOING, UNDONE -> false;
        };
    }

    private void order(Order order) throws AgentException {
        bound.check(port);
        beforeOrder = seen;
        late.set(LATE_LOOKS);
        seen = port.order(order, number);
    }

    /// As it is now; waits while another cluster is looked at.
    private OperationView follow(Consumer<String> say) throws AgentException, InterruptedException {
        while (true) {
            try {
                OperationView now = look();
                if (isHaltWanted.get()) {
                    tellHalt(say);
                }
                return now;
            } catch (AgentException e) {
                if (!Bound.isOther(e)) {
                    throw e;
                }
                awaitOwn(e, say);
            }
        }
    }

    /// Asks the other cluster for nothing but which one it is.
    private void awaitOwn(AgentException other, Consumer<String> say)
            throws AgentException, InterruptedException {
        say.accept(
                texts.get(
                        "log.away", other.error().found(), Long.toString(number), bound.cluster()));
        while (isOther()) {
            if (isLeft) {
                throw unknown(other);
            }
            port.pause();
        }
        say.accept(texts.get("log.again", bound.cluster()));
        tellHalt(say);
    }

    /// One that is past its end has nothing left to halt: what became of it is seen when it is
    /// looked at. Whoever cannot be told now is told at the next look.
    private void tellHalt(Consumer<String> say) throws AgentException {
        try {
            if (haltIfWanted()) {
                say.accept(texts.get("log.halted"));
            }
        } catch (AgentException e) {
            if (e.kind() != AgentException.Kind.REFUSED) {
                throw e;
            }
            isHalted = false;
            if (e.error().code().equals(NOT_RUNNING)) {
                say.accept(texts.get("log.late", Long.toString(number)));
            } else {
                isHaltWanted.set(true);
            }
        }
    }

    /// Whether another one is looked at; one whose members do not answer yet is still unknown.
    private boolean isOther() {
        try {
            bound.check(port);
            return false;
        } catch (AgentException e) {
            return Bound.isOther(e) || e.kind() != AgentException.Kind.REFUSED;
        }
    }

    /// As it is now; an agent that is silent or lags behind is asked again for a while.
    private OperationView look() throws AgentException, InterruptedException {
        AgentException last = null;
        for (int silent = 0; silent < SILENT_LOOKS; silent++) {
            OperationView known = seen;
            try {
                OperationView now = find().orElse(null);
                if (now != null && isLate(now) && known != null) {
                    seen = known;
                    return known;
                }
                if (now != null) {
                    return now;
                }
                last = refused("operation-unknown", "lost", "", number);
            } catch (AgentException e) {
                if (e.kind() == AgentException.Kind.REFUSED) {
                    throw e;
                }
                last = e;
            }
            port.pause();
        }
        throw unknown(last);
    }

    private boolean isLate(OperationView now) {
        if (now.equals(beforeOrder) && late.getAndDecrement() > 0) {
            return true;
        }
        late.set(0);
        return false;
    }

    /// It may go on, whatever nobody tells.
    private static AgentException unknown(@Nullable AgentException last) {
        if (last == null) {
            throw new IllegalStateException("nobody was asked");
        }
        return new AgentException(AgentException.Kind.UNKNOWN, last.error(), last);
    }

    private AgentException refused(String code, String key, String found, Object... args) {
        Object[] words = new Object[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        return AgentException.refused(
                new ApiError(
                        code,
                        texts.get("operation." + key + ".wanted", words),
                        found.isEmpty() ? texts.get("operation." + key + ".found", words) : found,
                        texts.get("operation." + key + ".advice", words)));
    }
}
