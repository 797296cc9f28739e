package dev.belay.app.topology;

import javafx.css.PseudoClass;

/// Pseudo-classes of this feature's sheet.
final class Pseudo {

    static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");
    static final PseudoClass LEGEND = PseudoClass.getPseudoClass("legend");
    static final PseudoClass PLAIN = PseudoClass.getPseudoClass("plain");

    /// An edge may end here.
    static final PseudoClass LEGAL = PseudoClass.getPseudoClass("legal");

    /// What is in the hand would go here.
    static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");

    /// An edge is being drawn.
    static final PseudoClass LINKING = PseudoClass.getPseudoClass("linking");

    /// It is drawn, and not so in force.
    static final PseudoClass PLANNED = PseudoClass.getPseudoClass("planned");

    private Pseudo() {}
}
