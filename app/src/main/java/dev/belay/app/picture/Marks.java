package dev.belay.app.picture;

import java.util.ArrayList;
import java.util.List;

/// A whole picture: what a scene showed, without the scene.
///
/// @param title for those who list files
/// @param language code of the language that it is in
/// @param width in pixels of the screen at 100 %
/// @param height in pixels of the screen at 100 %
/// @param marks from the bottom to the top
record Marks(String title, String language, double width, double height, List<Mark> marks) {

    Marks {
        marks = List.copyOf(marks);
    }

    /// Every text on it but the letters that are icons, in the order of drawing.
    List<String> texts() {
        var texts = new ArrayList<String>();
        collect(marks, texts);
        return List.copyOf(texts);
    }

    private static void collect(List<Mark> marks, List<String> texts) {
        for (var mark : marks) {
            switch (mark) {
                case Mark.Group group -> collect(group.marks(), texts);
                case Mark.Words words -> {
                    if (words.face() != Typeface.ICONS) {
                        texts.add(words.text());
                    }
                }
                case Mark.Area area -> {}
                case Mark.Stroke stroke -> {}
            }
        }
    }
}
