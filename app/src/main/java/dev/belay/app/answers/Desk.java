package dev.belay.app.answers;

import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.Drawing;
import dev.belay.app.ui.Saver;

/// What wizards about a cloud work on beside the cluster.
///
/// @param drawing that is open in the window
/// @param answers of AWS that the window has
/// @param places where further ones can be
/// @param saver for what is to be run at AWS
public record Desk(Drawing drawing, CloudAnswers answers, AnswerPlaces places, Saver saver) {}
