package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.ConfigSetView.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change of the configuration that the admin owns, or what a node says of one.
public sealed interface ConfigOrder extends Order {

    /// Brings a new version of a set to the nodes; makes the set when it is the first. Its rollout
    /// gets the number of this entry.
    ///
    /// @param number the next one of the set: the publisher has it on its disk under that number
    /// @param manifest the content's name, 64 hexadecimal digits
    /// @param files how many, links included
    /// @param bytes of all files
    /// @param target absolute path on the nodes; stays as it is for the life of the set
    /// @param takeOver whether a folder that is at the target may be put aside
    /// @param note what the publisher says about it
    /// @param participants members in sight of the admin; the others follow later by themselves
    record Publish(
            String set,
            long number,
            String manifest,
            int files,
            long bytes,
            String target,
            boolean takeOver,
            Hook hook,
            String note,
            List<String> participants)
            implements ConfigOrder {

        public Publish {
            participants = List.copyOf(participants);
        }

        @Override
        public String action() {
            return "config.published set="
                    + set
                    + " version="
                    + number
                    + " manifest="
                    + manifest
                    + " files="
                    + files;
        }
    }

    /// Brings an earlier version to the nodes again.
    record Rollback(String set, long version, List<String> participants) implements ConfigOrder {

        public Rollback {
            participants = List.copyOf(participants);
        }

        @Override
        public String action() {
            return "config.rollback set=" + set + " version=" + version;
        }
    }

    /// What a node has done in a rollout; given by the node itself.
    ///
    /// @param rollout index of the entry that began it
    /// @param error why not; null when it has
    record Report(
            String set, long rollout, String node, Step step, @Nullable ApiError error, long millis)
            implements ConfigOrder {
        @Override
        public String action() {
            return "config.reported set=" + set + " node=" + node + " step=" + step;
        }

        @Override
        public boolean audited() {
            return false;
        }
    }

    /// A node has not answered in time, so that what it did is unknown; given by the coordinator.
    ///
    /// @param phase in which it was waited for: in another one the order changes nothing
    record GiveUp(String set, long rollout, Phase phase, String node, String why)
            implements ConfigOrder {
        @Override
        public String action() {
            return "config.given-up set=" + set + " node=" + node + " phase=" + phase;
        }
    }

    /// The cluster forgets a set; files on the nodes stay.
    record Forget(String set) implements ConfigOrder {
        @Override
        public String action() {
            return "config.forgotten set=" + set;
        }
    }
}
