package dev.belay.agent.host;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/// Functions of the C library as handles. Their first parameter is memory of four bytes that gets
/// the error number; the others are those of the manual page.
public final class CLibrary {

    private static final Linker LINKER = Linker.nativeLinker();

    private CLibrary() {}

    /// A function with a fixed number of parameters.
    public static MethodHandle call(String name, MemoryLayout result, MemoryLayout... parameters) {
        return handle(name, result, parameters, Linker.Option.captureCallState("errno"));
    }

    /// A function whose parameters may go on after the first ones.
    ///
    /// @param fixed how many there always are
    public static MethodHandle variadic(
            String name, MemoryLayout result, int fixed, MemoryLayout... parameters) {
        return handle(
                name,
                result,
                parameters,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    @SuppressWarnings("restricted") // with the signatures of the manual pages
    private static MethodHandle handle(
            String name, MemoryLayout result, MemoryLayout[] parameters, Linker.Option... options) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, parameters),
                options);
    }
}
