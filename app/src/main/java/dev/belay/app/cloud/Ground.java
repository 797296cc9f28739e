package dev.belay.app.cloud;

import dev.belay.api.ApiError;
import dev.belay.app.design.Bound;
import dev.belay.app.design.Confirmation;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Drawn;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.design.Target;
import dev.belay.app.protect.ProtectPort;
import dev.belay.app.protect.Standing;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.reach.AgentException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a wizard's change is based on: the cluster or the drawing alone, as was chosen, and the
/// design that the form is offered of it. Confined to the UI thread, except for what checks and
/// steps ask.
public final class Ground {
    private static final String CLUSTER = "cluster";
    private static final String TARGET = "target";

    private final Texts texts;
    private final ProtectPort port;
    private final WizardModel.Ports ports;
    private final Drawing drawing;
    private final ServiceForm form;
    private final Runnable changed;
    private final Bound bound;
    private final Standing standing;
    private final Confirmation confirmation;
    private volatile Target target = Target.CLUSTER;
    private boolean isTargetChosen;
    private boolean isBegun;
    private boolean isAtForm;

    /// The drawing as it was when it was looked at last; null while none was open.
    private volatile @Nullable Design open;

    /// The cluster, of which nothing is known yet.
    ///
    /// @param changed told when something of it is another
    public Ground(
            Texts language,
            ProtectPort port,
            WizardModel.Ports ports,
            Guard guard,
            Drawing drawing,
            ServiceForm form,
            Runnable changed) {
        this.texts = language.beside(Ground.class);
        this.port = port;
        this.ports = ports;
        this.drawing = drawing;
        this.form = form;
        this.changed = changed;
        this.bound = new Bound(texts::language);
        this.standing = new Standing(port, ports, bound, this::heard);
        this.confirmation = new Confirmation(texts, guard, () -> target == Target.CLUSTER, changed);
    }

    Texts texts() {
        return texts;
    }

    public ProtectPort port() {
        return port;
    }

    WizardModel.Ports ports() {
        return ports;
    }

    Drawing drawing() {
        return drawing;
    }

    ServiceForm form() {
        return form;
    }

    public Bound bound() {
        return bound;
    }

    public Confirmation confirmation() {
        return confirmation;
    }

    public Target target() {
        return target;
    }

    /// Somebody chose where it goes.
    public void setTarget(Target now) {
        target = now;
        isTargetChosen = true;
        offer();
        changed.run();
    }

    /// Asks the cluster again.
    public void ask() {
        standing.ask();
    }

    /// Why the cluster could not be asked, where the change is of it; null when it could.
    public @Nullable ApiError trouble() {
        return target == Target.CLUSTER ? standing.error() : null;
    }

    /// What is drawn and known has changed.
    private void heard() {
        if (!isTargetChosen && standing.error() != null && drawing.now().isPresent()) {
            target = Target.DRAWING;
        }
        offer();
        changed.run();
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
            isBegun = true;
            form.begin();
        }
    }

    /// The drawing, where it is one of the cluster; else the design in force.
    private Design source(InForce known) {
        return Optional.ofNullable(open)
                .filter(one -> Drawn.belongs(one, known.design()))
                .orElse(known.design());
    }

    /// Whoever resumes it after the form has not asked the cluster: what is looked at and done is
    /// of its design.
    private void found(InForce known) {
        if (form.source().equals(InForce.NOTHING)) {
            form.offer(source(known));
        }
    }

    /// The design in force with what the form says.
    Design wanted(InForce now) {
        found(now);
        return form.in(now.design());
    }

    /// What is changed, as it is before. Blocks for the cluster's.
    public InForce before(Target target) throws AgentException {
        return target == Target.CLUSTER ? InForce.ask(port) : new InForce(form.source(), 0);
    }

    /// The same check, which first asks the cluster where nothing is known of it.
    public Check grounded(Check check) {
        return new Check(
                check.id(),
                check.group(),
                check.statement(),
                () -> {
                    if (target == Target.CLUSTER && form.source().equals(InForce.NOTHING)) {
                        found(InForce.ask(port));
                    }
                    return check.probe().look();
                });
    }

    /// What keeps the next page away, whatever the form says; empty when nothing does.
    public String missing(Page page) {
        if (!page.equals(Page.WHAT)) {
            return confirmation.missing(page);
        }
        if (target == Target.DRAWING) {
            return drawing.now().isEmpty() ? texts.get("missing.drawing") : "";
        }
        if (standing.isAsking() && standing.design() == null) {
            return texts.get("missing.asking");
        }
        return standing.error() == null ? "" : texts.get("missing.cluster");
    }

    /// The verb that leads on from the review.
    public String onward(Page page) {
        return page.equals(Page.REVIEW) ? texts.get("do." + target, form.service()) : "";
    }

    /// One sentence about what comes after it.
    public String afterwards() {
        return texts.get("after." + target);
    }

    /// A page came into view.
    public void entered(Page page) {
        isAtForm = page.equals(Page.WHAT);
        if (isAtForm) {
            confirmation.forget();
            standing.ask();
        } else if (page.equals(Page.PREFLIGHT) || page.equals(Page.REVIEW)) {
            offer();
            if (target == Target.CLUSTER && standing.design() == null) {
                standing.ask();
            }
        }
    }

    void keep(Map<String, String> fields) {
        fields.put(CLUSTER, bound.cluster());
        fields.put(TARGET, target.name());
    }

    void take(Map<String, String> fields) {
        isBegun = true;
        bound.take(fields.getOrDefault(CLUSTER, ""));
        target = Target.of(fields.getOrDefault(TARGET, ""));
        isTargetChosen = true;
    }
}
