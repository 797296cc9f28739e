package dev.belay.agent.service;

import dev.belay.agent.core.lease.HolderInput;
import dev.belay.agent.lease.LeaseLoop;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The stays of a lease loop. The loop needs whoever starts services before it runs, so it comes
/// here afterwards: calls wait until then.
public final class LeaseStays implements Stays {

    private final CompletableFuture<LeaseLoop> loop = new CompletableFuture<>();

    /// The loop that these are the stays of; to be called once.
    public void bind(LeaseLoop loop) {
        if (!this.loop.complete(loop)) {
            throw new IllegalStateException("the stays have their loop already");
        }
    }

    @Override
    public void guard(List<InetAddress> addresses, Consumer<Optional<String>> outcome) {
        loop.join().guard(addresses, outcome);
    }

    @Override
    public void take(
            String service,
            long generation,
            List<InetAddress> addresses,
            Consumer<Optional<String>> outcome) {
        loop.join().take(service, generation, addresses, outcome);
    }

    @Override
    public void shut(
            String service, List<InetAddress> addresses, Consumer<Optional<String>> outcome) {
        loop.join().shut(service, addresses, outcome);
    }

    @Override
    public void tell(HolderInput input) {
        loop.join().tell(input);
    }

    @Override
    public boolean isWanted(String service, long generation) {
        return loop.join().holder().isWanted(service, generation);
    }
}
