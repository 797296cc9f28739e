package dev.belay.app.shell;

import dev.belay.app.ui.Screen;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The screens of the rail, each made when it is first wanted.
final class Screens {
    private final Map<Destination, Supplier<Screen>> makers = new EnumMap<>(Destination.class);
    private final Map<Destination, Screen> made = new EnumMap<>(Destination.class);
    private final ReadOnlyStringWrapper running = new ReadOnlyStringWrapper("");

    private @Nullable Supplier<Screen> planMaker;
    private @Nullable Screen plan;
    private Runnable planOpener = () -> {};
    private @Nullable BundlePlace bundles;
    private ObservableValue<Number> planned = new ReadOnlyIntegerWrapper(0);

    /// The plan, which is shown in the place of the topology.
    ///
    /// @param steps how many it has
    void addPlan(ObservableValue<Number> steps, Supplier<Screen> maker) {
        planned = steps;
        planMaker = maker;
    }

    /// Bundles, which are shown in the place of the topology, too.
    void addBundles(BundlePlace place) {
        bundles = place;
    }

    BundlePlace bundles() {
        return Objects.requireNonNull(bundles, "no bundles");
    }

    /// How many steps the plan has.
    ObservableValue<Number> planned() {
        return planned;
    }

    /// @param window brings the plan into view
    void opensPlan(Runnable window) {
        planOpener = window;
    }

    /// Brings the plan into view.
    void showPlan() {
        planOpener.run();
    }

    Screen plan() {
        Screen there = plan;
        if (there == null) {
            there = Objects.requireNonNull(planMaker, "no plan").get();
            plan = there;
            listen(there);
        }
        return there;
    }

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
        return Stream.of(
                        made.values().stream(),
                        Stream.ofNullable(plan),
                        Stream.ofNullable(bundles).flatMap(one -> one.made().stream()))
                .flatMap(Function.identity())
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
        listen(screen);
        return screen;
    }

    private void listen(Screen screen) {
        screen.running().subscribe(now -> running.set(first(one -> one.running().getValue())));
    }
}
