package dev.belay.reach.ssh;

/// Looks on while a connection is made; a step that began and did not pass is the one that failed.
public interface ConnectWatch {

    /// Does not look.
    ConnectWatch NONE =
            new ConnectWatch() {
                @Override
                public void began(ConnectStep step, String host) {}

                @Override
                public void passed(ConnectStep step, String host, String evidence) {}
            };

    /// Called on the thread that connects, or on the one that reads from the network.
    void began(ConnectStep step, String host);

    /// Likewise, with what was found.
    void passed(ConnectStep step, String host, String evidence);
}
