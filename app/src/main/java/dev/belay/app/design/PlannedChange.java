package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Script;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.plan.Live;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlanText;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A change of the design in force that a wizard wants: planned by a check, carried out by the
/// cluster as an operation of which each step is a deed, and put into the open drawing. Planned and
/// followed by threads of their own; told of on the UI thread.
public final class PlannedChange {
    private static final String STEP = "step-";
    private static final String OPERATION = "operation";
    private static final String DRAWN = "drawn";
    private static final Pattern KEPT = Pattern.compile("([0-9]{1,18}) ?([0-9a-f-]*)");

    private final Texts texts;
    private final DesignPort port;
    private final Bound bound;
    private final Wish wish;
    private final FollowedOperation following;
    private final DrawingUpdate drawing;
    private volatile @Nullable Agreed agreed;
    private volatile boolean isBack;

    /// Whether the step that runs was halted before: a halt that comes while it looks is not one to
    /// go on from.
    private volatile boolean isAgain;

    /// What the operation has changed as it was before, as text; empty when that is not known.
    private volatile String before = "";

    /// Whether it is being taken back.
    private volatile boolean isTurning;

    /// What the form had when it was checked last, as a digest.
    private volatile String asked = "";

    /// The same, of the form that the operation was begun with; empty when that is not known.
    private volatile String begunWith = "";

    /// What the wizard makes of the design in force.
    @FunctionalInterface
    public interface Wish {
        /// The whole design that is to be in force.
        ///
        /// @throws AgentException when it cannot be had with this one
        Design on(InForce now) throws AgentException;
    }

    /// What was planned.
    ///
    /// @param steps by their codes and subjects
    private record Agreed(InForce before, Design wanted, List<OperationView.Step> steps) {}

    /// @param language of what is said
    /// @param ui where the drawing is
    public PlannedChange(
            Texts language, DesignPort port, Bound bound, Wish wish, Drawing drawing, Executor ui) {
        this.texts = language.beside(PlannedChange.class);
        this.port = port;
        this.bound = bound;
        this.wish = wish;
        this.following = new FollowedOperation(port, bound, texts);
        this.drawing = new DrawingUpdate(texts, drawing, ui);
    }

    /// The form changes: what was planned is void.
    public void forget() {
        agreed = null;
    }

    /// Whether the checks have planned it.
    public boolean isPlanned() {
        return agreed != null;
    }

    /// For a draft: what the operation is found again by.
    public String kept() {
        return (following.number() + " " + begunWith).strip();
    }

    /// What a draft kept.
    public void take(String kept) {
        Matcher parts = KEPT.matcher(kept);
        boolean isKept = parts.matches();
        following.take(isKept ? Long.parseLong(parts.group(1)) : 0);
        begunWith = isKept ? parts.group(2) : "";
    }

    /// For a draft: what the operation changes as it was before, which nobody tells afterwards.
    public String before() {
        return before;
    }

    /// A thing that the operation has changed or taken out, as it was before; empty when that is
    /// not known.
    public <T extends Thing> Optional<T> former(ThingId id, Class<T> type) {
        return Beginning.read(before).flatMap(one -> one.former().find(id, type));
    }

    /// The wizard is left: whoever waits for its cluster to be looked at again waits no longer.
    public void leave() {
        following.leave();
    }

    /// What a draft kept of that; empty for nothing.
    public void takeBefore(String kept) {
        before = kept;
    }

    /// Whether a deed is one of these; they look for themselves whether they were done.
    public static boolean isStep(String deed) {
        return deed.startsWith(STEP);
    }

    /// Plans it, and looks whether the cluster would begin it.
    ///
    /// @param form what was typed: an operation that was begun with something else is not gone on
    ///   with
    public Check check(Supplier<String> group, Map<String, String> form) {
        String digest = digest(form);
        return new Check(OPERATION, group, () -> texts.get("plan.check"), () -> look(digest));
    }

