package dev.belay.app.plan;

import dev.belay.api.ApiError;
import dev.belay.api.DesignText;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.app.connect.Asked;
import dev.belay.app.connect.Asked.Hearing;
import dev.belay.app.design.InForce;
import dev.belay.app.design.OperationPort.Order;
import dev.belay.app.plan.PlanPort.Known;
import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.plan.Live;
import dev.belay.model.plan.Part;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlanFacts;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Severity;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The plan from the design in force to the drawn one, and the operation that carries one out.
/// Confined to the UI thread; nothing blocks. Which steps a plan has is asked again after each edit
/// and each news of the cluster; the cluster plans for itself when it is told to begin.
public final class PlanModel {
    /// Seconds between two questions of whom nobody looks at.
    private static final int RARELY = 5;

    /// The same, while what is known lies over the drawing: shorter than a lease lasts.
    private static final int CALMLY = 3;

    /// What there is to see.
    enum Face {
        /// Nothing was heard of the cluster yet.
        ASKING,
        /// No answer came, and nothing was heard before.
        SILENT,
        /// No design is open.
        NO_DESIGN,
        /// This program cannot read what is in force.
        UNREADABLE,
        /// The plan is being made.
        PLANNING,
        /// What is drawn is in force.
        SAME,
        PLAN,
        OPERATION
    }

    /// What can be ordered.
    enum Deed {
        APPLY,
        STOP,
        RESUME,
        UNDO,
        KEEP
    }

    /// An order that did not go as it was to.
    ///
    /// @param isUnknown whether it may have been taken
    record Trouble(Deed deed, ApiError error, boolean isUnknown) {}

    /// What a plan was made of.
    private record Source(Design wanted, DesignText inForce, Live live) {}

    /// @param errors of the wanted design that the one in force has not
    private record Made(Source source, Plan plan, List<Problem> errors) {}

    private record Begun(long number, List<PlannedStep> steps) {}

    private final PlanPort port;
    private final ObservableValue<@Nullable Design> design;
    private final ObservableValue<Boolean> readOnly;
    private final Asked.Means means;
    private final Asked<Known> asked;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count");
    private @Nullable Source planning;
    private @Nullable Made made;
    private boolean isUnreadable;
    private @Nullable Begun begun;
    private @Nullable OperationView answered;
    private @Nullable Trouble trouble;
    private long followed;
    private long left;
    private List<PlanRow> rows = List.of();
    private boolean acting;
    private int chosen;
    private int sinceAsked = RARELY;
    private boolean inView;
    private boolean watched;

    /// @param design that is drawn; null when none is open
    /// @param readOnly whether nothing may be ordered now
    public PlanModel(
            PlanPort port,
            ObservableValue<@Nullable Design> design,
            ObservableValue<Boolean> readOnly,
            Asked.Means means) {
        this.port = port;
        this.design = design;
        this.readOnly = readOnly;
        this.means = means;
        this.asked = new Asked<>(port::look, means, known -> heard(), this::changed);
        design.subscribe((before, now) -> edited());
        readOnly.subscribe((before, now) -> changed());
    }

    /// Counts all that has become other than before.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// Changes when another cluster is looked at.
    ReadOnlyLongProperty clusterProperty() {
        return asked.clusterProperty();
    }

    /// How many steps lead from the design in force to the drawn one; 0 when that is not known.
    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    Hearing hearing() {
        return asked.hearing();
    }

    @Nullable ApiError error() {
        return asked.error();
    }

    /// Since the cluster was heard; -1 before the first answer.
    public long ageMillis() {
        return asked.ageMillis();
    }

    /// Whether nothing can be concluded any more from what was heard.
    public boolean isStale() {
        return asked.isStale();
    }

    boolean isActing() {
        return acting;
    }

    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// The user has read what became of an order.
    void dismiss() {
        trouble = null;
        changed();
    }

    /// Something could not be begun.
    void complain(Deed deed, AgentException why) {
        trouble = new Trouble(deed, why.error(), false);
        changed();
    }

    /// What was heard last; empty before the first answer.
    public Optional<Known> known() {
        return asked.told();
    }

