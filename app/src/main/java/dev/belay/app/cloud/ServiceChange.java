package dev.belay.app.cloud;

import dev.belay.api.ApiError;
import dev.belay.api.ServiceView;
import dev.belay.app.design.DrawnChange;
import dev.belay.app.design.InForce;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.design.Target;
import dev.belay.app.protect.ServiceRun;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Finding;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script.Fact;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Puts a service in force with what a form gives it, and waits until it runs; or draws both.
public final class ServiceChange {
    private static final String OPERATION = "operation";
    private static final String BEFORE = "before";

    private final Texts texts;
    private final Ground ground;
    private final ServiceForm form;
    private final PlannedChange planned;
    private final DrawnChange drawn;
    private final ServiceRun run;

    /// Has changed nothing yet.
    public ServiceChange(Ground ground) {
        this.texts = ground.texts();
        this.ground = ground;
        this.form = ground.form();
        this.planned =
                new PlannedChange(
                        texts,
                        ground.port(),
                        ground.bound(),
                        ground::wanted,
                        ground.drawing(),
                        ground.ports().ui());
        this.drawn = new DrawnChange(texts, form::on, ground.drawing(), ground.ports().ui());
        this.run = new ServiceRun(texts, ground.port(), ground.bound(), form::service);
    }

    /// Whether the design stays free of new errors, and whether the cluster can plan it.
    public List<Check> checks(Supplier<String> group) {
        Target target = ground.target();
        List<Check> checks = new ArrayList<>();
        checks.add(
                new Check("design", group, () -> texts.get("check.design"), () -> design(target)));
        if (target == Target.CLUSTER) {
            checks.add(planned.check(group, form.fields()));
        }
        return checks;
    }

    private Finding design(Target target) throws AgentException {
        InForce now = ground.before(target);
        Design wanted = target == Target.CLUSTER ? form.in(now.design()) : form.on(now.design());
        List<Problem> errors = now.errors(wanted);
        if (errors.isEmpty()) {
            return Finding.pass(
                    now.version() == 0
                            ? texts.get("design.none")
                            : texts.get("design.version", Long.toString(now.version())),
                    "");
        }
        Problem first = errors.getFirst();
        return Finding.fail(
                        new ApiError(
                                first.code().code(),
                                "",
                                first.sentence(texts.language().locale()),
                                first.advice(texts.language().locale())),
                        "",
                        "")
                .reading("");
    }

    /// The steps.
    ///
    /// @param sentence what the first of them does
    public List<Deed> deeds(Supplier<String> sentence) {
        return switch (ground.target()) {
            case CLUSTER -> {
                List<Deed> deeds =
                        new ArrayList<>(
                                planned.deeds(texts.get("where"), Deed.Kind.ADD, sentence, ""));
                deeds.add(run.deed());
                yield deeds;
            }
            case DRAWING -> List.of(drawn.deed(sentence));
        };
    }

    /// Whether a deed is to be done again when the wizard is resumed: the service may have ended,
    /// and the drawing may have been closed or undone since.
    public static boolean repeats(String deed) {
        return deed.equals(ServiceRun.RUNS)
                || deed.equals(DrawnChange.DRAW)
                || PlannedChange.isStep(deed);
    }

    /// What became of it.
    ///
    /// @param given what the service was given, which is said where it was
    public List<Fact> facts(boolean dry, List<Fact> given) {
        String service = form.service().text();
        List<Fact> facts = new ArrayList<>();
        if (ground.target() == Target.DRAWING && dry) {
            facts.add(new Fact(service, texts.get("nothing-done"), false));
        } else if (ground.target() == Target.DRAWING) {
            facts.addAll(drawn.facts());
            if (!drawn.isDone()) {
                return facts;
            }
            facts.add(new Fact(service, texts.get("only-drawn"), true));
        } else if (planned.isBack()) {
            facts.add(new Fact(service, texts.get("back"), true));
            facts.addAll(planned.facts());
            return facts;
        } else {
            ServiceView now = run.seen();
            boolean isActive = run.isActive() && !dry;
            facts.add(
                    new Fact(
                            service,
                            isActive && now != null
                                    ? texts.get("runs", now.node())
                                    : texts.get(dry ? "nothing-done" : "not-running"),
                            isActive));
            if (!dry) {
                facts.addAll(planned.facts());
            }
        }
        facts.addAll(given);
        return facts;
    }

    /// A page came into view.
    public void entered(Page page) {
        if (page.equals(Page.WHAT)) {
            planned.forget();
        }
        ground.entered(page);
    }

    /// For a draft: what was typed, and how far it came.
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.put(OPERATION, planned.kept());
        fields.put(BEFORE, planned.before());
        ground.keep(fields);
        return fields;
    }

    /// What a draft kept, after the form has taken it.
    public void take(Map<String, String> fields) {
        planned.take(fields.getOrDefault(OPERATION, ""));
        planned.takeBefore(fields.getOrDefault(BEFORE, ""));
        ground.take(fields);
    }

    /// Nobody waits for it any more.
    public void left() {
        planned.leave();
    }
}
