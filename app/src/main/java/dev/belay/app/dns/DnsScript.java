package dev.belay.app.dns;

import dev.belay.app.cloud.Ground;
import dev.belay.app.cloud.ServiceChange;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.design.Target;
import dev.belay.app.dns.DnsForm.Field;
import dev.belay.app.protect.ProtectPort;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Script;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.network.DnsRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Gives a service a name of Route 53 that leads to the node on which it is active.
public final class DnsScript extends Script {
    private final Texts texts;
    private final DnsForm form = new DnsForm();
    private final ZoneAnswers answers;
    private final Ground ground;
    private final ServiceChange change;
    private final DnsChecks checks;

    public DnsScript(
            Texts texts, ProtectPort port, WizardModel.Ports ports, Guard guard, Drawing drawing) {
        this.texts = texts;
        this.answers = new ZoneAnswers(texts, ports.background(), ports.ui());
        this.ground = new Ground(texts, port, ports, guard, drawing, form, this::changed);
        this.change = new ServiceChange(ground);
        this.checks = new DnsChecks(texts, form, answers, ground, change);
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

    Ground ground() {
        return ground;
    }

    /// Something else is chosen or typed.
    void change(Consumer<DnsForm> what) {
        what.accept(form);
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
        String missing = ground.missing(page);
        List<Field> wrong = page.equals(Page.WHAT) ? form.wrong() : List.of();
        return !missing.isEmpty() || wrong.isEmpty()
                ? missing
                : texts.get("dns.missing." + wrong.getFirst().key());
    }

    @Override
    public String onward(Page page) {
        return ground.onward(page);
    }

    @Override
    public List<Check> checks() {
        return form.wrong().isEmpty()
                ? checks.all(ground.target()).stream().map(ground::grounded).toList()
                : List.of();
    }

    @Override
    public List<Deed> deeds() {
        if (!form.wrong().isEmpty()) {
            return List.of();
        }
        DnsWish wish = form.wish();
        Target target = ground.target();
        return change.deeds(() ->
                texts.get(
                        "dns.deed." + target,
                        wish.service(),
                        wish.record().host(),
                        wish.record().type(),
                        Long.toString(wish.record().ttl().toSeconds())));
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
        if (!form.wrong().isEmpty()) {
            return List.of();
        }
        DnsRecord record = form.wish().record();
        return change.facts(
                dry,
                List.of(
                        new Fact(
                                texts.get("dns.fact.record"),
                                record.host() + " " + record.type(),
                                !dry)));
    }
}
