package dev.belay.agent.core.cluster;

/// A change that somebody answers for: it carries who asked for it, and the audit log has it,
/// refused or not.
public sealed interface Order
        permits MemberOrder,
                TrustOrder,
                ConfigOrder,
                ServiceOrder,
                FenceOrder,
                OperationOrder,
                Order.Setting,
                Order.Note {

    /// What the audit log says of it: id and fields, no secret.
    String action();

    /// Whether it stands in the audit log; what a node says of work that was ordered does not.
    default boolean audited() {
        return true;
    }

    /// Sets one setting.
    ///
    /// @param ifVersion only if the setting's version is still this; -1 for in any case
    record Setting(String key, String value, long ifVersion) implements Order {
        @Override
        public String action() {
            return "setting.changed key=" + key;
        }
    }

    /// Changes nothing: something that was refused before it came to the log, and shall be in it.
    ///
    /// @param said id and fields
    /// @param result `refused: CODE`
    record Note(String said, String result) implements Order {
        @Override
        public String action() {
            return said;
        }
    }
}
