package dev.belay.agent.cloud;

/// Something of a cloud that is at one network interface at a time. Every call blocks for some
/// seconds at most, may be repeated, and is broken off by an interrupt.
interface Held {

    /// What it is, for people: `the Elastic IP 'eipalloc-…'`.
    String name();

    /// Whether it is at a network interface, as the design wants it.
    CloudAnswer<Sight> look(String networkInterface);

    /// Moves it there, wherever it is.
    CloudAnswer<String> take(String networkInterface);

    /// Whether a stop takes it off.
    boolean isReleasedOnStop();

    /// Takes it off if it is there; at another node it stays.
    ///
    /// @return what was done, for people
    CloudAnswer<String> release(String networkInterface);
}
