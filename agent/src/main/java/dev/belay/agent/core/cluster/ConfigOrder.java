package dev.belay.agent.core.cluster;

/// A change of the configuration that the admin owns.
public sealed interface ConfigOrder extends Order {

    /// The cluster forgets a set; files on the nodes stay.
    record Forget(String set) implements ConfigOrder {
        @Override
        public String action() {
            return "config.forgotten set=" + set;
        }
    }
}
