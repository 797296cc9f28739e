package dev.belay.model.zone;

import java.util.List;
import java.util.Optional;

/// What is known of one hosted zone. What is not in it is unknown, not absent, unless the records
/// were given to their end.
///
/// @param zone the zone itself; empty when it was not given
/// @param records of a zone, in the order of the answer
/// @param whole whether the records were given to their end
public record ZonePicture(Optional<HostedZone> zone, List<RecordSet> records, boolean whole) {

    /// Nothing is known.
    public static final ZonePicture EMPTY = new ZonePicture(Optional.empty(), List.of(), false);

    public ZonePicture {
        records = List.copyOf(records);
    }

    /// The zone itself, as `get-hosted-zone` says it.
    ///
    /// @param id without the `/hostedzone/` before it
    /// @param name without a dot at the end, in lower case
    /// @param hidden whether only VPCs resolve it
    /// @param vpcs those that do
    public record HostedZone(String id, String name, boolean hidden, List<String> vpcs) {
        public HostedZone {
            vpcs = List.copyOf(vpcs);
        }
    }

    /// A name with one kind of record.
    ///
    /// @param name without a dot at the end, in lower case
    /// @param type such as `A`
    /// @param ttl in seconds; empty for an alias
    /// @param values what it leads to
    /// @param alias whether Route 53 answers with what another name has
    /// @param policy what chooses among several records of the name, such as `Weight`; empty for
    ///   none
    public record RecordSet(
            String name,
            String type,
            Optional<Long> ttl,
            List<String> values,
            boolean alias,
            Optional<String> policy) {
        public RecordSet {
            values = List.copyOf(values);
        }
    }

    /// The zone's name: its own, or that of the record that every zone has.
    public Optional<String> name() {
        return zone.map(HostedZone::name)
                .or(() ->
                        records.stream()
                                .filter(one -> one.type().equals("SOA"))
                                .map(RecordSet::name)
                                .findFirst());
    }

    /// Both in one; of what both say, the later one counts.
    public ZonePicture and(ZonePicture later) {
        boolean isLater = later.whole() || !later.records().isEmpty();
        return new ZonePicture(
                later.zone().or(this::zone),
                isLater ? later.records() : records,
                isLater ? later.whole() : whole);
    }
}
