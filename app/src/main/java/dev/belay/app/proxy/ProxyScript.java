package dev.belay.app.proxy;

import dev.belay.api.ApiError;
import dev.belay.app.design.Bound;
import dev.belay.app.design.Confirmation;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.design.InForce;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.proxy.ProxyForm.Field;
import dev.belay.app.proxy.ProxyForm.Place;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Happening;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts a proxy in force, or changes one: who goes through it and whose calls. Squid's own file is
/// written and checked here, and put on the proxy by people.
public final class ProxyScript extends Script {
    private static final String CLUSTER = "cluster";
    private static final String OPERATION = "operation";
    private static final String BEFORE = "before";
    private static final String HAD_SQUID = "had-squid";

    private final Texts texts;
    private final Drawing drawing;
    private final Confirmation confirmation;
    private final Bound bound;
    private final Standing standing;
    private final PlannedChange change;
    private final ProxyChecks checks;
    private final ProxyDeeds deeds;
    private final ByHand byHand;
    private final ProxyPort port;
    private volatile ProxyForm form = ProxyForm.empty();

    /// The drawing as it was when a page came into view; null while none was open.
    private volatile @Nullable Design open;

    /// What the checks were about last; null before.
    private volatile @Nullable Case seen;

    private boolean hadSquid;

    public ProxyScript(
            Texts texts, ProxyPort port, Guard guard, WizardModel.Ports ports, Drawing drawing) {
        this.texts = texts;
        this.port = port;
        this.drawing = drawing;
        this.confirmation =
                new Confirmation(texts, guard, () -> form.place() == Place.CLUSTER, this::changed);
        this.bound = new Bound(texts::language);
        this.standing = new Standing(port, ports, bound, this::changed);
        this.change = new PlannedChange(texts, port, bound, this::wanted, drawing, ports.ui());
        this.checks = new ProxyChecks(texts, port, bound, change, this::ask);
        this.deeds = new ProxyDeeds(texts, change, drawing, ports.ui());
        this.byHand = new ByHand(texts);
    }

