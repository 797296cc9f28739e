package dev.belay.app.protect;

import dev.belay.app.design.Bound;
import dev.belay.app.design.Confirmation;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Drawn;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.protect.ProtectForm.Field;
import dev.belay.app.protect.ProtectForm.Program;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives a service an address that follows it: one that the design in force does not have yet.
public final class ProtectScript extends Script {
    private static final String CLUSTER = "cluster";
    private static final String OPERATION = "operation";
    private static final String BEFORE = "before";
    private static final String DRAWN = "drawn";

    private final Texts texts;
    private final ProtectForm form = new ProtectForm();
    private final Standing standing;
    private final ProtectChecks checks;
    private final PlannedChange change;
    private final ProtectDeeds deeds;
    private final Confirmation confirmation;
    private final Bound bound;
    private final Drawing drawing;
    private boolean isDrawn;

    public ProtectScript(
            Texts texts, ProtectPort port, WizardModel.Ports ports, Guard guard, Drawing drawing) {
        this.texts = texts;
        this.confirmation = new Confirmation(texts, guard, () -> true, this::changed);
        this.drawing = drawing;
        this.bound = new Bound(texts::language);
        this.standing = new Standing(port, ports, bound, this::heard);
        Clashes clashes = new Clashes(texts, form);
        this.change = new PlannedChange(texts, port, bound, clashes::wanted, drawing, ports.ui());
        this.checks = new ProtectChecks(texts, form, port, clashes, change, bound);
        this.deeds = new ProtectDeeds(texts, form, port, change, bound);
    }

    private void heard() {
        offer();
        changed();
    }

    @Override
    public String id() {
        return "vip";
    }

    @Override
    public String title() {
        return texts.get("protect.title");
    }

    ProtectForm form() {
        return form;
    }

    /// Services that are drawn and not in force.
    List<DrawnService> drawn() {
        return form.offered();
    }

    /// Begins with one of them.
    void takeDrawn(DrawnService one) {
        form.take(one.fields());
        changed();
    }

    /// Whoever resumes a wizard on the checks has not asked the cluster: they find out whether the
    /// drawing that is open is the one that the service was taken from.
    private void offer() {
        InForce known = standing.design();
        Optional<Design> open = drawing.now();
        if (known == null && isDrawn && open.isPresent()) {
            form.hold(open.get());
            return;
        }
        form.offer(
                Optional.ofNullable(known)
                        .map(InForce::design)
                        .flatMap(there ->
                                open.filter(one -> Drawn.belongs(one, there))
                                        .map(one -> DrawnService.of(one, there)))
                        .orElse(List.of()));
    }

    Standing standing() {
        return standing;
    }

    String typed(Field field) {
        return form.typed(field);
    }

    void type(Field field, String text) {
        form.type(field, text);
        changed();
    }

    /// Whether what is typed there keeps the next page away; an empty field that is needed is not
    /// called wrong before somebody typed into it.
    boolean isWrong(Field field) {
        return !form.typed(field).isBlank() && form.wrong().contains(field);
    }

    Program program() {
        return form.program();
    }

    void setProgram(Program now) {
        form.setProgram(now);
        changed();
    }

    String home() {
        return form.home();
    }

    void setHome(String node) {
        form.setHome(node);
        changed();
    }

    Confirmation confirmation() {
        return confirmation;
    }

    @Override
    public String summary(Page page) {
        return page.equals(Page.WHAT) && form.wrong().isEmpty()
                ? texts.get("protect.summary", form.serviceId(), form.typed(Field.ADDRESS).strip())
                : "";
    }

    @Override
    public String missing(Page page) {
        if (!page.equals(Page.WHAT)) {
            return confirmation.missing(page);
        }
        if (standing.isAsking() && standing.design() == null) {
            return texts.get("protect.missing.asking");
        }
        if (standing.error() != null) {
            return texts.get("protect.missing.cluster");
        }
        List<Field> wrong = form.wrong();
        return wrong.isEmpty() ? "" : texts.get("protect.missing." + wrong.getFirst().key());
    }

    @Override
    public String onward(Page page) {
        return page.equals(Page.REVIEW) ? texts.get("protect.do", form.serviceId()) : "";
    }

    @Override
    public List<Check> checks() {
        return form.wrong().isEmpty() ? checks.all(isDrawn) : List.of();
    }

    @Override
    public List<Deed> deeds() {
        return form.wrong().isEmpty() ? deeds.all() : List.of();
    }

    @Override
    public String afterwards() {
        return texts.get("protect.after");
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.put(CLUSTER, bound.cluster());
        fields.put(OPERATION, change.kept());
        fields.put(BEFORE, change.before());
        fields.put(DRAWN, Boolean.toString(isDrawn || form.meant().isPresent()));
        return fields;
    }

    @Override
    public void take(Map<String, String> fields) {
        form.take(fields);
        bound.take(fields.getOrDefault(CLUSTER, ""));
        change.take(fields.getOrDefault(OPERATION, ""));
        change.takeBefore(fields.getOrDefault(BEFORE, ""));
        isDrawn = Boolean.parseBoolean(fields.getOrDefault(DRAWN, ""));
    }

    /// A service that ran when the wizard was left may have ended since.
    @Override
    public boolean repeats(String deed) {
        return deed.equals(ProtectDeeds.RUNS) || PlannedChange.isStep(deed);
    }

    @Override
    public void entered(Page page, boolean dry) {
        if (page.equals(Page.WHAT)) {
            confirmation.forget();
            isDrawn = false;
            change.forget();
            standing.ask();
        }
        if (page.equals(Page.PREFLIGHT)) {
            offer();
        }
    }

    @Override
    public void left() {
        change.leave();
    }

    @Override
    public List<Fact> facts(boolean dry) {
        return form.wrong().isEmpty() ? deeds.facts(dry) : List.of();
    }
}
