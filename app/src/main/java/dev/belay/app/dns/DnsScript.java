package dev.belay.app.dns;

import dev.belay.app.design.Bound;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Drawn;
import dev.belay.app.design.DrawnChange;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.design.Target;
import dev.belay.app.dns.DnsForm.Field;
import dev.belay.app.protect.ProtectPort;
import dev.belay.app.protect.ServiceRun;
import dev.belay.app.protect.Standing;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gives a service a name of Route 53 that leads to the node on which it is active.
public final class DnsScript extends Script {
    private static final String CLUSTER = "cluster";
    private static final String OPERATION = "operation";
    private static final String BEFORE = "before";
    private static final String TARGET = "target";

    private final Texts texts;
    private final ProtectPort port;
    private final DnsForm form = new DnsForm();
    private final ZoneAnswers answers;
    private final Standing standing;
    private final Drawing drawing;
    private final Guard guard;
    private final Bound bound;
    private final PlannedChange change;
    private final DnsChecks checks;
    private final DnsDeeds deeds;
    private volatile Target target = Target.CLUSTER;
    private boolean isTargetChosen;
    private boolean isBegun;
    private boolean isAtForm;

    /// The drawing as it was when it was looked at last; null while none was open.
    private volatile @Nullable Design open;

    private String typed = "";

    public DnsScript(
            Texts texts, ProtectPort port, WizardModel.Ports ports, Guard guard, Drawing drawing) {
        this.texts = texts;
        this.port = port;
        this.guard = guard;
        this.drawing = drawing;
        this.answers = new ZoneAnswers(texts, ports.background(), ports.ui());
        this.bound = new Bound(texts::language);
        this.standing = new Standing(port, ports, bound, this::heard);
        this.change = new PlannedChange(texts, port, bound, this::wanted, drawing, ports.ui());
        this.checks = new DnsChecks(texts, form, answers, port, bound, change);
        this.deeds =
                new DnsDeeds(
                        texts,
                        form,
                        change,
                        new DrawnChange(
                                texts,
                                design -> DnsDraft.on(design, form.wish()),
                                drawing,
                                ports.ui()),
                        new ServiceRun(texts, port, bound, form::service));
    }

    private Design wanted(InForce now) {
        ground(now);
        return wanted(now.design(), form);
    }

    /// The design in force with what the form says; of the drawing only what belongs to that.
    static Design wanted(Design inForce, DnsForm form) {
        Design source = form.source();
        return DnsDraft.in(inForce, Drawn.belongs(source, inForce) ? source : inForce, form.wish());
    }

    @Override
    public String id() {
        return "dns";
    }

    @Override
    public String title() {
        return texts.get("dns.title");
    }

    DnsForm form() {
        return form;
    }

    ZoneAnswers answers() {
        return answers;
    }

    Standing standing() {
        return standing;
    }

    /// Records that are drawn.
    List<DnsRecord> drawnRecords() {
        return form.source().dnsRecords();
    }

    /// The would-be drawing.
    Design draft() {
        return DnsDraft.on(form.source(), form.wish());
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

    /// The first record that is drawn is offered.
    private void begin() {
        isBegun = true;
        form.choose(drawnRecords().stream().findFirst().map(one -> one.id().text()).orElse(""));
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

    /// Something else is chosen or typed.
    void change(Consumer<DnsForm> what) {
        what.accept(form);
        changed();
    }

    /// An empty field that is needed is not called wrong before somebody typed into it.
    boolean isWrong(Field field) {
        return !form.typed(field).isBlank() && form.wrong().contains(field);
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
        return page.equals(Page.WHAT) && form.wrong().isEmpty()
                ? texts.get("dns.summary", form.service(), form.typed(Field.HOST).strip())
                : "";
    }

    @Override
    public String missing(Page page) {
        if (page.equals(Page.REVIEW) && confirms() && !typed.strip().equals(cluster())) {
            return texts.get("dns.missing.typed", cluster());
        }
        if (!page.equals(Page.WHAT)) {
            return "";
        }
        if (target == Target.CLUSTER) {
            if (standing.isAsking() && standing.design() == null) {
                return texts.get("dns.missing.asking");
            }
            if (standing.error() != null) {
                return texts.get("dns.missing.cluster");
            }
        } else if (drawing.now().isEmpty()) {
            return texts.get("dns.missing.drawing");
        }
        List<Field> wrong = form.wrong();
        return wrong.isEmpty() ? "" : texts.get("dns.missing." + wrong.getFirst().key());
    }

    @Override
    public String onward(Page page) {
        return page.equals(Page.REVIEW) ? texts.get("dns.do." + target, form.service()) : "";
    }

    @Override
    public List<Check> checks() {
        return form.wrong().isEmpty()
                ? checks.all(target).stream().map(this::grounded).toList()
                : List.of();
    }

    @Override
    public List<Deed> deeds() {
        return form.wrong().isEmpty() ? deeds.all(target) : List.of();
    }

    @Override
    public String afterwards() {
        return texts.get("dns.after." + target);
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
        return form.wrong().isEmpty() ? deeds.facts(target, dry) : List.of();
    }
}