    @Override
    public String id() {
        return "proxy";
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    ProxyForm form() {
        return form;
    }

    Standing standing() {
        return standing;
    }

    void set(Field field, String value) {
        if (!value.equals(form.value(field))) {
            form = form.with(field, value);
            changed();
        }
    }

    void setUser(String node, boolean isUser) {
        form = form.withUser(node, isUser);
        changed();
    }

    void setPlace(Place place) {
        if (place != form.place()) {
            form = form.with(Field.PLACE, place.name());
            changed();
        }
    }

    /// Whether a drawing is open, so that the proxy can be put there alone.
    boolean mayDraw() {
        return open != null;
    }

    /// Proxies that are there already.
    List<Known> known() {
        Optional<Design> drawn = Optional.ofNullable(open);
        if (form.place() == Place.DRAWING) {
            return drawn.map(Known::of).orElse(List.of());
        }
        return standing.design().map(one -> Known.of(one.design(), drawn)).orElse(List.of());
    }

    /// Begins with one of them, or with a new one.
    ///
    /// @param id empty for a new one
    void choose(String id) {
        if (id.equals(form.value(Field.CHOICE))) {
            return;
        }
        ProxyForm before = form;
        ProxyForm next =
                known().stream()
                        .filter(one -> one.proxy().id().text().equals(id))
                        .findFirst()
                        .map(one -> ProxyForm.of(one.proxy()))
                        .orElseGet(ProxyForm::empty);
        form =
                next.with(Field.PLACE, before.value(Field.PLACE))
                        .with(Field.SQUID, before.value(Field.SQUID));
        changed();
    }

    /// Nodes that may use it, and those that are said to and are not there.
    List<Node> nodes() {
        return base().map(one -> one.design().nodes()).orElse(List.of());
    }

    private Optional<InForce> base() {
        if (form.place() == Place.DRAWING) {
            return Optional.ofNullable(open).map(one -> new InForce(one, 0));
        }
        return standing.design();
    }

    /// What is looked at as of now; empty while it cannot be.
    Optional<Case> now() {
        ProxyForm form = this.form;
        Case last = seen;
        if (last != null && last.form().equals(form)) {
            return Optional.of(last);
        }
        return form.hasWay() ? base().map(one -> Case.of(form, one, drawn())) : Optional.empty();
    }

    private Optional<Design> drawn() {
        return Optional.ofNullable(open);
    }

    /// Asks anew, for checks; blocks.
    private Case ask() throws AgentException {
        ProxyForm form = this.form;
        InForce base =
                form.place() == Place.CLUSTER
                        ? InForce.ask(port)
                        : drawn().map(one -> new InForce(one, 0)).orElseThrow(this::noDrawing);
        Case now = Case.of(form, base, drawn());
        seen = now;
        return now;
    }

    private AgentException noDrawing() {
        return AgentException.refused(
                new ApiError(
                        "no-drawing",
                        texts.get("drawing.wanted"),
                        texts.get("drawing.found"),
                        texts.get("drawing.advice")));
    }

    /// What others have put in force meanwhile stays.
    private Design wanted(InForce base) throws AgentException {
        Case now = Case.of(form, base, drawn());
        Optional<ApiError> why = checks.hindrance(now);
        if (why.isPresent()) {
            throw AgentException.refused(why.get());
        }
        return now.design();
    }

    Confirmation confirmation() {
        return confirmation;
    }

    @Override
    public String summary(Page page) {
        return page.equals(Page.WHAT) && form.wrong().isEmpty()
                ? form.value(Field.HOST).strip()
                : "";
    }

    @Override
    public String missing(Page page) {
        if (!page.equals(Page.WHAT)) {
            return confirmation.missing(page);
        }
        if (base().isEmpty()) {
            return texts.get(standing.isAsking() ? "missing.asking" : "missing.cluster");
        }
        List<Field> wrong = form.wrong();
        return wrong.isEmpty() ? "" : texts.get("missing." + wrong.getFirst().key());
    }

    @Override
    public String onward(Page page) {
        return page.equals(Page.REVIEW)
                ? texts.get(
                        form.place() == Place.DRAWING ? "do.draw" : "do.put",
                        form.value(Field.NAME).strip())
                : "";
    }

    @Override
    public List<Check> checks() {
        return form.wrong().isEmpty() ? checks.all(form, hadSquid) : List.of();
    }

    @Override
    public List<Deed> deeds() {
        return form.wrong().isEmpty() ? now().map(deeds::of).orElse(List.of()) : List.of();
    }

    @Override
    public List<Happening> happenings(Page page) {
        List<Happening> all = new ArrayList<>(super.happenings(page));
        if (!page.equals(Page.DONE)) {
            all.addAll(byHand());
        }
        return all;
    }

    @Override
    public List<Happening> byHand() {
        return form.wrong().isEmpty()
                ? now().map(one -> byHand.of(one, standing.squidSets())).orElse(List.of())
                : List.of();
    }

    @Override
    public String afterwards() {
        return texts.get("after");
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.put(CLUSTER, bound.cluster());
        fields.put(OPERATION, change.kept());
        fields.put(BEFORE, change.before());
        fields.put(HAD_SQUID, Boolean.toString(hadSquid || form.squid().isPresent()));
        return fields;
    }

    @Override
    public void take(Map<String, String> fields) {
        form = ProxyForm.take(fields);
        bound.take(fields.getOrDefault(CLUSTER, ""));
        change.take(fields.getOrDefault(OPERATION, ""));
        change.takeBefore(fields.getOrDefault(BEFORE, ""));
        hadSquid = Boolean.parseBoolean(fields.getOrDefault(HAD_SQUID, ""));
        open = drawing.now().orElse(null);
        changed();
    }

    /// The drawing may have been closed or undone since.
    @Override
    public boolean repeats(String deed) {
        return deed.equals(ProxyDeeds.DRAW) || PlannedChange.isStep(deed);
    }

    @Override
    public void entered(Page page, boolean dry) {
        if (page.equals(Page.WHAT)) {
            confirmation.forget();
            hadSquid = false;
            seen = null;
            change.forget();
            open = drawing.now().orElse(null);
            standing.ask();
        }
        if (page.equals(Page.PREFLIGHT)) {
            open = drawing.now().orElse(null);
            if (form.place() == Place.CLUSTER && standing.design().isEmpty()) {
                // Whoever resumes it here has not asked the cluster.
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
        return now().map(one -> deeds.facts(one, dry)).orElse(List.of());
    }
}
