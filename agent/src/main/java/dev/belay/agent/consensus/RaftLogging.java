package dev.belay.agent.consensus;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Ratis tells every step; an agent's log is for events.
final class RaftLogging {

    // Held here: java.util.logging forgets the level of a logger that nobody refers to.
    private static final List<Logger> LOGGERS = List.of(Logger.getLogger("org.apache.ratis"));

    private RaftLogging() {}

    static void quiet() {
        for (Logger logger : LOGGERS) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.WARNING);
            }
        }
    }
}
