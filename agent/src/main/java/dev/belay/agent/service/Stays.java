package dev.belay.agent.service;

import dev.belay.agent.core.lease.HolderInput;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The leases of this node, as far as whoever runs services needs them. No call waits for its
/// outcome.
public interface Stays {

    /// Puts addresses behind the gate, shut, those that are not yet; may be repeated.
    ///
    /// @param outcome empty when they are; otherwise why not
    void guard(List<InetAddress> addresses, Consumer<Optional<String>> outcome);

    /// Opens addresses of a service beside those that its stay has open, if that is still wanted.
    ///
    /// @param outcome empty when they are open; otherwise why not
    void take(
            String service,
            long generation,
            List<InetAddress> addresses,
            Consumer<Optional<String>> outcome);

    /// Shuts addresses of a service; may be repeated.
    ///
    /// @param outcome empty when they are shut; otherwise why not
    void shut(String service, List<InetAddress> addresses, Consumer<Optional<String>> outcome);

    /// A fact for the holder of leases.
    void tell(HolderInput input);

    /// Whether a stay is to begin or to go on here.
    boolean isWanted(String service, long generation);
}
