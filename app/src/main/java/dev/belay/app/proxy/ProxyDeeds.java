package dev.belay.app.proxy;

import dev.belay.api.ApiError;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Drawn;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.proxy.ProxyForm.Place;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Deed;
import dev.belay.app.wizard.Script.Fact;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.network.Proxy;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Has the cluster put the proxy in force, or only draws it.
final class ProxyDeeds {
    static final String DRAW = "draw";

    private final Texts texts;
    private final PlannedChange change;
    private final Drawing drawing;
    private final Executor ui;

    /// What was drawn; null before and after that. On the UI thread.
    private volatile @Nullable Edit edit;

    private volatile Outcome outcome = Outcome.NONE;

    /// What became of the drawing; its word is the end of the key of its sentence.
    private enum Outcome {
        NONE("not-drawn"),
        DRAWN("drawn"),
        HAD("had"),
        BACK("undrawn");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }
    }

    /// @param found the drawing before
    /// @param left the drawing after
    private record Edit(Design found, Design left) {}

    ProxyDeeds(Texts texts, PlannedChange change, Drawing drawing, Executor ui) {
        this.texts = texts;
        this.change = change;
        this.drawing = drawing;
        this.ui = ui;
    }

    List<Deed> of(Case now) {
        boolean isNew = now.base().design().find(now.proxy().id()).isEmpty();
        Deed.Kind kind = isNew ? Deed.Kind.ADD : Deed.Kind.CHANGE;
        Supplier<String> whole = () -> whole(now, isNew);
        if (now.form().place() == Place.CLUSTER) {
            return change.deeds(texts.get("where.cluster"), kind, whole, shown(now.proxy()));
        }
        return List.of(
                Deed.of(DRAW, kind, whole, texts.get("where.drawing"), "", log -> draw(now, log))
                        .undoneBy(() -> texts.get("deed.undo"), this::takeBack));
    }

    private String whole(Case now, boolean isNew) {
        return texts.get(
                isNew ? "deed.add" : "deed.change",
                now.proxy().id(),
                now.proxy().host().orElse("") + ":" + now.proxy().port());
    }

    /// As a person would note it down.
    private String shown(Proxy proxy) {
        return texts.get(
                "deed.shown",
                proxy.host().orElse("") + ":" + proxy.port(),
                String.join(", ", proxy.users().stream().map(Object::toString).toList()),
                texts.get("scope." + proxy.scope()));
    }

    private void draw(Case now, Deed.Log log) throws AgentException, InterruptedException {
        Optional<Design> drawn =
                onUi(() -> {
                    Optional<Design> open = drawing.now();
                    open.ifPresent(found -> {
                        Design left = Drawn.with(found, found, found.with(now.proxy()));
                        edit(now, found, left);
                    });
                    return open;
                });
        if (drawn.isEmpty()) {
            throw AgentException.refused(
                    new ApiError(
                            "no-drawing",
                            texts.get("drawing.wanted"),
                            texts.get("drawing.found"),
                            texts.get("drawing.advice")));
        }
        log.say(
                texts.get("where.drawing"),
                texts.get(outcome == Outcome.HAD ? "log.had" : "log.drawn", now.proxy().id()));
    }

    private void edit(Case now, Design found, Design left) {
        if (!left.equals(found)) {
            boolean isNew = found.find(now.proxy().id()).isEmpty();
            drawing.edit(EditName.of(isNew ? "add" : "change", now.proxy().name()), before -> left);
            edit = new Edit(found, left);
            outcome = Outcome.DRAWN;
        } else if (edit == null) {
            outcome = Outcome.HAD;
        }
    }

    /// What was drawn before stays, and what was drawn since.
    private void takeBack(Deed.Log log) throws InterruptedException {
        boolean isOut = onUi(this::takenOut);
        edit = null;
        outcome = isOut ? Outcome.BACK : Outcome.NONE;
        log.say(texts.get("where.drawing"), texts.get(isOut ? "log.undrawn" : "log.kept"));
    }

    private boolean takenOut() {
        Edit done = edit;
        Optional<Design> open = drawing.now();
        if (done == null || open.isEmpty()) {
            return false;
        }
        Design next = Drawn.with(open.get(), done.left(), done.found());
        if (next.equals(open.get())) {
            return false;
        }
        drawing.edit(EditName.of("taken-back", texts.get("proxy")), before -> next);
        return true;
    }

    private <T> T onUi(Supplier<T> work) throws InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        ui.execute(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the drawing was not changed", e.getCause());
        }
    }

    List<Fact> facts(Case now, boolean dry) {
        List<Fact> facts = new ArrayList<>();
        String name = now.proxy().id().text();
        if (now.form().place() == Place.DRAWING) {
            boolean isThere = outcome == Outcome.DRAWN || outcome == Outcome.HAD;
            facts.add(
                    new Fact(
                            name,
                            texts.get(dry ? "fact.nothing" : "fact." + outcome.word),
                            !dry && outcome != Outcome.NONE));
            if (!dry && !isThere) {
                return facts;
            }
        } else if (change.isBack()) {
            facts.add(new Fact(name, texts.get("fact.back"), true));
            facts.addAll(change.facts());
            return facts;
        } else {
            facts.add(new Fact(name, texts.get(dry ? "fact.nothing" : "fact.put"), !dry));
        }
        facts.add(new Fact(texts.get("fact.users"), users(now.proxy()), !dry));
        facts.add(
                new Fact(texts.get("fact.scope"), texts.get("scope." + now.proxy().scope()), !dry));
        if (!dry && now.form().place() == Place.CLUSTER) {
            facts.addAll(change.facts());
        }
        return facts;
    }

    private static String users(Proxy proxy) {
        return String.join(", ", proxy.users().stream().map(Object::toString).toList());
    }
}
