package dev.belay.agent.lease;

import dev.belay.agent.host.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Calls of the C library that leases need: timers, sockets of the kernel, devices. Each is named
/// as its manual page. A call that fails answers with the negative error number.
final class NativeCalls {

    static final int CLOCK_BOOTTIME = 7;
    static final int AF_NETLINK = 16;
    static final int SOCK_RAW_CLOEXEC = 3 | 02000000;

    private static final int TIMER_ABSTIME = 1;
    private static final int SIGEV_SIGNAL = 0;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final long NANOS = 1_000_000_000L;

    private static final MemoryLayout INT = ValueLayout.JAVA_INT;
    private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private static final MethodHandle CLOCK = CLibrary.call("clock_gettime", INT, INT, POINTER);
    private static final MethodHandle TIMER_CREATE =
            CLibrary.call("timer_create", INT, INT, POINTER, POINTER);
    private static final MethodHandle TIMER_SET =
            CLibrary.call("timer_settime", INT, POINTER, INT, POINTER, POINTER);
    private static final MethodHandle TIMER_DELETE = CLibrary.call("timer_delete", INT, POINTER);
    private static final MethodHandle SOCKET = CLibrary.call("socket", INT, INT, INT, INT);
    private static final MethodHandle BIND = CLibrary.call("bind", INT, INT, POINTER, INT);
    private static final MethodHandle OPTION =
            CLibrary.call("setsockopt", INT, INT, INT, INT, POINTER, INT);
    private static final MethodHandle SEND = CLibrary.call("send", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle RECEIVE =
            CLibrary.call("recv", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle CLOSE = CLibrary.call("close", INT, INT);
    private static final MethodHandle WRITE = CLibrary.call("write", LONG, INT, POINTER, LONG);
    private static final MethodHandle IOCTL =
            CLibrary.variadic("ioctl", INT, 2, INT, LONG, POINTER);

    private NativeCalls() {}

    private interface Body {
        long run(Arena arena, MemorySegment errno) throws Throwable;
    }

    /// Nanoseconds of a clock.
    static long clock(int clock) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(16, 8);
            int result = (int) CLOCK.invokeExact(arena.allocate(4, 4), clock, time);
            if (result != 0) {
                throw new IllegalStateException("clock " + clock);
            }
            return time.get(ValueLayout.JAVA_LONG, 0) * NANOS + time.get(ValueLayout.JAVA_LONG, 8);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime", e);
        }
    }

    /// A timer that sends this process a signal.
    ///
    /// @return the timer's handle, never negative; or the negative error number
    static long createTimer(int clock, int signal) {
        return result((arena, errno) -> {
            MemorySegment event = arena.allocate(64, 8);
            event.set(ValueLayout.JAVA_INT, 8, signal);
            event.set(ValueLayout.JAVA_INT, 12, SIGEV_SIGNAL);
            MemorySegment timer = arena.allocate(8, 8);
            int done = (int) TIMER_CREATE.invokeExact(errno, clock, event, timer);
            return done < 0 ? done : timer.get(ValueLayout.JAVA_LONG, 0);
        });
    }

    /// Has a timer fire at an absolute time of its clock; 0 disarms it.
    static long setTimer(long timer, long atNanos) {
        return result((arena, errno) -> {
            MemorySegment value = arena.allocate(32, 8);
            value.set(ValueLayout.JAVA_LONG, 16, atNanos / NANOS);
            value.set(ValueLayout.JAVA_LONG, 24, atNanos % NANOS);
            return (int)
                    TIMER_SET.invokeExact(
                            errno,
                            MemorySegment.ofAddress(timer),
                            TIMER_ABSTIME,
                            value,
                            MemorySegment.NULL);
        });
    }

    static long deleteTimer(long timer) {
        return result((_, errno) ->
                (int) TIMER_DELETE.invokeExact(errno, MemorySegment.ofAddress(timer)));
    }

    static long socket(int family, int type, int protocol) {
        return result((_, errno) -> (int) SOCKET.invokeExact(errno, family, type, protocol));
    }

    static long bind(int socket, byte[] address) {
        return result((arena, errno) ->
                (int)
                        BIND.invokeExact(
                                errno,
                                socket,
                                arena.allocateFrom(ValueLayout.JAVA_BYTE, address),
                                address.length));
    }

    /// How long a receive waits.
    static long receiveWithin(int socket, long millis) {
        return result((arena, errno) -> {
            MemorySegment time = arena.allocate(16, 8);
            time.set(ValueLayout.JAVA_LONG, 0, millis / 1000);
            time.set(ValueLayout.JAVA_LONG, 8, millis % 1000 * 1000);
            return (int) OPTION.invokeExact(errno, socket, SOL_SOCKET, SO_RCVTIMEO, time, 16);
        });
    }

    static long send(int socket, byte[] bytes) {
        return result((arena, errno) ->
                (long)
                        SEND.invokeExact(
                                errno,
                                socket,
                                arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes),
                                (long) bytes.length,
                                0));
    }

    /// Fills an array.
    ///
    /// @return how many bytes came
    static long receive(int socket, byte[] bytes) {
        return result((arena, errno) -> {
            MemorySegment buffer = arena.allocate(bytes.length);
            long size = (long) RECEIVE.invokeExact(errno, socket, buffer, (long) bytes.length, 0);
            if (size > 0) {
                MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, (int) size);
            }
            return size;
        });
    }

    static long close(int descriptor) {
        return result((_, errno) -> (int) CLOSE.invokeExact(errno, descriptor));
    }

    /// Writes one byte where the descriptor stands.
    static long write(int descriptor, byte one) {
        return result((arena, errno) ->
                (long)
                        WRITE.invokeExact(
                                errno,
                                descriptor,
                                arena.allocateFrom(ValueLayout.JAVA_BYTE, one),
                                1L));
    }

    /// A request to a device that takes a number and gives one.
    static long control(int descriptor, long request, int value) {
        return result((arena, errno) -> {
            MemorySegment number = arena.allocateFrom(ValueLayout.JAVA_INT, value);
            int done = (int) IOCTL.invokeExact(errno, descriptor, request, number);
            return done < 0 ? done : number.get(ValueLayout.JAVA_INT, 0);
        });
    }

    private static long result(Body body) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(4, 4);
            long result = body.run(arena, errno);
            return result < 0 ? -errno.get(ValueLayout.JAVA_INT, 0) : result;
        } catch (Throwable e) {
            // A call with a right signature throws nothing.
            throw new IllegalStateException("a call of the C library", e);
        }
    }
}
