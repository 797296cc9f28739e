package dev.belay.app.topology;

import javafx.css.PseudoClass;

/// Pseudo-classes of this feature's sheet.
final class Pseudo {

    static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
    static final PseudoClass LEGEND = PseudoClass.getPseudoClass("legend");
    static final PseudoClass PLAIN = PseudoClass.getPseudoClass("plain");

    private Pseudo() {}
}
