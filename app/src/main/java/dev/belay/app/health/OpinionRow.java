package dev.belay.app.health;

import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The cells of one observer.
final class OpinionRow {

    private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");

    private final Texts texts;
    private final Ui ui;
    private final Cell observer = new Cell(false);
    private final Cell coordinator = new Cell(false);
    private final Cell term = new Cell(false);
    private final Cell role = new Cell(true);
    private final List<Cell> sights = new ArrayList<>();
    private final Cell clock = new Cell(false);
    private final Cell said = new Cell(false);
    private final AgeBadge age;

    OpinionRow(Ui ui, Texts texts, List<Member> members) {
        this.ui = ui;
        this.texts = texts;
        this.age = new AgeBadge(ui);
        members.forEach(member -> sights.add(new Cell(true)));
        observer.text.getStyleClass().add("w600");
        said.box.getChildren().setAll(age);
    }

    /// All cells from left to right.
    List<Region> cells() {
        List<Region> cells = new ArrayList<>();
        cells.add(observer.box);
        cells.add(coordinator.box);
        cells.add(term.box);
        cells.add(role.box);
        sights.forEach(cell -> cells.add(cell.box));
        cells.add(clock.box);
        cells.add(said.box);
        return cells;
    }

    void show(OpinionMatrix.Row row, Map<String, String> names) {
        String own = row.member().id();
        observer.box.setId("health-opinion-" + own);
        Said word = row.said();
        observer.show(row.member().name(), null, false, false);
        if (word == null) {
            showNothing(row.member().name());
            return;
        }
        observer.text.setText(
                word.isDirect()
                        ? row.member().name()
                        : texts.get("opinions.via", row.member().name(), name(names, word.via())));
        boolean stale = word.isStale();
        String named = word.opinion().coordinator();
        coordinator.show(coordinatorText(own, named, names), null, row.coordinatorDiffers(), stale);
        term.show(Long.toString(word.opinion().term()), null, row.termDiffers(), stale);
        NodeState ownState = word.sees().getOrDefault(own, NodeState.UNKNOWN);
        role.show(roleText(row.member(), word), stale ? NodeState.UNKNOWN : ownState, false, stale);
        List<String> ids = names.keySet().stream().sorted().toList();
        for (int index = 0; index < sights.size(); index++) {
            String subject = ids.get(index);
            showSight(sights.get(index), row, word, subject);
        }
        clock.show(clockText(row.clockMillis()), null, false, stale || row.clockMillis() == null);
        String via = word.isDirect() ? null : name(names, word.via());
        age.show(row.member().name(), via, word.ageMillis());
    }

    private void showNothing(String name) {
        String unknown = texts.get("opinions.unknown");
        coordinator.show(unknown, null, false, true);
        term.show("–", null, false, true);
        role.show(unknown, NodeState.UNKNOWN, false, true);
        sights.forEach(cell -> cell.show(unknown, NodeState.UNKNOWN, false, true));
        clock.show("–", null, false, true);
        age.show(name, null, -1);
    }

    private void showSight(Cell cell, OpinionMatrix.Row row, Said word, String subject) {
        NodeState state = word.sees().get(subject);
        boolean unknown = word.isStale() || state == null;
        String text;
        if (state == null) {
            text = texts.get("opinions.unknown");
        } else if (subject.equals(word.node())) {
            text = texts.get("opinions.itself");
        } else {
            text = StateGlyph.word(ui, state).toLowerCase(ui.language().locale());
        }
        boolean differs = row.sightsDiffer().contains(subject);
        cell.show(text, unknown || state == null ? NodeState.UNKNOWN : state, differs, unknown);
    }

    private String coordinatorText(String own, @Nullable String named, Map<String, String> names) {
        if (named == null) {
            return texts.get("opinions.none");
        }
        return named.equals(own)
                ? texts.get("opinions.isItself", name(names, named))
                : name(names, named);
    }

    private String roleText(Member member, Said word) {
        if (member.role() == MemberRole.WITNESS) {
            return texts.get("role.witness");
        }
        return texts.get("role." + word.opinion().ownRole().name().toLowerCase(Locale.ROOT));
    }

    private static String clockText(@Nullable Double millis) {
        if (millis == null) {
            return "–";
        }
        long rounded = Math.round(millis);
        if (rounded == 0) {
            return "0 ms";
        }
        return (rounded > 0 ? "+" : "−") + Math.abs(rounded) + " ms";
    }

    private static String name(Map<String, String> names, String id) {
        return names.getOrDefault(id, id);
    }

    /// A glyph where there is a state, and a word.
    private final class Cell {
        private final HBox box = new HBox();
        private final Label text = new Label();
        private final StateGlyph glyph = new StateGlyph(NodeState.UNKNOWN, 13);
        private final Tooltip tooltip = new Tooltip();

        Cell(boolean hasGlyph) {
            box.getStyleClass().add("opinion-cell");
            box.setAlignment(Pos.CENTER_LEFT);
            box.setMaxWidth(Double.MAX_VALUE);
            text.getStyleClass().add("type-small");
            if (hasGlyph) {
                box.getChildren().add(glyph);
            }
            box.getChildren().add(text);
        }

        void show(String words, @Nullable NodeState state, boolean differs, boolean unknown) {
            text.setText(words);
            if (state != null) {
                glyph.setState(state);
            }
            box.pseudoClassStateChanged(DIFFERS, differs);
            box.pseudoClassStateChanged(UNKNOWN, unknown);
            String spoken = differs ? texts.get("opinions.cell.differs", words) : words;
            text.setAccessibleText(spoken);
            if (differs) {
                tooltip.setText(spoken);
                text.setTooltip(tooltip);
            } else {
                text.setTooltip(null);
            }
        }
    }
}
