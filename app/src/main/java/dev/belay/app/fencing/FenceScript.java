package dev.belay.app.fencing;

import dev.belay.api.ApiError;
import dev.belay.api.FenceTest;
import dev.belay.app.design.Bound;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.fencing.FenceForm.Change;
import dev.belay.app.fencing.FenceForm.Field;
import dev.belay.app.fencing.FormReading.Complaint;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// Puts a fence device in force, changes it or takes it out, and really asks it for the power of
/// its targets. What it is to be told in secret is in no draft, design, log or runbook.
public final class FenceScript extends Script {
    private static final String SECRETS = "secrets";
    private static final String CLUSTER = "cluster";
    private static final String OPERATION = "operation";
    private static final String BEFORE = "before";
    private static final String FIRST_SECRET = "password";
    private static final Secrets.Row NO_SECRET_YET = new Secrets.Row(FIRST_SECRET, "");

    private final Texts texts;
    private final FencingPort port;
    private final Guard guard;
    private final WizardModel.Ports ports;
    private final Drawing drawing;
    private final Secrets secrets = new Secrets();
    private final Tested tested = new Tested();
    private final Bound bound;
    private final FencePreflight preflight;
    private final PlannedChange change;
    private final FenceDeeds deeds;
    private final ReadOnlyLongWrapper shape = new ReadOnlyLongWrapper();
    private volatile FenceForm form = FenceForm.empty(Change.NEW);

    /// What was typed of a new device, for one who looks at another one meanwhile.
    private FenceForm begun = form;

    private List<Secrets.Row> begunSecrets = List.of(NO_SECRET_YET);

    /// What was typed of one that is not drawn, for one who looks at a drawn one meanwhile.
    private FenceForm own = form;

    private List<Secrets.Row> ownSecrets = List.of(NO_SECRET_YET);
    private volatile DrawnDevices drawn = DrawnDevices.NONE;

    /// The drawing that is open when a draft is resumed.
    private volatile @Nullable Design held;

    private volatile @Nullable Seen seen;
    private @Nullable ApiError error;
    private boolean asking;
    private int turn;
    private String typed = "";

    public FenceScript(
            Texts texts, FencingPort port, Guard guard, WizardModel.Ports ports, Drawing drawing) {
        this.texts = texts;
        this.port = port;
        this.guard = guard;
        this.ports = ports;
        this.drawing = drawing;
        this.bound = new Bound(texts::language);
        this.change = new PlannedChange(texts, port, bound, this::wanted, drawing, ports.ui());
        this.preflight = new FencePreflight(texts, port, bound, this::saw, change);
        this.deeds = new FenceDeeds(texts, port, bound, secrets, tested, change);
        secrets.begin(List.of(FIRST_SECRET));
    }

