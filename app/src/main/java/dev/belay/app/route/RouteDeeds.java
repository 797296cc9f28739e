package dev.belay.app.route;

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

/// Puts virtual IP, route tables and service in force, and waits until it runs; or draws them.
final class RouteDeeds {
    private final Texts texts;
    private final RouteForm form;
    private final PlannedChange change;
    private final DrawnChange drawn;
    private final ServiceRun run;

    RouteDeeds(
            Texts texts, RouteForm form, PlannedChange change, DrawnChange drawn, ServiceRun run) {
        this.texts = texts;
        this.form = form;
        this.change = change;
        this.drawn = drawn;
        this.run = run;
    }

    List<Deed> all(Target target) {
        RouteWish wish = form.wish();
        return switch (target) {
            case CLUSTER -> {
                List<Deed> deeds =
                        new ArrayList<>(
                                change.deeds(
                                        texts.get("route.where"),
                                        Deed.Kind.ADD,
                                        () -> sentence("route.deed.put", wish),
                                        ""));
                deeds.add(run.deed());
                yield deeds;
            }
            case DRAWING -> List.of(drawn.deed(() -> sentence("route.deed.draw", wish)));
        };
    }

    private String sentence(String key, RouteWish wish) {
        return texts.get(key, wish.service(), wish.address(), String.join(", ", wish.tables()));
    }

    List<Fact> facts(Target target, boolean dry) {
        RouteWish wish = form.wish();
        String service = wish.service().text();
        List<Fact> facts = new ArrayList<>();
        if (target == Target.DRAWING && dry) {
            facts.add(new Fact(service, texts.get("route.nothing-done"), false));
        } else if (target == Target.DRAWING) {
            facts.addAll(drawn.facts());
            if (!drawn.isDone()) {
                return facts;
            }
            facts.add(new Fact(service, texts.get("route.only-drawn"), true));
        } else if (change.isBack()) {
            facts.add(new Fact(service, texts.get("route.back"), true));
            facts.addAll(change.facts());
            return facts;
        } else {
            ServiceView now = run.seen();
            boolean isActive = run.isActive() && !dry;
            facts.add(
                    new Fact(
                            service,
                            isActive && now != null
                                    ? texts.get("route.runs", now.node())
                                    : texts.get(dry ? "route.nothing-done" : "route.not-running"),
                            isActive));
            if (!dry) {
                facts.addAll(change.facts());
            }
        }
        facts.add(new Fact(texts.get("route.fact.address"), wish.address().toString(), !dry));
        facts.add(new Fact(texts.get("route.fact.tables"), String.join(", ", wish.tables()), !dry));
        return facts;
    }
}
