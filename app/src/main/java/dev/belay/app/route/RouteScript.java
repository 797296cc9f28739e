package dev.belay.app.route;

import dev.belay.app.design.Bound;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Drawn;
import dev.belay.app.design.DrawnChange;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.design.Target;
import dev.belay.app.protect.ProtectPort;
import dev.belay.app.protect.ServiceRun;
import dev.belay.app.protect.Standing;
import dev.belay.app.route.RouteForm.Choice;
import dev.belay.app.route.RouteForm.Field;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Happening;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.Questions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives a service a virtual IP outside the VPC, to which route tables lead.
public final class RouteScript extends Script {
    private static final String CLUSTER = "cluster";
    private static final String OPERATION = "operation";
    private static final String BEFORE = "before";
    private static final String TARGET = "target";

    private final Texts texts;
    private final ProtectPort port;
    private final RouteForm form = new RouteForm();
    private final CloudAnswers answers;
    private final RouteJudge judge;
    private final Standing standing;
    private final Drawing drawing;
    private final Guard guard;
    private final Bound bound;
    private final PlannedChange change;
    private final RouteChecks checks;
    private final RouteDeeds deeds;
    private volatile Target target = Target.CLUSTER;
    private boolean isTargetChosen;
    private boolean isBegun;
    private boolean isAtForm;

    /// The drawing as it was when it was looked at last; null while none was open.
    private volatile @Nullable Design open;

    private String typed = "";

    public RouteScript(
            Texts texts,
            ProtectPort port,
            WizardModel.Ports ports,
            Guard guard,
            Drawing drawing,
            CloudAnswers answers) {
        this.texts = texts;
        this.port = port;
        this.guard = guard;
        this.drawing = drawing;
        this.answers = answers;
        this.bound = new Bound(texts::language);
        this.judge = new RouteJudge(form, answers);
        this.standing = new Standing(port, ports, bound, this::heard);
        this.change = new PlannedChange(texts, port, bound, this::wanted, drawing, ports.ui());
        this.checks = new RouteChecks(texts, form, judge, answers, port, bound, change);
        this.deeds =
                new RouteDeeds(
                        texts,
                        form,
                        change,
                        new DrawnChange(
                                texts,
                                design -> RouteDraft.on(design, form.wish(), picture()),
                                drawing,
                                ports.ui()),
                        new ServiceRun(texts, port, bound, form::service));
    }

    private Design wanted(InForce now) {
        ground(now);
        return wanted(now.design(), form, answers);
    }

    /// The design in force with what the form says; of the drawing only what belongs to that.
    static Design wanted(Design inForce, RouteForm form, CloudAnswers answers) {
        Design source = form.source();
        return RouteDraft.in(
                inForce,
                Drawn.belongs(source, inForce) ? source : inForce,
                form.wish(),
                answers.now().picture());
    }

    @Override
    public String id() {
        return "route";
    }

    @Override
    public String title() {
        return texts.get("route.title");
    }

    RouteForm form() {
        return form;
    }

    RouteJudge judge() {
        return judge;
    }

    CloudAnswers answers() {
        return answers;
    }

    Standing standing() {
        return standing;
    }

    List<Questions> questions() {
        return judge.questions();
    }

    private CloudPicture picture() {
        return answers.now().picture();
    }

    /// Virtual IPs by route table that are drawn.
    List<VirtualIp> drawnVips() {
        return dev.belay.model.preflight.Drawn.virtualIps(form.source());
    }

    /// What is drawn and known has changed.
    private void heard() {
        if (!isTargetChosen && standing.error() != null && drawing.now().isPresent()) {
            target = Target.DRAWING;
        }
        offer();
        changed();
    }

    /// Nothing is offered before the cluster has answered: the drawing may be of another one.
    private void offer() {
        open = drawing.now().orElse(null);
        InForce known = standing.design();
        if (target == Target.CLUSTER && known == null && (standing.error() == null || !isAtForm)) {
            return;
        }
        Design before = form.source();
        if (known == null || target == Target.DRAWING) {
            drawing.now().ifPresent(form::offer);
        } else {
            form.offer(source(known));
        }
        boolean isOther =
                isAtForm
                        && !before.equals(InForce.NOTHING)
                        && !Drawn.belongs(before, form.source());
        if (isOther || (!isBegun && !form.source().equals(before))) {
            begin();
        }
    }

    /// The drawing, where it is one of the cluster; else the design in force.
    private Design source(InForce known) {
        return Optional.ofNullable(open)
                .filter(one -> Drawn.belongs(one, known.design()))
                .orElse(known.design());
    }

    /// The first virtual IP that is drawn is offered.
    private void begin() {
        isBegun = true;
        form.choose(
                drawnVips().stream().findFirst().map(one -> one.id().text()).orElse(""), picture());
    }

    /// Whoever resumes it after the form has not asked the cluster: what is looked at and done is
    /// of its design.
    private void ground(InForce known) {
        if (form.source().equals(InForce.NOTHING)) {
            form.offer(source(known));
        }
    }

