package dev.belay.app.lab;

import dev.belay.api.LabDescription;
import java.util.function.Consumer;

/// A real cluster of a few agents on this computer.
public interface Lab {
    /// A lab that is up.
    ///
    /// @param description what is needed to connect to it
    /// @param ours whether it was started here, and is to be stopped from here
    record Running(LabDescription description, boolean ours) {}

    /// Starts one, or joins the one that is already up. Blocks until it is up; an interrupt stops
    /// the start.
    ///
    /// @param progress told one short sentence for each step, on any thread
    Running up(Consumer<String> progress) throws LabException, InterruptedException;

    /// Stops what was started here; nothing of it is left. Blocks; may be repeated.
    void down() throws LabException, InterruptedException;
}