    Face face() {
        if (operation().isPresent()) {
            return Face.OPERATION;
        }
        if (asked.told().isEmpty()) {
            return asked.hearing() == Hearing.ASKING ? Face.ASKING : Face.SILENT;
        }
        if (design.getValue() == null) {
            return Face.NO_DESIGN;
        }
        if (isUnreadable) {
            return Face.UNREADABLE;
        }
        return plan().map(now -> now.steps().isEmpty() ? Face.SAME : Face.PLAN)
                .orElse(Face.PLANNING);
    }

    /// The plan for what is drawn now; empty while it is being made, or there is none.
    public Optional<Plan> plan() {
        return Optional.ofNullable(made).map(Made::plan);
    }

    /// The designs that things have their names in: the wanted one, and the one before.
    List<Design> designs() {
        Begun own = begun;
        if (own != null && !own.steps().isEmpty() && operation().isPresent()) {
            return List.of(own.steps().getLast().after(), own.steps().getFirst().before());
        }
        return plan().map(one -> List.of(one.wanted(), one.base())).orElse(List.of());
    }

    /// Errors that keep it from being applied.
    List<Problem> errors() {
        return made == null ? List.of() : made.errors();
    }

    /// The newest one, as long as there is something to see or to decide of it.
    Optional<OperationView> operation() {
        return newest().filter(one -> isOpen(one) || one.number() == followed)
                .filter(one -> goesOn(one) || one.number() != left);
    }

    /// One that was put away although somebody has to decide of it still.
    Optional<OperationView> putAway() {
        return newest().filter(one -> isOpen(one) && !goesOn(one) && one.number() == left);
    }

    /// Shows again what was put away.
    void showOperation() {
        left = 0;
        chosen = 0;
        changed();
    }

    private Optional<OperationView> newest() {
        Optional<OperationView> heard =
                known().flatMap(now -> now.operations().stream().findFirst());
        OperationView own = answered;
        return own == null || heard.filter(one -> one.number() >= own.number()).isPresent()
                ? heard
                : Optional.of(own);
    }

    /// Whether nothing else may begin beside it.
    private static boolean goesOn(OperationView one) {
        return switch (one.state()) {
            case RUNNING, WAITING, UNDOING -> true;
            case STOPPED, CANCELLED, DONE, UNDONE -> false;
        };
    }

    /// Whether what is seen of it may be put away: the plan for the drawing is there then.
    boolean canLeave() {
        return operation().filter(one -> !goesOn(one)).isPresent();
    }

    /// Whether it goes on, or waits for somebody.
    private static boolean isOpen(OperationView one) {
        return switch (one.state()) {
            case RUNNING, WAITING, UNDOING, STOPPED -> true;
            case CANCELLED -> one.confirmUntil() != null;
            case DONE, UNDONE -> false;
        };
    }

    /// The steps of what there is to see.
    List<PlanRow> rows() {
        return rows;
    }

    private List<PlanRow> laidOut() {
        return operation()
                .map(one -> PlanRow.of(one, planned(one)))
                .orElseGet(() -> plan().map(one -> PlanRow.of(one.steps())).orElse(List.of()));
    }

    private List<PlannedStep> planned(OperationView one) {
        Begun own = begun;
        return own != null && own.number() == one.number() ? own.steps() : List.of();
    }

    /// The step that is told of: the chosen one, else the one that is under way.
    Optional<PlanRow> chosen() {
        List<PlanRow> rows = rows();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        if (chosen >= 1 && chosen <= rows.size()) {
            return Optional.of(rows.get(chosen - 1));
        }
        return rows.stream()
                .filter(PlanRow::isUnderWay)
                .findFirst()
                .or(() ->
                        rows.stream()
                                .filter(one -> one.state() == PlanRow.State.DONE)
                                .reduce((before, one) -> one))
                .or(() -> Optional.of(rows.getFirst()));
    }

    /// @param number of a step; 0 follows the one that is under way
    void choose(int number) {
        if (chosen != number) {
            chosen = number;
            changed();
        }
    }

    /// Tells of the step that takes this over, as far as one of those in view does.
    public void choose(Part part) {
        rows.stream()
                .filter(row ->
                        row.planned().stream().anyMatch(one -> one.step().parts().contains(part)))
                .findFirst()
                .ifPresent(row -> choose(row.number()));
    }

    /// Whether this program cannot read the design in force.
    public boolean isUnreadable() {
        return isUnreadable;
    }

