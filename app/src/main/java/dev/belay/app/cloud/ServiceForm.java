package dev.belay.app.cloud;

import dev.belay.app.design.Drawn;
import dev.belay.app.design.InForce;
import dev.belay.model.design.Design;
import dev.belay.model.value.ThingId;
import java.util.Map;

/// The form of a wizard that gives a service something: what it is offered of a design, and what it
/// makes of one. Written on the UI thread, read by checks and steps on their own.
public interface ServiceForm {
    /// What is drawn, from which everything is offered; {@link InForce#NOTHING} before any was.
    Design source();

    /// Offers what is in another one.
    void offer(Design design);

    /// Takes the first that is drawn of what the wizard gives, or begins a new one.
    void begin();

    /// Only while nothing is wrong.
    ThingId service();

    /// A drawing with it. Only while nothing is wrong.
    Design on(Design drawing);

    /// The design in force with it. Only while nothing is wrong.
    ///
    /// @param drawing that belongs to the cluster, of which only what it refers to is brought; the
    ///   design in force where none does
    Design in(Design inForce, Design drawing);

    /// The design in force with it; of the drawing only what belongs to that.
    default Design in(Design inForce) {
        Design source = source();
        return in(inForce, Drawn.belongs(source, inForce) ? source : inForce);
    }

    /// For a draft; answers of AWS are not in it.
    Map<String, String> fields();
}