    @Override
    public String id() {
        return "fence";
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    FenceForm form() {
        return form;
    }

    Secrets secrets() {
        return secrets;
    }

    /// The cluster as it was seen last; null before.
    @Nullable Seen seen() {
        return seen;
    }

    /// Why the cluster could not be asked; null when it could.
    @Nullable ApiError error() {
        return error;
    }

    /// Counts up whenever the form has to be made anew, because other values are in it.
    ReadOnlyLongProperty shapeProperty() {
        return shape.getReadOnlyProperty();
    }

    /// All that is missing or wrong; empty while the cluster was not seen.
    List<Complaint> complaints() {
        Seen now = seen;
        return now == null ? List.of() : reading(now).complaints();
    }

    /// Whether lost nodes are to be fenced.
    boolean isAutomatic() {
        Seen now = seen;
        return now != null && reading(now).isAutomatic();
    }

    private FormReading reading(Seen now) {
        Optional<FenceDevice> removed =
                ThingId.parse(form.device())
                        .good()
                        .flatMap(id -> change.former(id, FenceDevice.class));
        Design open = held;
        DrawnDevices known = open == null ? drawn : DrawnDevices.all(open, now.design());
        return new FormReading(texts, now, form, secrets.named(), known, removed);
    }

    /// Checks see the cluster last, and the plan is made of what they saw.
    private FormReading saw(Seen now) {
        seen = now;
        return reading(now);
    }

    private Optional<Plan> plan() {
        Seen now = seen;
        return now == null ? Optional.empty() : reading(now).plan();
    }

    /// What others have put in force meanwhile stays.
    private Design wanted(InForce now) throws AgentException {
        return preflight.plan(new Seen(now, port.status())).changed();
    }

    void set(Field field, String value) {
        form = form.with(field, value);
        changed();
    }

    void setTarget(String node, boolean isTarget) {
        form = form.withTarget(node, isTarget);
        changed();
    }

    void setPort(String node, String name) {
        form = form.withPort(node, name);
        changed();
    }

    void setChange(Change change) {
        if (change == form.change()) {
            return;
        }
        if (form.change() == Change.NEW) {
            begun = form;
            begunSecrets = secrets.rows();
        }
        begin(change == Change.NEW ? begun : FenceForm.empty(change));
    }

    /// Chooses the device to change or remove.
    void setDevice(String id) {
        Seen now = seen;
        if (now != null && !id.equals(form.device())) {
            now.device(id).ifPresent(device -> begin(FenceForm.of(form.change(), device)));
        }
    }

    /// Devices that are drawn and not in force.
    List<FenceDevice> drawn() {
        return drawn.devices();
    }

    /// Begins with one of them, or again with the one that was typed.
    ///
    /// @param id empty for the latter
    void setDrawn(String id) {
        if (form.change() != Change.NEW || id.equals(form.device())) {
            return;
        }
        if (form.device().isEmpty()) {
            own = form;
            ownSecrets = secrets.rows();
        }
        Optional<FenceDevice> device = drawn.find(id);
        if (device.isPresent()) {
            List<String> names = device.get().secrets();
            begunSecrets =
                    names.isEmpty()
                            ? List.of(NO_SECRET_YET)
                            : names.stream().map(name -> new Secrets.Row(name, "")).toList();
            begin(FenceForm.of(Change.NEW, device.get()));
        } else {
            begunSecrets = ownSecrets;
            begin(own);
        }
    }

    private void begin(FenceForm anew) {
        String automatic = form.value(Field.AUTOMATIC);
        form = automatic.isEmpty() ? anew : anew.with(Field.AUTOMATIC, automatic);
        Seen now = seen;
        if (anew.change() == Change.NEW) {
            secrets.take(begunSecrets);
        } else {
            secrets.begin(
                    now == null
                            ? List.of(FIRST_SECRET)
                            : now.device(anew.device())
                                    .map(one -> one.secrets())
                                    .orElse(List.of()));
        }
        reshape();
    }

    /// A secret was typed, added or taken out.
    void secretsChanged() {
        changed();
    }

    private void reshape() {
        shape.set(shape.get() + 1);
        changed();
    }

    /// What was typed to confirm; never in a draft.
    String typedName() {
        return typed;
    }

    void setTyped(String name) {
        typed = name;
        changed();
    }

    /// Whether the cluster's name has to be typed first.
    boolean confirms() {
        return guard.isProtected().getAsBoolean();
    }

    String cluster() {
        return guard.cluster().get();
    }

    /// Asks the cluster for its design and members.
    void ask() {
        turn++;
        int mine = turn;
        asking = true;
        error = null;
        changed();
        ports.background()
                .execute(() -> {
                    try {
                        Seen now = Seen.ask(port);
                        bound.see(now.status());
                        ports.ui().execute(() -> took(mine, now, null));
                    } catch (AgentException e) {
                        ports.ui().execute(() -> took(mine, null, e.error()));
                    }
                });
    }

    private void took(int mine, @Nullable Seen now, @Nullable ApiError why) {
        if (mine != turn) {
            return;
        }
        asking = false;
        error = why;
        Seen before = seen;
        DrawnDevices offered = drawn;
        if (now != null) {
            seen = now;
            held = null;
            drawn =
                    drawing.now()
                            .map(one -> DrawnDevices.of(one, now.design()))
                            .orElse(DrawnDevices.NONE);
        }
        if (now != null && before != null && now.looksLike(before) && drawn.equals(offered)) {
            changed();
        } else {
            reshape();
        }
    }

    @Override
    public String summary(Page page) {
        String name =
                form.change() == Change.REMOVE || !form.value(Field.NAME).isBlank()
                        ? form.value(Field.NAME).strip()
                        : "";
        return page.equals(Page.WHAT) && !name.isEmpty()
                ? texts.get("summary." + form.change(), name)
                : "";
    }

    @Override
    public String missing(Page page) {
        if (page.equals(Page.REVIEW) && confirms() && !typed.strip().equals(cluster())) {
            return texts.get("missing.typed", cluster());
        }
        if (!page.equals(Page.WHAT)) {
            return "";
        }
        if (seen == null) {
            return texts.get(asking ? "missing.asking" : "missing.cluster");
        }
        return complaints().stream()
                .findFirst()
                .map(one -> one.isMissing() ? one.sentence() : texts.get("missing.wrong"))
                .orElse("");
    }

    @Override
    public String onward(Page page) {
        return page.equals(Page.REVIEW)
                ? texts.get("do." + form.change(), form.value(Field.NAME).strip())
                : "";
    }

    @Override
    public boolean destroys(Page page) {
        return page.equals(Page.REVIEW) && form.change() == Change.REMOVE;
    }

    @Override
    public List<Check> checks() {
        return preflight.checks(form.change() == Change.REMOVE, typed());
    }

    @Override
    public List<Deed> deeds() {
        return plan().map(deeds::of).orElse(List.of());
    }

    /// What was found out before a wizard was left may not hold any more.
    @Override
    public boolean repeats(String deed) {
        return true;
    }

    @Override
    public String afterwards() {
        return texts.get("after." + form.change());
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = typed();
        fields.put(CLUSTER, bound.cluster());
        fields.put(OPERATION, change.kept());
        fields.put(BEFORE, change.before());
        return fields;
    }

    private Map<String, String> typed() {
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.put(SECRETS, String.join("\n", secrets.names()));
        return fields;
    }

    @Override
    public void take(Map<String, String> fields) {
        form = FenceForm.take(fields);
        bound.take(fields.getOrDefault(CLUSTER, ""));
        change.take(fields.getOrDefault(OPERATION, ""));
        change.takeBefore(fields.getOrDefault(BEFORE, ""));
        secrets.begin(fields.getOrDefault(SECRETS, "").lines().toList());
        // Whoever resumes a wizard on the checks has not asked the cluster: whether the drawing is
        // its own is seen then.
        drawn = DrawnDevices.NONE;
        held = drawing.now().orElse(null);
        reshape();
    }

    @Override
    public void entered(Page page, boolean dry) {
        if (page.equals(Page.WHAT)) {
            typed = "";
            change.forget();
            ask();
        }
        if (page.equals(Page.REVIEW)) {
            tested.begin();
        }
    }

    @Override
    public String clean(String text) {
        return secrets.clean(text);
    }

    @Override
    public void left() {
        turn++;
        change.leave();
        secrets.forget();
        begunSecrets = List.of(NO_SECRET_YET);
        ownSecrets = List.of(NO_SECRET_YET);
    }

    @Override
    public List<Fact> facts(boolean dry) {
        Optional<Plan> plan = plan();
        if (plan.isEmpty()) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        if (change.isBack()) {
            facts.add(new Fact(plan.get().cluster(), texts.get("fact.back"), true));
            facts.addAll(change.facts());
            return facts;
        }
        if (plan.get().isRemoval()) {
            facts.add(gone(plan.get()));
        } else {
            plan.get().targets().forEach(target -> facts.add(told(plan.get(), target)));
        }
        facts.add(automatic(plan.get()));
        if (!dry) {
            facts.addAll(change.facts());
        }
        return facts;
    }

    private Fact gone(Plan plan) {
        boolean isGone =
                tested.view()
                        .filter(view ->
                                view.devices().stream()
                                        .noneMatch(one ->
                                                one.id().equals(plan.device().id().toString())))
                        .isPresent();
        return new Fact(
                plan.device().name(), texts.get(isGone ? "fact.gone" : "fact.not-gone"), isGone);
    }

    private Fact told(Plan plan, Node target) {
        return plan.seen()
                .member(target.id())
                .map(one -> told(target.name(), tested.of(one.member().id())))
                .orElseGet(() -> new Fact(target.name(), texts.get("fact.no-member"), false));
    }

    private Fact told(String name, Optional<Tested.Told> told) {
        return told.map(
                        one -> {
                            FenceTest.Answer answer = one.answer();
                            String power =
                                    texts.get(
                                            "power."
                                                    + answer.says()
                                                            .name()
                                                            .toLowerCase(Locale.ROOT));
                            return new Fact(
                                    name,
                                    texts.get(
                                            "fact.power",
                                            power,
                                            texts.figures()
                                                    .duration(Duration.ofMillis(answer.millis())),
                                            one.by()),
                                    answer.says() == FenceTest.Power.ON
                                            || answer.says() == FenceTest.Power.OFF);
                        })
                .orElseGet(() -> new Fact(name, texts.get("fact.not-asked"), false));
    }

    private Fact automatic(Plan plan) {
        boolean isOn = tested.view().map(view -> view.automatic()).orElse(plan.isAutomatic());
        return new Fact(
                texts.get("fact.automatic"),
                texts.get(isOn ? "fact.automatic.on" : "fact.automatic.off"),
                isOn == plan.isAutomatic());
    }
}
