package dev.belay.app.whatif;

import dev.belay.model.whatif.Mending;
import dev.belay.model.whatif.Sweep.Weak;
import java.util.List;
import java.util.Map;

/// How far the search for weak points is.
public sealed interface SweepState {

    /// Nobody asked, or the design is another one by now.
    record None() implements SweepState {}

    /// It goes on.
    ///
    /// @param done predictions that are made
    /// @param total predictions in all
    record Running(int done, int total) implements SweepState {}

    /// All faults were tried.
    ///
    /// @param predictions how many were made
    /// @param singles single faults that were tried
    /// @param weak the worst first
    /// @param mendings what takes one of them away, where something does
    record Done(int predictions, int singles, List<Weak> weak, Map<Weak, Mending> mendings)
            implements SweepState {

        public Done {
            weak = List.copyOf(weak);
            mendings = Map.copyOf(mendings);
        }

        /// Weak points that are one fault.
        public long weakAlone() {
            return weak.stream().filter(Weak::isSingle).count();
        }
    }
}
