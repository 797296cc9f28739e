package dev.belay.app.dns;

import dev.belay.model.network.DnsRecord;
import dev.belay.model.value.ThingId;
import java.util.Optional;

/// What is wanted of the design, as the form says it.
///
/// @param record the name, drawn or new
/// @param service what has it
/// @param unit of systemd that a new service runs; empty for none
record DnsWish(DnsRecord record, ThingId service, Optional<String> unit) {}