    private Check grounded(Check check) {
        return new Check(
                check.id(),
                check.group(),
                check.statement(),
                () -> {
                    if (target == Target.CLUSTER && form.source().equals(InForce.NOTHING)) {
                        ground(InForce.ask(port));
                    }
                    return check.probe().look();
                });
    }

    void choose(String vip) {
        form.choose(vip, picture());
        changed();
    }

    void type(Field field, String text) {
        form.type(field, text);
        changed();
    }

    /// An empty field that is needed is not called wrong before somebody typed into it.
    boolean isWrong(Field field) {
        return !form.typed(field).isBlank() && form.wrong().contains(field);
    }

    void setTable(String key, boolean isChosen) {
        form.setTable(key, isChosen);
        changed();
    }

    void setNode(String id, boolean isChosen, String instance) {
        form.setNode(id, isChosen, instance);
        changed();
    }

    Target target() {
        return target;
    }

    void setTarget(Target now) {
        target = now;
        isTargetChosen = true;
        offer();
        changed();
    }

    /// Answers were given or taken out.
    void learn() {
        form.learn(picture());
        changed();
    }

    /// Whether the cluster's name has to be typed first.
    boolean confirms() {
        return target == Target.CLUSTER && guard.isProtected().getAsBoolean();
    }

    String cluster() {
        return guard.cluster().get();
    }

    String typedName() {
        return typed;
    }

    void setTyped(String name) {
        typed = name;
        changed();
    }

    @Override
    public String summary(Page page) {
        return page.equals(Page.WHAT) && form.isWhole()
                ? texts.get("route.summary", form.service(), form.typed(Field.ADDRESS).strip())
                : "";
    }

    @Override
    public String missing(Page page) {
        if (page.equals(Page.REVIEW) && confirms() && !typed.strip().equals(cluster())) {
            return texts.get("route.missing.typed", cluster());
        }
        if (!page.equals(Page.WHAT)) {
            return "";
        }
        if (target == Target.CLUSTER) {
            if (standing.isAsking() && standing.design() == null) {
                return texts.get("route.missing.asking");
            }
            if (standing.error() != null) {
                return texts.get("route.missing.cluster");
            }
        } else if (drawing.now().isEmpty()) {
            return texts.get("route.missing.drawing");
        }
        List<Field> wrong = form.wrong();
        if (!wrong.isEmpty()) {
            return texts.get("route.missing." + wrong.getFirst().key());
        }
        List<Choice> open = form.open();
        return open.isEmpty() ? "" : texts.get("route.missing." + open.getFirst().key());
    }

    @Override
    public String onward(Page page) {
        return page.equals(Page.REVIEW) ? texts.get("route.do." + target, form.service()) : "";
    }

    @Override
    public List<Check> checks() {
        return form.isWhole()
                ? checks.all(target).stream().map(this::grounded).toList()
                : List.of();
    }

    @Override
    public List<Deed> deeds() {
        return form.isWhole() ? deeds.all(target) : List.of();
    }

    /// Before the review, what mends what is wrong at AWS comes first: a person does it.
    @Override
    public List<Happening> happenings(Page page) {
        List<Happening> all = new ArrayList<>();
        if (page.equals(Page.PREFLIGHT) && form.isWhole()) {
            judge.judged()
                    .preflight()
                    .map(one -> String.join("\n", one.changes().commands()))
                    .filter(commands -> !commands.isEmpty())
                    .ifPresent(commands ->
                            all.add(
                                    new Happening(
                                            texts.get("route.mend"),
                                            texts.get("route.mend.where"),
                                            commands,
                                            texts.get("route.mend.note"))));
        }
        all.addAll(super.happenings(page));
        return all;
    }

    @Override
    public String afterwards() {
        return texts.get("route.after." + target);
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.put(CLUSTER, bound.cluster());
        fields.put(OPERATION, change.kept());
        fields.put(BEFORE, change.before());
        fields.put(TARGET, target.name());
        return fields;
    }

    @Override
    public void take(Map<String, String> fields) {
        form.take(fields);
        isBegun = true;
        bound.take(fields.getOrDefault(CLUSTER, ""));
        change.take(fields.getOrDefault(OPERATION, ""));
        change.takeBefore(fields.getOrDefault(BEFORE, ""));
        target = Target.of(fields.getOrDefault(TARGET, ""));
        isTargetChosen = true;
    }

    @Override
    public boolean repeats(String deed) {
        return deed.equals(ServiceRun.RUNS)
                || deed.equals(DrawnChange.DRAW)
                || PlannedChange.isStep(deed);
    }

    @Override
    public void entered(Page page, boolean dry) {
        isAtForm = page.equals(Page.WHAT);
        if (isAtForm) {
            typed = "";
            change.forget();
            standing.ask();
        } else if (page.equals(Page.PREFLIGHT) || page.equals(Page.REVIEW)) {
            offer();
            if (target == Target.CLUSTER && standing.design() == null) {
                standing.ask();
            }
        }
    }

    @Override
    public void left() {
        change.leave();
    }

    @Override
    public List<Fact> facts(boolean dry) {
        return form.isWhole() ? deeds.facts(target, dry) : List.of();
    }
}
