package dev.belay.app.shell;

import dev.belay.app.ui.Action;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// Several screens behind one place of the rail, each made when it is first wanted.
///
/// @param <T> names them
final class Tabs<T extends Enum<T>> implements Screen {

    /// What happened, and who asked for it.
    enum Past {
        EVENTS,
        FAILOVERS,
        AUDIT
    }

    /// What runs, and what stops nodes that run it.
    enum Running {
        SERVICES,
        FENCING
    }

    private final Texts texts;
    private final ObjectProperty<T> tab;
    private final Segmented<T> choice;
    private final Map<T, Supplier<Screen>> makers;
    private final Map<T, Screen> made;
    private final List<Action> ways = new ArrayList<>();
    private final BorderPane root = new BorderPane();
    private @Nullable Screen shown;
    private boolean inView;

    /// @param id of the choice of one
    /// @param tab the one in view; other features may choose it
    Tabs(Texts texts, String id, ObjectProperty<T> tab) {
        this.texts = texts;
        this.tab = tab;
        this.choice = new Segmented<>(id, tab);
        this.makers = new EnumMap<>(tab.get().getDeclaringClass());
        this.made = new EnumMap<>(tab.get().getDeclaringClass());
        HBox bar = new HBox(choice);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("tabs", "line-below");
        root.setTop(bar);
    }

    /// One more.
    ///
    /// @param name after `tab-`; its text is under it, with `.tab`
    Tabs<T> add(T one, String name, String icon, Supplier<Screen> maker) {
        ObservableValue<String> title = texts.text(name + ".tab");
        choice.add(one, "tab-" + name, title);
        makers.put(one, maker);
        ways.add(
                Action.of(
                        "tab." + name,
                        icon,
                        texts.text("tab.show", title),
                        null,
                        () -> tab.set(one)));
        return this;
    }

    /// All are there.
    Tabs<T> done() {
        tab.subscribe(now -> show());
        return this;
    }

    private void show() {
        if (shown != null && inView) {
            shown.hidden();
        }
        Screen next = current();
        shown = next;
        root.setCenter(next.root());
        if (inView) {
            next.shown();
        }
    }

    private Screen current() {
        T now = tab.get();
        Screen there = made.get(now);
        if (there != null) {
            return there;
        }
        Supplier<Screen> maker = makers.get(now);
        if (maker == null) {
            throw new IllegalStateException("no screen for " + now);
        }
        Screen screen = maker.get();
        made.put(now, screen);
        return screen;
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
        List<Action> all = new ArrayList<>(current().actions());
        all.addAll(ways);
        return List.copyOf(all);
    }
}
