package dev.belay.agent.lease;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import java.nio.file.Path;

/// A watchdog of the kernel, as linux/watchdog.h has it: once open, it resets the host when nobody
/// has written to it for a while.
final class WatchdogDevice implements Watchdog.Device {

    /// `_IOWR('W', 6, int)`: takes the time wanted, and gives the time taken.
    private static final long SET_TIMEOUT = 0xC0045706L;

    /// `_IOR('W', 7, int)`.
    private static final long GET_TIMEOUT = 0x80045707L;

    private static final int NO_WAITING = 04000;
    private static final int ENOTTY = 25;
    private static final int EOPNOTSUPP = 95;

    /// Signs of life come once a second, and now and then one is late.
    private static final int LEAST = 3;

    private static final byte PET = 0;

    /// Written last, it says that the silence to come is meant.
    private static final byte LEAVE = 'V';

    private final int descriptor;
    private final int seconds;

    private WatchdogDevice(int descriptor, int seconds) {
        this.descriptor = descriptor;
        this.seconds = seconds;
    }

    /// Opens one. From now on the host is reset when it is not written to. One whose time is fixed
    /// keeps its own.
    ///
    /// @param wanted seconds of silence; a device may take others
    static WatchdogDevice open(Path path, int wanted) throws LeaseException {
        int descriptor;
        try {
            descriptor = Posix.open(path.toString(), Posix.O_WRONLY | NO_WAITING, 0);
        } catch (PosixException e) {
            throw new LeaseException(
                    "wanted the watchdog '%s' of the configuration: %s; load its module, end who else has it open, or take the field 'watchdog' out"
                            .formatted(path, e.getMessage()),
                    e);
        }
        long taken = NativeCalls.control(descriptor, SET_TIMEOUT, wanted);
        if (taken == -EOPNOTSUPP) {
            taken = NativeCalls.control(descriptor, GET_TIMEOUT, 0);
        }
        if (taken < LEAST) {
            if (taken != -ENOTTY) {
                // A watchdog counts by now. Anything else must not be written to.
                NativeCalls.write(descriptor, LEAVE);
            }
            NativeCalls.close(descriptor);
            throw new LeaseException(
                    taken == -ENOTTY
                            ? "wanted a watchdog at '%s' of the configuration, found something else: name a watchdog's device"
                                    .formatted(path)
                            : "wanted a watchdog that resets the host after %d s at '%s', it answered %d: take another 'watchdogSeconds', at least %d"
                                    .formatted(wanted, path, taken, LEAST));
        }
        return new WatchdogDevice(descriptor, (int) taken);
    }

    @Override
    public int seconds() {
        return seconds;
    }

    @Override
    public void pet() throws LeaseException {
        write(PET);
    }

    @Override
    public void leave() throws LeaseException {
        write(LEAVE);
    }

    private void write(byte one) throws LeaseException {
        long written = NativeCalls.write(descriptor, one);
        if (written != 1) {
            throw new LeaseException("the watchdog took no sign of life: error " + -written);
        }
    }

    @Override
    public void close() {
        NativeCalls.close(descriptor);
    }
}
