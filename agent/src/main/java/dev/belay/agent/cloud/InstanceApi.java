package dev.belay.agent.cloud;

import java.util.List;

/// Instances of a cloud, as far as their power goes. Every call blocks for some seconds at most,
/// may be repeated, and is broken off by an interrupt.
public interface InstanceApi {

    /// What an instance is in the middle of.
    ///
    /// Source: "Amazon EC2 instance state changes", Amazon EC2 user guide.
    enum State {
        PENDING,
        RUNNING,
        STOPPING,
        STOPPED,
        SHUTTING_DOWN,
        TERMINATED,
        /// One that is not known here.
        OTHER
    }

    /// An instance.
    ///
    /// @param id `i-…`
    /// @param isStoppable false where its root device is an instance store: it can only be ended
    record Instance(String id, State state, boolean isStoppable) {

        /// Whether nothing runs on it any more.
        boolean isOff() {
            return state == State.STOPPED || state == State.TERMINATED;
        }
    }

    /// How hard an instance is stopped.
    enum Stop {
        /// Without a word to its operating system.
        AT_ONCE,
        /// The operating system is asked first, and not for long.
        FORCED
    }

    /// Those of these that there are.
    ///
    /// Source: DescribeInstances with the filter `instance-id`: one that is not there is no error.
    CloudAnswer<List<Instance>> find(List<String> ids);

    /// Whether nobody may stop it by this API (`disableApiStop`).
    CloudAnswer<Boolean> isProtected(String id);

    /// Begins to stop it; done does not mean that it is off.
    ///
    /// @return the instance
    CloudAnswer<String> stop(String id, Stop how);

    /// Begins to start it.
    ///
    /// @return the instance
    CloudAnswer<String> start(String id);
}
