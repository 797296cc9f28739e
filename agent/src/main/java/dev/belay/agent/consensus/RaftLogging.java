package dev.belay.agent.consensus;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Ratis tells every step; an agent's log is for events.
final class RaftLogging {

    // Held here: java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger ALL = Logger.getLogger("org.apache.ratis");

    /// They repeat every few seconds that a peer is down, which is an event of the agent already.
    private static final List<Logger> OF_DOWN_PEERS =
            List.of(
                    Logger.getLogger("org.apache.ratis.grpc.server.GrpcLogAppender"),
                    Logger.getLogger("org.apache.ratis.grpc.server.GrpcServerProtocolService"),
                    Logger.getLogger("org.apache.ratis.server.impl.LeaderElection"));

    private RaftLogging() {}

    static void quiet() {
        if (ALL.getLevel() == null) {
            ALL.setLevel(Level.WARNING);
        }
        for (Logger logger : OF_DOWN_PEERS) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.SEVERE);
            }
        }
    }
}
