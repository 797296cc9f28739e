package dev.belay.agent.service;

import dev.belay.agent.lease.Guardian;
import java.io.IOException;
import java.nio.file.Path;

/// What ends what a service has when the agent cannot any more. A call fails when it is gone; then
/// nothing may be started.
public interface LastResort {

    /// An address to take off a device.
    ///
    /// @param address with the length of its prefix, as `10.0.0.9/24`
    void watchAddress(String address, String device) throws IOException;

    /// A control group to kill.
    void watchGroup(Path folder) throws IOException;

    /// An address or a group that has ended.
    void forget(String watched) throws IOException;

    /// The guardian of this agent.
    static LastResort of(Guardian guardian) {
        return new LastResort() {
            @Override
            public void watchAddress(String address, String device) throws IOException {
                guardian.watchAddress(address, device);
            }

            @Override
            public void watchGroup(Path folder) throws IOException {
                guardian.watchGroup(folder);
            }

            @Override
            public void forget(String watched) throws IOException {
                guardian.forget(watched);
            }
        };
    }
}
