package dev.belay.app.design;

import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The design that is open in the window, as wizards know it. Confined to the UI thread.
public interface Drawing {

    /// As it is drawn now, saved or not; empty while none is open.
    Optional<Design> now();

    /// Does one thing to it that one Undo takes back; nothing while none is open.
    void edit(EditName name, UnaryOperator<Design> change);

    /// Where no design can be open.
    static Drawing none() {
        return new Drawing() {
            @Override
            public Optional<Design> now() {
                return Optional.empty();
            }

            @Override
            public void edit(EditName name, UnaryOperator<Design> change) {
                // There is none.
            }
        };
    }
}
