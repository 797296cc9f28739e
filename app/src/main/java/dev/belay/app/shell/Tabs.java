package dev.belay.app.shell;

import dev.belay.app.ui.Action;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// What happened, and who asked for it: events, failovers and the audit log behind one place of the
/// rail.
final class EventsAndAudit implements Screen {

    /// One of both.
    enum Tab {
        EVENTS,
        FAILOVERS,
        AUDIT
    }

    private final Screen events;
    private final Supplier<Screen> auditMaker;
    private final BorderPane root = new BorderPane();
    private final ObjectProperty<Tab> tab;
    private final Supplier<Screen> failoversMaker;
    private @Nullable Screen failovers;
    private @Nullable Screen audit;
    private @Nullable Screen shown;
    private boolean inView;

    /// @param tab the one in view; other features may choose it
    EventsAndAudit(
            Texts texts,
            ObjectProperty<Tab> tab,
            Screen events,
            Supplier<Screen> failoversMaker,
            Supplier<Screen> auditMaker) {
        this.tab = tab;
        this.failoversMaker = failoversMaker;
        this.events = events;
        this.auditMaker = auditMaker;
        Segmented<Tab> choice =
                new Segmented<>("events-or-audit", tab)
                        .add(Tab.EVENTS, "tab-events", texts.text("events.tab"))
                        .add(Tab.FAILOVERS, "tab-failovers", texts.text("failovers.tab"))
                        .add(Tab.AUDIT, "tab-audit", texts.text("audit.tab"));
        HBox bar = new HBox(choice);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("tabs", "line-below");
        root.setTop(bar);
        tab.subscribe(now -> show());
    }

    private void show() {
        if (shown != null && inView) {
            shown.hidden();
        }
        Screen next =
                switch (tab.get()) {
                    case EVENTS -> events;
                    case FAILOVERS -> failovers();
                    case AUDIT -> audit();
                };
        shown = next;
        root.setCenter(next.root());
        if (inView) {
            next.shown();
        }
    }

    private Screen failovers() {
        Screen there = failovers;
        if (there == null) {
            there = failoversMaker.get();
            failovers = there;
        }
        return there;
    }

    private Screen audit() {
        Screen there = audit;
        if (there == null) {
            there = auditMaker.get();
            audit = there;
        }
        return there;
    }

    private Screen current() {
        return shown == null ? events : shown;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown() {
        inView = true;
        current().shown();
    }

    @Override
    public void hidden() {
        inView = false;
        current().hidden();
    }

    @Override
    public boolean settled() {
        return current().settled();
    }

    @Override
    public List<Action> actions() {
        return current().actions();
    }
}
