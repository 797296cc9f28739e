package dev.belay.app.wizard;

import dev.belay.reach.AgentException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One step that changes something, or that looks whether a change took effect.
///
/// @param id stable, unique in its wizard; names it in a draft
/// @param kind which sign it gets
/// @param sentence what it does, in the language of now
/// @param where which host or part does it
/// @param nodes names of the nodes that it concerns
/// @param command exactly what is run, written or asked; never a secret
/// @param undoing how it is taken back, in the language of now; empty when it cannot be
/// @param act does it
/// @param undo takes it back; null when it cannot be
/// @param readBack looks whether it was done, after an answer that never came; null when nobody can
/// @param halt tells the cluster to stop at its next safe point, for a step that the cluster takes
///   by itself: it goes on when the wizard is left, and may be in force although it failed; null
///   for a step that the wizard takes
public record Deed(
        String id,
        Kind kind,
        Supplier<String> sentence,
        String where,
        List<String> nodes,
        String command,
        Supplier<String> undoing,
        Act act,
        @Nullable Act undo,
        @Nullable ReadBack readBack,
        @Nullable Halt halt) {

    public Deed {
        nodes = List.copyOf(nodes);
    }

    /// What a step is.
    public enum Kind {
        ADD,
        CHANGE,
        REMOVE,
        START,
        CHECK
    }

    /// Takes down what happens, for people; never a secret.
    @FunctionalInterface
    public interface Log {
        void say(String node, String text);
    }

    /// Does something; blocks.
    @FunctionalInterface
    public interface Act {
        /// Does it.
        ///
        /// @throws Stopped when it was stopped at a safe point before it did anything
        void run(Log log) throws AgentException, InterruptedException, Stopped;
    }

    /// Tells the cluster to stop at its next safe point.
    public interface Halt {
        /// The step is about to begin: a halt that was wanted before is over. Does not block.
        void ready();

        /// Tells it; blocks. May come before the step has done anything.
        void order(Log log) throws AgentException;
    }

    /// A step was not taken because somebody stopped what it belongs to.
    public static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Looks whether something was done; blocks.
    @FunctionalInterface
    public interface ReadBack {
        boolean isDone() throws AgentException, InterruptedException;
    }

    public Deed undoneBy(Supplier<String> how, Act back) {
        return new Deed(id, kind, sentence, where, nodes, command, how, act, back, readBack, halt);
    }

    public Deed readBackBy(ReadBack look) {
        return new Deed(id, kind, sentence, where, nodes, command, undoing, act, undo, look, halt);
    }

    public Deed haltedBy(Halt halt) {
        return new Deed(
                id, kind, sentence, where, nodes, command, undoing, act, undo, readBack, halt);
    }

    /// Whether the cluster takes it by itself.
    public boolean isOfCluster() {
        return halt != null;
    }

    /// A step that cannot be taken back.
    public static Deed of(
            String id,
            Kind kind,
            Supplier<String> sentence,
            String where,
            String command,
            Act act) {
        return new Deed(
                id,
                kind,
                sentence,
                where,
                List.of(where),
                command,
                () -> "",
                act,
                null,
                null,
                null);
    }
}
