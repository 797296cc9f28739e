package dev.belay.reach.ssh;

/// Asks the user whether a new host's key is the right one.
@FunctionalInterface
public interface HostKeyQuestion {

    /// May block as long as the user thinks; nothing is connected meanwhile. True writes the key
    /// down.
    boolean accept(HostKeyOffer offer);
}
