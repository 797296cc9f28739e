package dev.belay.app.ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;

/// A short word on a quiet ground: a role, a state, a count.
public final class Chip extends Label {
    /// What the ground says.
    public enum Tone {
        NEUTRAL,
        ACCENT,
        GOOD,
        WARNING,
        BAD,
        PLAN,
        OUTLINE
    }

    public Chip(String text, Tone tone) {
        super(text);
        getStyleClass().add("chip");
        setTone(tone);
        setMinWidth(USE_PREF_SIZE);
    }

    public Chip(ObservableValue<String> text, Tone tone) {
        this("", tone);
        textProperty().bind(text);
    }

    public void setTone(Tone tone) {
        for (Tone other : Tone.values()) {
            getStyleClass().remove(StyleWords.of(other));
        }
        getStyleClass().add(StyleWords.of(tone));
    }
}
