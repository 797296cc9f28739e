package dev.belay.app.shell;

import dev.belay.app.ui.Screen;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// The screens of the rail, each made when it is first wanted.
final class Screens {
    private final Map<Destination, Supplier<Screen>> makers = new EnumMap<>(Destination.class);
    private final Map<Destination, Screen> made = new EnumMap<>(Destination.class);
    private final ReadOnlyStringWrapper running = new ReadOnlyStringWrapper("");

    void add(Destination destination, Supplier<Screen> maker) {
        makers.put(destination, maker);
    }

    /// Whether this version has it; the others are in the rail, disabled, and say so.
    boolean has(Destination destination) {
        return makers.containsKey(destination);
    }

    /// What is half done on any of them; empty when nothing is.
    String middle() {
        return first(Screen::middle);
    }

    /// What goes on on any of them; empty when nothing does.
    ObservableValue<String> running() {
        return running.getReadOnlyProperty();
    }

    private String first(Function<Screen, String> what) {
        return made.values().stream()
                .map(what)
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
    }

    Screen get(Destination destination) {
        Screen there = made.get(destination);
        if (there != null) {
            return there;
        }
        Supplier<Screen> maker = makers.get(destination);
        if (maker == null) {
            throw new IllegalArgumentException("no screen for " + destination);
        }
        Screen screen = maker.get();
        made.put(destination, screen);
        screen.running().subscribe(now -> running.set(first(one -> one.running().getValue())));
        return screen;
    }
}
