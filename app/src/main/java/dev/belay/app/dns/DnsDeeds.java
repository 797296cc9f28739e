package dev.belay.app.dns;

import dev.belay.api.ServiceView;
import dev.belay.app.design.DrawnChange;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.design.Target;
import dev.belay.app.protect.ServiceRun;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Script.Fact;
import java.util.ArrayList;
import java.util.List;

/// Puts name and service in force, and waits until it runs; or draws them.
final class DnsDeeds {
    private final Texts texts;
    private final DnsForm form;
    private final PlannedChange change;
    private final DrawnChange drawn;
    private final ServiceRun run;

    DnsDeeds(Texts texts, DnsForm form, PlannedChange change, DrawnChange drawn, ServiceRun run) {
        this.texts = texts;
        this.form = form;
        this.change = change;
        this.drawn = drawn;
        this.run = run;
    }

    List<Deed> all(Target target) {
        DnsWish wish = form.wish();
        return switch (target) {
            case CLUSTER -> {
                List<Deed> deeds =
                        new ArrayList<>(
                                change.deeds(
                                        texts.get("dns.where"),
                                        Deed.Kind.ADD,
                                        () -> sentence("dns.deed.put", wish),
                                        ""));
                deeds.add(run.deed());
                yield deeds;
            }
            case DRAWING -> List.of(drawn.deed(() -> sentence("dns.deed.draw", wish)));
        };
    }

    private String sentence(String key, DnsWish wish) {
        return texts.get(
                key,
                wish.service(),
                wish.record().host(),
                wish.record().type(),
                Long.toString(wish.record().ttl().toSeconds()));
    }

    List<Fact> facts(Target target, boolean dry) {
        DnsWish wish = form.wish();
        String service = wish.service().text();
        List<Fact> facts = new ArrayList<>();
        if (target == Target.DRAWING && dry) {
            facts.add(new Fact(service, texts.get("dns.nothing-done"), false));
        } else if (target == Target.DRAWING) {
            facts.addAll(drawn.facts());
            if (!drawn.isDone()) {
                return facts;
            }
            facts.add(new Fact(service, texts.get("dns.only-drawn"), true));
        } else if (change.isBack()) {
            facts.add(new Fact(service, texts.get("dns.back"), true));
            facts.addAll(change.facts());
            return facts;
        } else {
            ServiceView now = run.seen();
            boolean isActive = run.isActive() && !dry;
            facts.add(
                    new Fact(
                            service,
                            isActive && now != null
                                    ? texts.get("dns.runs", now.node())
                                    : texts.get(dry ? "dns.nothing-done" : "dns.not-running"),
                            isActive));
            if (!dry) {
                facts.addAll(change.facts());
            }
        }
        facts.add(
                new Fact(
                        texts.get("dns.fact.record"),
                        wish.record().host() + " " + wish.record().type(),
                        !dry));
        return facts;
    }
}