    /// The members that run services, in the order of the cluster.
    List<Member> members() {
        return known().stream()
                .flatMap(now -> now.status().nodes().stream())
                .map(NodeStatus::member)
                .filter(one -> one.role() != MemberRole.WITNESS)
                .toList();
    }

    /// Now, on the clock of the member that answered last.
    Instant now() {
        return known().map(one -> one.services().at().plusMillis(Math.max(0, asked.ageMillis())))
                .orElse(Instant.EPOCH);
    }

    /// What is left until the operation is undone by itself; empty when it is not.
    Optional<Duration> untilUndone() {
        return operation()
                .filter(one -> one.confirmUntil() != null)
                .map(one -> Duration.between(now(), one.confirmUntil()))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    /// What keeps it from being ordered.
    Optional<Hurdle> hurdle(Deed deed) {
        if (readOnly.getValue()) {
            return Optional.of(Hurdle.of("read-only"));
        }
        if (acting) {
            return Optional.of(Hurdle.of("acting"));
        }
        if (known().isEmpty() || isStale()) {
            return Optional.of(Hurdle.of("stale"));
        }
        return deed == Deed.APPLY ? applying() : changing(deed);
    }

    private Optional<Hurdle> applying() {
        Made now = made;
        if (face() == Face.OPERATION) {
            return Optional.of(Hurdle.of("goes-on"));
        }
        if (now == null || face() != Face.PLAN) {
            return Optional.of(Hurdle.of("nothing"));
        }
        if (!now.errors().isEmpty()) {
            return Optional.of(Hurdle.of("errors", now.errors().size()));
        }
        return now.plan().obstacles().isEmpty()
                ? Optional.empty()
                : Optional.of(Hurdle.of("obstacle"));
    }

    private Optional<Hurdle> changing(Deed deed) {
        OperationView one = operation().orElse(null);
        if (one == null) {
            return Optional.of(Hurdle.of("no-operation"));
        }
        boolean isPossible =
                switch (deed) {
                    case APPLY -> false;
                    case STOP -> one.state() == State.RUNNING && !one.cancelling();
                    case RESUME -> one.state() == State.STOPPED || one.state() == State.CANCELLED;
                    case UNDO -> one.undoable() && one.position() > 0;
                    case KEEP ->
                            one.confirmUntil() != null
                                    && one.state() != State.UNDOING
                                    && one.state() != State.RUNNING;
                };
        return isPossible ? Optional.empty() : Optional.of(Hurdle.of("not-now." + deed));
    }

    /// Has the cluster put in force what is drawn.
    ///
    /// @param confirmWithin it is undone unless somebody keeps it in that time; zero: it stays
    void apply(Duration confirmWithin) {
        Made now = made;
        if (now == null || hurdle(Deed.APPLY).isPresent()) {
            return;
        }
        OperationBegin begin =
                new OperationBegin(
                        DesignFormat.write(now.plan().wanted()),
                        now.plan().version(),
                        confirmWithin.toMillis());
        act(
                Deed.APPLY,
                () -> port.begin(begin),
                view -> begun = new Begun(view.number(), now.plan().steps()));
    }

    /// Orders it of the operation that is seen.
    void order(Deed deed) {
        OperationView one = operation().orElse(null);
        if (one == null || hurdle(deed).isPresent()) {
            return;
        }
        Order order =
                switch (deed) {
                    case STOP -> Order.CANCEL;
                    case RESUME -> Order.RESUME;
                    case UNDO -> Order.UNDO;
                    case KEEP -> Order.CONFIRM;
                    case APPLY -> throw new IllegalArgumentException("it has begun");
                };
        act(deed, () -> port.order(order, one.number()), view -> {});
    }

    private interface Act {
        OperationView run() throws AgentException;
    }

    private interface Taken {
        void by(OperationView view);
    }

    private void act(Deed deed, Act act, Taken taken) {
        acting = true;
        trouble = null;
        changed();
        long mine = asked.clusterProperty().get();
        means.background()
                .execute(() -> {
                    try {
                        OperationView view = act.run();
                        means.ui().execute(() -> acted(mine, view, taken));
                    } catch (AgentException e) {
                        boolean isUnknown = e.kind() == AgentException.Kind.UNKNOWN;
                        Trouble why = new Trouble(deed, e.error(), isUnknown);
                        means.ui().execute(() -> failed(mine, why));
                    }
                });
    }

    private void acted(long mine, OperationView view, Taken taken) {
        if (mine == asked.clusterProperty().get()) {
            acting = false;
            answered = view;
            followed = view.number();
            left = 0;
            chosen = 0;
            taken.by(view);
            asked.outdate();
            changed();
            ask();
        }
    }

    private void failed(long mine, Trouble why) {
        if (mine == asked.clusterProperty().get()) {
            acting = false;
            trouble = why;
            asked.outdate();
            changed();
            ask();
        }
    }

    /// The user has seen how it stands: back to the plan.
    void leaveOperation() {
        operation().ifPresent(one -> left = one.number());
        followed = 0;
        chosen = 0;
        changed();
    }

    /// Another cluster is looked at: nothing of the one before is known of it.
    public void forget() {
        asked.forget();
        planning = null;
        made = null;
        isUnreadable = false;
        begun = null;
        answered = null;
        trouble = null;
        followed = 0;
        left = 0;
        acting = false;
        chosen = 0;
        news();
        changed();
    }

    /// Something may be otherwise than it was heard: the next beat asks.
    public void news() {
        sinceAsked = RARELY;
    }

    /// Asks; once at a time.
    public void ask() {
        asked.ask();
    }

    /// @param isLooked whether somebody looks at the plan
    void look(boolean isLooked) {
        inView = isLooked;
        if (isLooked) {
            ask();
        }
    }

    /// Keeps what is known fresh, or not.
    ///
    /// @param isWatched whether somebody looks at it elsewhere than on the plan
    public void watch(boolean isWatched) {
        if (isWatched && !watched) {
            news();
        }
        watched = isWatched;
    }

    /// A second has passed.
    public void beat() {
        boolean goesOn = operation().filter(PlanModel::isOpen).isPresent();
        boolean isBeside = watched && design.getValue() != null;
        int every = inView || goesOn ? 1 : isBeside ? CALMLY : RARELY;
        sinceAsked++;
        boolean isTime = sinceAsked >= every;
        if (isTime) {
            sinceAsked = 0;
            ask();
        }
        // An answer tells by itself that it is there; until then what is old would seem older.
        if (inView || (isBeside && !isTime)) {
            changed();
        }
    }

    private void edited() {
        if (operation().filter(PlanModel::isOpen).isEmpty()) {
            followed = 0;
        }
        chosen = 0;
        news();
        replan();
        changed();
    }

    private void heard() {
        operation().filter(PlanModel::isOpen).ifPresent(one -> followed = one.number());
        replan();
    }

    private void replan() {
        Design wanted = design.getValue();
        Known now = known().orElse(null);
        if (wanted == null || now == null) {
            planning = null;
            made = null;
            isUnreadable = false;
            return;
        }
        Source source =
                new Source(wanted, now.inForce(), PlanFacts.live(now.status(), now.services()));
        if (source.equals(planning)) {
            return;
        }
        planning = source;
        if (made != null && !made.source().wanted().equals(wanted)) {
            made = null;
        }
        means.background()
                .execute(() -> {
                    Made plan = make(source);
                    means.ui().execute(() -> planned(source, plan));
                });
    }

    private static @Nullable Made make(Source source) {
        Design base;
        if (source.inForce().version() == 0) {
            base = InForce.NOTHING;
        } else if (DesignFormat.read(source.inForce().text())
                instanceof Reading.Read(var read, _)) {
            base = read;
        } else {
            return null;
        }
        List<Problem> before = DesignChecks.check(base);
        return new Made(
                source,
                Plan.of(base, source.inForce().version(), source.wanted(), source.live()),
                DesignChecks.check(source.wanted()).stream()
                        .filter(one -> one.severity() == Severity.ERROR && !before.contains(one))
                        .toList());
    }

    private void planned(Source source, @Nullable Made plan) {
        // News of services meanwhile count at the next answer; another drawing makes this one void.
        Source latest = planning;
        if (latest != null
                && latest.wanted().equals(source.wanted())
                && latest.inForce().equals(source.inForce())) {
            made = plan;
            isUnreadable = plan == null;
            changed();
        }
    }

    private void changed() {
        rows = laidOut();
        count.set(plan().map(one -> one.steps().size()).orElse(0));
        changes.set(changes.get() + 1);
    }
}
