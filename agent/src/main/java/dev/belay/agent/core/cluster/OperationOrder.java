package dev.belay.agent.core.cluster;

import dev.belay.model.config.TimingProfile;
import java.util.List;
import java.util.Objects;

/// A change of an operation: a plan that the cluster carries out, whoever coordinates it.
public sealed interface OperationOrder extends Order {

    /// Begins one. Who orders it has checked the design and made the steps: the log does not read
    /// them.
    ///
    /// @param wanted the design, packed ({@link Packed})
    /// @param confirmMillis how long it may be confirmed; 0: it needs no confirming
    /// @param ifVersion only if the design in force is still this one
    record BeginOperation(
            String wanted, List<Operation.Step> steps, long confirmMillis, long ifVersion)
            implements OperationOrder {

        public BeginOperation {
            steps = List.copyOf(steps);
        }

        @Override
        public String action() {
            return "operation.begun steps=" + steps.size() + " confirm=" + confirmMillis;
        }
    }

    /// Takes the next step, or takes the last one back: in the same entry the design between is in
    /// force and the operation knows of it. Counts in its own term only.
    ///
    /// @param term of the coordinator that orders it
    /// @param from how many steps are in force
    /// @param to how many shall be, one more or one less
    /// @param design that is in force then, packed
    /// @param services ids of its services
    /// @param remotes ids of its remote nodes
    /// @param timing what leases live by then
    record TakeStep(
            long operation,
            long term,
            int from,
            int to,
            String design,
            List<String> services,
            List<String> remotes,
            TimingProfile timing)
            implements OperationOrder {

        public TakeStep {
            services = List.copyOf(services);
            // An order from before there were these has none.
            remotes = List.copyOf(Objects.requireNonNullElse(remotes, List.of()));
        }

        @Override
        public String action() {
            return "operation.step operation=" + operation + " from=" + from + " to=" + to;
        }
    }

    /// What the last step asks of agents has been seen, or is waited for no longer.
    ///
    /// @param unseen on the way back: what was not seen in time; empty: all was
    record SettleStep(long operation, long term, int position, String unseen)
            implements OperationOrder {

        public SettleStep {
            // An entry from before there was this saw all.
            unseen = Objects.requireNonNullElse(unseen, "");
        }

        @Override
        public String action() {
            return "operation.settled operation=" + operation + " position=" + position;
        }

        @Override
        public boolean audited() {
            return false;
        }
    }

    /// Something is not as it was to be.
    record StopOperation(long operation, long term, int position, String why)
            implements OperationOrder {
        @Override
        public String action() {
            return "operation.stopped operation=" + operation + " position=" + position;
        }
    }

    /// Nobody has confirmed it in time.
    record ExpireOperation(long operation, long term) implements OperationOrder {
        @Override
        public String action() {
            return "operation.expired operation=" + operation;
        }
    }

    /// A person wants it to end at the next safe point.
    record CancelOperation(long operation) implements OperationOrder {
        @Override
        public String action() {
            return "operation.cancelled operation=" + operation;
        }
    }

    /// A person wants it to go on.
    record ResumeOperation(long operation) implements OperationOrder {
        @Override
        public String action() {
            return "operation.resumed operation=" + operation;
        }
    }

    /// A person wants all of it taken back.
    record UndoOperation(long operation) implements OperationOrder {
        @Override
        public String action() {
            return "operation.undone operation=" + operation;
        }
    }

    /// A person has seen that all is well.
    record ConfirmOperation(long operation) implements OperationOrder {
        @Override
        public String action() {
            return "operation.confirmed operation=" + operation;
        }
    }
}
