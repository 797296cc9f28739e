package dev.belay.agent.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Tells the service supervisor how far the agent is, where there is one (sd_notify(3)).
///
/// The supervisor listens on a unix *datagram* socket, which Java does not have: three calls of the
/// C library, loaded only when the supervisor has left its address.
public final class ServiceNotice implements AutoCloseable {

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int PATH_OFFSET = 2;

    private final @Nullable String address;

    private ServiceNotice(@Nullable String address) {
        this.address = address;
    }

    /// As `NOTIFY_SOCKET` says.
    public static ServiceNotice ofEnvironment() {
        return new ServiceNotice(System.getenv("NOTIFY_SOCKET"));
    }

    static ServiceNotice to(String address) {
        return new ServiceNotice(address);
    }

    public void ready() {
        say("READY=1");
    }

    public void stopping() {
        say("STOPPING=1");
    }

    @Override
    public void close() {
        // Each notice opens and closes a socket of its own.
    }

    private void say(String text) {
        if (address == null || address.isEmpty()) {
            return;
        }
        try {
            send(address, text.getBytes(StandardCharsets.UTF_8));
        } catch (Throwable e) {
            // MethodHandle.invoke declares Throwable; a supervisor that is not told still runs us.
            System.err.println("belay agent: the service supervisor could not be told: " + e);
        }
    }

    private static void send(String address, byte[] text) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle socket =
                call(
                        linker,
                        "socket",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT);
        MethodHandle sendTo =
                call(
                        linker,
                        "sendto",
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT);
        MethodHandle close = call(linker, "close", ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            byte[] path = address.getBytes(StandardCharsets.UTF_8);
            MemorySegment name = arena.allocate(PATH_OFFSET + path.length + 1L);
            name.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, name, ValueLayout.JAVA_BYTE, PATH_OFFSET, path.length);
            boolean isAbstract = address.charAt(0) == '@';
            if (isAbstract) {
                name.set(ValueLayout.JAVA_BYTE, PATH_OFFSET, (byte) 0);
            }
            MemorySegment body = arena.allocate(text.length);
            MemorySegment.copy(text, 0, body, ValueLayout.JAVA_BYTE, 0, text.length);
            int fd = (int) socket.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            int nameLength = PATH_OFFSET + path.length + (isAbstract ? 0 : 1);
            var _ = (int) sendTo.invokeExact(fd, body, (long) text.length, 0, name, nameLength);
            var _ = (int) close.invokeExact(fd);
        }
    }

    @SuppressWarnings(
            "restricted") // the three calls below, with the signatures of their manual pages
    private static MethodHandle call(
            Linker linker, String name, java.lang.foreign.MemoryLayout... parameters) {
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters));
    }
}
