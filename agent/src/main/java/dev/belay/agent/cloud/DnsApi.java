package dev.belay.agent.cloud;

import dev.belay.model.network.RecordType;
import java.util.List;
import java.util.Optional;

/// Records of a hosted zone. Every call blocks for some seconds at most, may be repeated, and is
/// broken off by an interrupt.
public interface DnsApi {

    /// All values of one name and type.
    ///
    /// @param zoneId hosted zone
    /// @param host full name, without a dot at its end
    /// @param values addresses
    /// @param ttlSeconds how long resolvers may keep them
    record Row(String zoneId, String host, RecordType type, List<String> values, long ttlSeconds) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /// A change that was accepted.
    ///
    /// @param id by which it is asked for
    /// @param isInSync whether all servers of the zone have it
    record Change(String id, boolean isInSync) {}

    /// Makes a record say this and nothing else.
    CloudAnswer<Change> upsert(Row row);

    /// Takes a record out; refused unless it says exactly this.
    CloudAnswer<Change> delete(Row row);

    /// What became of a change.
    CloudAnswer<Change> change(String id);

    /// What a record says; empty when there is none of that name and type. Refused where something
    /// else than addresses stands there, which a change would take away.
    CloudAnswer<Optional<Row>> find(String zoneId, String host, RecordType type);
}
