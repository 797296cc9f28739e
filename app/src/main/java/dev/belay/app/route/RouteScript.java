package dev.belay.app.route;

import dev.belay.app.cloud.Ground;
import dev.belay.app.cloud.ServiceChange;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.design.Target;
import dev.belay.app.protect.ProtectPort;
import dev.belay.app.route.RouteForm.Choice;
import dev.belay.app.route.RouteForm.Field;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Happening;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.preflight.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Gives a service a virtual IP outside the VPC, to which route tables lead.
public final class RouteScript extends Script {
    private final Texts texts;
    private final RouteForm form;
    private final CloudAnswers answers;
    private final RouteJudge judge;
    private final Ground ground;
    private final ServiceChange change;
    private final RouteChecks checks;

    public RouteScript(
            Texts texts,
            ProtectPort port,
            WizardModel.Ports ports,
            Guard guard,
            Drawing drawing,
            CloudAnswers answers) {
        this.texts = texts;
        this.answers = answers;
        this.form = new RouteForm(() -> answers.now().picture());
        this.judge = new RouteJudge(form, answers);
        this.ground = new Ground(texts, port, ports, guard, drawing, form, this::changed);
        this.change = new ServiceChange(ground);
        this.checks = new RouteChecks(texts, form, judge, answers, ground, change);
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

    Ground ground() {
        return ground;
    }

    List<Questions> questions() {
        return judge.questions();
    }

    void choose(String vip) {
        form.choose(vip);
        changed();
    }

    void type(Field field, String text) {
        form.type(field, text);
        changed();
    }

    void setTable(String key, boolean isChosen) {
        form.setTable(key, isChosen);
        changed();
    }

    void setNode(String id, boolean isChosen, String instance) {
        form.setNode(id, isChosen, instance);
        changed();
    }

    /// Answers were given or taken out.
    void learn() {
        form.learn();
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
        String missing = ground.missing(page);
        if (!missing.isEmpty() || !page.equals(Page.WHAT)) {
            return missing;
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
        return ground.onward(page);
    }

    @Override
    public List<Check> checks() {
        return form.isWhole()
                ? checks.all(ground.target()).stream().map(ground::grounded).toList()
                : List.of();
    }

    @Override
    public List<Deed> deeds() {
        if (!form.isWhole()) {
            return List.of();
        }
        RouteWish wish = form.wish();
        Target target = ground.target();
        return change.deeds(() ->
                texts.get(
                        "route.deed." + target,
                        wish.service(),
                        wish.address(),
                        String.join(", ", wish.tables())));
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
        return ground.afterwards();
    }

    @Override
    public Map<String, String> fields() {
        return change.fields();
    }

    @Override
    public void take(Map<String, String> fields) {
        form.take(fields);
        change.take(fields);
    }

    @Override
    public boolean repeats(String deed) {
        return ServiceChange.repeats(deed);
    }

    @Override
    public void entered(Page page, boolean dry) {
        change.entered(page);
    }

    @Override
    public void left() {
        change.left();
    }

    @Override
    public List<Fact> facts(boolean dry) {
        if (!form.isWhole()) {
            return List.of();
        }
        RouteWish wish = form.wish();
        return change.facts(
                dry,
                List.of(
                        new Fact(texts.get("route.fact.address"), wish.address().toString(), !dry),
                        new Fact(
                                texts.get("route.fact.tables"),
                                String.join(", ", wish.tables()),
                                !dry)));
    }
}
