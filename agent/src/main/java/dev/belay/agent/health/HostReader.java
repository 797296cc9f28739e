package dev.belay.agent.health;

import dev.belay.model.status.Vitals;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the load of host and agent from /proc; not safe for several threads at once.
public final class HostReader implements Closeable {

    /// Clock ticks per second in /proc; fixed at 100 in the kernel's interface (proc(5), USER_HZ).
    private static final double TICKS_PER_SECOND = 100;

    private static final long DISK_EVERY_NANOS = 5_000_000_000L;

    private final ProcFile stat = new ProcFile("/proc/stat", 512);
    private final ProcFile memory = new ProcFile("/proc/meminfo", 2048);
    private final ProcFile load = new ProcFile("/proc/loadavg", 128);
    private final ProcFile network = new ProcFile("/proc/net/dev", 16 * 1024);
    private final ProcFile own = new ProcFile("/proc/self/stat", 1024);
    private final FileStore disk;
    private final Rate cpuBusy = new Rate();
    private final Rate cpuAll = new Rate();
    private final Rate ownTicks = new Rate();
    private final Rate received = new Rate();
    private final Rate sent = new Rate();
    private final long pageBytes;
    private long diskReadNanos;
    private long diskUsed;
    private long diskTotal;

    /// Opens the files of /proc.
    ///
    /// @param folder whose file system is watched
    public HostReader(Path folder) throws IOException {
        disk = Files.getFileStore(folder);
        pageBytes = pageBytes();
        diskReadNanos = System.nanoTime() - DISK_EVERY_NANOS;
        read();
    }

    /// Reads all of it. Rates are NaN for the first second.
    public Vitals read() throws IOException {
        long now = System.nanoTime();
        stat.refresh();
        stat.goBehind("cpu ");
        long user = stat.nextNumber() + stat.nextNumber() + stat.nextNumber();
        long idle = stat.nextNumber() + stat.nextNumber();
        long busy = user + stat.nextNumber() + stat.nextNumber() + stat.nextNumber();
        double busyRate = cpuBusy.perSecond(now, busy);
        double allRate = cpuAll.perSecond(now, busy + idle);

        memory.refresh();
        memory.goBehind("MemTotal:");
        long memoryTotal = memory.nextNumber() * 1024;
        memory.goBehind("MemAvailable:");
        long memoryAvailable = memory.nextNumber() * 1024;

        load.refresh();
        double load1 = load.nextDecimal();

        own.refresh();
        // The command's name may hold blanks and brackets: count from the last bracket.
        own.goBehindLast(')');
        own.skipWords(11);
        long ticks = own.nextNumber() + own.nextNumber();
        own.skipWords(8);
        long residentBytes = own.nextNumber() * pageBytes;

        network.refresh();
        long in = 0;
        long out = 0;
        while (network.goBehind(":")) {
            in += network.nextNumber();
            network.skipWords(7);
            out += network.nextNumber();
        }
        if (now - diskReadNanos >= DISK_EVERY_NANOS) {
            diskReadNanos = now;
            diskTotal = disk.getTotalSpace();
            diskUsed = diskTotal - disk.getUsableSpace();
        }
        return new Vitals(
                allRate > 0 ? 100 * busyRate / allRate : Double.NaN,
                100 * ownTicks.perSecond(now, ticks) / TICKS_PER_SECOND,
                load1,
                memoryTotal - memoryAvailable,
                memoryTotal,
                residentBytes,
                diskUsed,
                diskTotal,
                received.perSecond(now, in),
                sent.perSecond(now, out));
    }

    /// Kernel and architecture in a few words.
    public static String host() {
        return System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + " "
                + System.getProperty("os.arch");
    }

    @Override
    public void close() throws IOException {
        stat.close();
        memory.close();
        load.close();
        network.close();
        own.close();
    }

    /// The size of a page, from two accounts of the same: /proc/self/statm counts pages, `VmSize`
    /// of /proc/self/status kilobytes.
    private static long pageBytes() throws IOException {
        try (var statm = new ProcFile("/proc/self/statm", 128);
                var status = new ProcFile("/proc/self/status", 4096)) {
            statm.refresh();
            status.refresh();
            long pages = statm.nextNumber();
            status.goBehind("VmSize:");
            long bytes = status.nextNumber() * 1024;
            long page = 4096;
            while (pages > 0 && page * pages * 3 / 2 < bytes) {
                page *= 2;
            }
            return page;
        }
    }
}
