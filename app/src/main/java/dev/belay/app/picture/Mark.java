package dev.belay.app.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a picture is made of.
sealed interface Mark {

    /// Marks in a plane of their own.
    ///
    /// @param matrix from that plane into the one around it
    /// @param opacity of all of them, 0–1
    /// @param clip what is outside of it is not seen; in their own plane
    record Group(Matrix matrix, double opacity, @Nullable Contour clip, List<Mark> marks)
            implements Mark {

        public Group {
            marks = List.copyOf(marks);
        }
    }

    /// A filled area.
    record Area(Contour contour, Ink ink) implements Mark {}

    /// A drawn line.
    record Stroke(Contour contour, Pen pen) implements Mark {}

    /// One line of text.
    ///
    /// @param face that it was set in; letters that it lacks come from another one
    /// @param x where it begins
    /// @param baseline what it stands on
    /// @param width that it took on screen
    record Words(
            String text,
            Typeface face,
            double size,
            double x,
            double baseline,
            double width,
            Ink ink)
            implements Mark {}
}