    private static String digest(Map<String, String> form) {
        SortedMap<String, String> typed = new TreeMap<>(form);
        typed.values().removeIf(String::isBlank);
        return UUID.nameUUIDFromBytes(typed.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Finding look(String form) throws AgentException {
        if (!begunWith.isEmpty() && !begunWith.equals(form)) {
            following.take(0);
        }
        asked = form;
        Optional<OperationView> own = following.find().filter(one -> one.state() != State.UNDONE);
        Optional<OperationView> other = following.other();
        if (other.isPresent()) {
            return Finding.fail(
                    running(other.get()), "belay operation show " + other.get().number(), "");
        }
        InForce now = InForce.ask(port);
        Agreed planned = plan(now);
        if (own.isPresent()) {
            OperationView known = own.get();
            begunWith = form;
            agreed = new Agreed(begunOn(known, planned), planned.wanted(), known.steps());
            return Finding.pass(
                    texts.get(
                            "plan.own",
                            Long.toString(known.number()),
                            known.position(),
                            known.steps().size()),
                    "");
        }
        following.take(0);
        agreed = planned;
        return Finding.pass(
                texts.get("plan.steps", planned.steps().size(), Long.toString(now.version())), "");
    }

    private InForce begunOn(OperationView known, Agreed planned) {
        return Beginning.read(before)
                .map(one -> new InForce(one.in(planned.wanted()), known.baseVersion()))
                .orElse(planned.before());
    }

    private ApiError running(OperationView other) {
        String number = Long.toString(other.number());
        return new ApiError(
                "operation-running",
                texts.get("running.wanted"),
                texts.get("running.found", number, other.orderedBy()),
                texts.get("running.advice"));
    }

    private Agreed plan(InForce now) throws AgentException {
        Design wanted = wish.on(now);
        Plan plan = Plan.of(now.base(), now.version(), wanted, Live.UNKNOWN);
        return new Agreed(
                now,
                wanted,
                plan.steps().stream()
                        .map(one ->
                                new OperationView.Step(
                                        one.step().code(), one.step().subjects(), null, null))
                        .toList());
    }

    /// Whether both do the same; how much of it is only drawn does not count.
    static boolean isSame(List<OperationView.Step> one, List<OperationView.Step> other) {
        return names(one).equals(names(other));
    }

    private static List<List<String>> names(List<OperationView.Step> steps) {
        List<List<String>> names = new ArrayList<>();
        for (OperationView.Step step : steps) {
            List<String> name = new ArrayList<>();
            name.add(step.code());
            if (!step.code().equals(DRAWN)) {
                name.addAll(step.subjects());
            }
            names.add(name);
        }
        return names;
    }

    /// A deed for each step; one that stands for all of them while nothing is planned.
    ///
    /// @param where which cluster
    /// @param whole what the change is, in one sentence; it is that of the step, too, that the plan
    ///   has for what no node runs
    /// @param kind of it
    /// @param shown what is put in force, as a person would note it down; empty for nothing
    public List<Deed> deeds(String where, Deed.Kind kind, Supplier<String> whole, String shown) {
        Agreed planned = agreed;
        String begin =
                "POST /v1/operations\nbelay apply DESIGN" + (shown.isEmpty() ? "" : "\n\n" + shown);
        if (planned == null) {
            return List.of(Deed.of(STEP + 0, kind, whole, where, begin, log -> unplanned()));
        }
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < planned.steps().size(); i++) {
            int step = i + 1;
            deeds.add(
                    Deed.of(
                                    STEP + step,
                                    isDrawn(planned, step)
                                            ? kind
                                            : kind(planned.steps().get(i).code()),
                                    isDrawn(planned, step) ? whole : () -> title(planned, step),
                                    where,
                                    i == 0
                                            ? begin
                                            : "GET /v1/operations\nbelay operation show NUMBER",
                                    log -> take(planned, step, where, log))
                            .undoneBy(
                                    () -> texts.get("step.undo"), log -> takeBack(step, where, log))
                            .readBackBy(() -> readBack(planned, step))
                            .haltedBy(halt(where)));
        }
        return deeds;
    }

    private static void unplanned() {
        throw new IllegalStateException("the checks plan it before it is carried out");
    }

    private static boolean isDrawn(Agreed planned, int step) {
        return planned.steps().size() == 1 && planned.steps().get(step - 1).code().equals(DRAWN);
    }

    private String title(Agreed planned, int step) {
        OperationView.Step one = planned.steps().get(step - 1);
        return PlanText.of(texts.language().locale())
                .naming(planned.wanted(), planned.before().design())
                .title(one.code(), one.subjects());
    }

    private static Deed.Kind kind(String code) {
        if (code.endsWith("-added")) {
            return Deed.Kind.ADD;
        }
        return code.endsWith("-removed") ? Deed.Kind.REMOVE : Deed.Kind.CHANGE;
    }

    private void take(Agreed planned, int step, String where, Deed.Log log)
            throws AgentException, InterruptedException, Deed.Stopped {
        isTurning = false;
        bound.check(port);
        isBack = false;
        if (following.goesOn(step, isAgain) || begin(planned, where, log)) {
            following.await(step, text -> log.say(where, text));
            long version = following.seen().map(OperationView::version).orElse(0L);
            log.say(where, texts.get("log.version", Long.toString(version)));
        } else {
            log.say(where, texts.get("log.there"));
        }
        taken(planned, step);
    }

    private void taken(Agreed planned, int step) {
        if (step == planned.steps().size()) {
            Agreed last = latest(planned);
            drawing.put(last.before().design(), last.wanted());
        }
    }

    private Deed.Halt halt(String where) {
        return new Deed.Halt() {
            @Override
            public void ready() {
                isAgain = following.isHalted();
                following.wantNoHalt();
            }

            @Override
            public void order(Deed.Log log) throws AgentException {
                if (following.halt()) {
                    log.say(where, texts.get("log.halted"));
                }
            }
        };
    }

    /// Whether a step is in force, on the way there or back; with it goes what belongs to its end.
    private boolean readBack(Agreed planned, int step) throws AgentException, InterruptedException {
        if (isTurning) {
            boolean isThere = following.adopt();
            if (isThere && !following.isTakenBack(step)) {
                return true;
            }
            if (isThere) {
                takenBack(step);
            }
            return false;
        }
        boolean isTaken = following.isInForce(step);
        if (isTaken) {
            taken(planned, step);
        }
        return isTaken;
    }

    private Agreed latest(Agreed otherwise) {
        Agreed now = agreed;
        return now == null ? otherwise : now;
    }

    /// What others have put in force since the check stays, where the same steps lead on from
    /// there.
    ///
    /// @return false when there is nothing to begin
    private boolean begin(Agreed planned, String where, Deed.Log log)
            throws AgentException, Deed.Stopped {
        InForce now = InForce.ask(port);
        Agreed anew = plan(now);
        if (anew.steps().isEmpty()) {
            return false;
        }
        if (!isSame(anew.steps(), planned.steps())) {
            throw AgentException.refused(
                    new ApiError(
                            "plan-changed",
                            texts.get("changed.wanted"),
                            texts.get("changed.found", Long.toString(now.version())),
                            texts.get("changed.advice")));
        }
        agreed = anew;
        begunWith = asked;
        before = Beginning.of(now.design(), anew.wanted()).text();
        following.begin(
                new OperationBegin(DesignFormat.write(anew.wanted()), now.version(), 0),
                anew.steps());
        log.say(
                where,
                texts.get(
                        "log.begun",
                        Long.toString(following.number()),
                        Long.toString(now.version())));
        if (following.haltIfWanted()) {
            log.say(where, texts.get("log.halted"));
        }
        return true;
    }

    private void takeBack(int step, String where, Deed.Log log)
            throws AgentException, InterruptedException {
        isTurning = true;
        bound.check(port);
        if (!following.takeBack(step, text -> log.say(where, text))) {
            log.say(where, texts.get("log.nothing"));
            return;
        }
        takenBack(step);
        if (step == 1) {
            log.say(where, texts.get("log.undone", Long.toString(following.number())));
        }
    }

    private void takenBack(int step) {
        if (step == 1) {
            isBack = true;
            drawing.takeBack();
        }
    }

    /// Looks whether it may be taken back, before something is that cannot be put back.
    ///
    /// @throws AgentException when something else was put in force since
    public void checkUndoable() throws AgentException, InterruptedException {
        following.checkUndoable();
    }

    /// Whether it was taken back.
    public boolean isBack() {
        return isBack;
    }

    /// What became of it, for the last page.
    public List<Script.Fact> facts() {
        List<Script.Fact> facts = new ArrayList<>();
        following.seen().ifPresent(one -> facts.add(fact(one)));
        drawing.fact().ifPresent(facts::add);
        return facts;
    }

    private Script.Fact fact(OperationView one) {
        boolean isEnded = one.state() == State.DONE || one.state() == State.UNDONE;
        // What it began with was none.
        boolean isNone = one.state() == State.UNDONE && one.baseVersion() == 0;
        return new Script.Fact(
                texts.get("fact.operation", Long.toString(one.number())),
                isNone
                        ? texts.get("fact.none")
                        : texts.get("fact.state." + one.state(), Long.toString(one.version())),
                isEnded);
    }
}
