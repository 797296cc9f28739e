package dev.belay.app.editor;

import dev.belay.app.ui.Labels;
import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.status.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Says below each field of a form what the checks have against it.
final class FieldProblems {

    private static final String STYLE = "field-problem";

    private final Parent form;

    FieldProblems(Parent form) {
        this.form = form;
    }

    /// The control of a field.
    ///
    /// @param pointer in what the form shows, such as `/resources/0/name`
    /// @return of the nearest around it that has one; empty where none has
    Optional<Node> control(String pointer) {
        String id = "field-" + pointer.replaceFirst("^/", "").replace('/', '-');
        for (String at = id; at.contains("-"); at = at.substring(0, at.lastIndexOf('-'))) {
            Node found = form.lookup("#" + at);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /// Shows these instead of those that were shown before; what is of no field is passed over.
    ///
    /// @param pointers where in the form a place is; empty for one that it does not show
    void show(List<Problem> problems, Function<Place, Optional<String>> pointers, Locale locale) {
        for (Node old : new ArrayList<>(form.lookupAll("." + STYLE))) {
            if (old.getParent() instanceof VBox row) {
                row.getChildren().remove(old);
            }
        }
        for (Problem problem : problems) {
            pointers.apply(problem.place())
                    .filter(Predicate.not(String::isEmpty))
                    .flatMap(this::control)
                    .ifPresent(field -> show(problem, field, locale));
        }
    }

    private void show(Problem problem, Node field, Locale locale) {
        Node part = field;
        while (part.getParent() != null && !(part.getParent() instanceof VBox)) {
            part = part.getParent();
        }
        if (part.getParent() instanceof VBox row) {
            Label label =
                    Labels.prose(
                            problem.sentence(locale) + " " + problem.advice(locale),
                            STYLE,
                            "type-small",
                            problem.severity() == Severity.ERROR ? "bad-text" : "warning-text");
            row.getChildren().add(row.getChildren().indexOf(part) + 1, label);
        }
    }
}
