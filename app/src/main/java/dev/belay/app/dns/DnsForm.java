package dev.belay.app.dns;

import dev.belay.app.cloud.ServiceForm;
import dev.belay.app.design.Free;
import dev.belay.app.design.InForce;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.RecordType;
import dev.belay.model.service.Service;
import dev.belay.model.value.HostName;
import dev.belay.model.value.ThingId;
import dev.belay.model.zone.NameJudge.Sight;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What was typed and chosen, and what it means.
final class DnsForm implements ServiceForm {

    /// What one types into.
    enum Field {
        HOST,
        ZONE,
        TTL,
        NAME,
        UNIT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,56}");
    private static final Pattern ZONE = Pattern.compile("(/?hostedzone/)?[A-Za-z0-9.-]{1,64}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.\\\\@-]{0,255}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final long TTL_USUAL = 10;

    private final Map<Field, String> typed = new EnumMap<>(Field.class);
    private Design source = InForce.NOTHING;
    private String chosen = "";
    private RecordType type = RecordType.A;
    private Sight sight = Sight.PRIVATE;
    private boolean isAwaited = true;
    private boolean isDeleted;

    /// Nothing but the usual life of a record.
    DnsForm() {
        typed.put(Field.TTL, Long.toString(TTL_USUAL));
    }

    @Override
    public synchronized Design source() {
        return source;
    }

    @Override
    public synchronized void offer(Design design) {
        source = design;
    }

    @Override
    public void begin() {
        choose(source().dnsRecords().stream().findFirst().map(one -> one.id().text()).orElse(""));
    }

    /// Id of the drawn record that is meant; empty for a new one.
    synchronized String chosen() {
        return chosen;
    }

    /// Takes what is drawn of one; nothing of it has to be typed again.
    synchronized void choose(String record) {
        chosen = record;
        Optional<DnsRecord> drawn = record();
        typed.put(Field.HOST, drawn.map(DnsRecord::host).orElse(""));
        typed.put(Field.ZONE, drawn.flatMap(DnsRecord::zoneId).orElse(""));
        typed.put(
                Field.TTL,
                Long.toString(drawn.map(one -> one.ttl().toSeconds()).orElse(TTL_USUAL)));
        typed.put(
                Field.NAME,
                drawn.flatMap(one -> DnsDraft.owner(source, one.id()))
                        .map(one -> one.id().text())
                        .orElse(""));
        typed.put(Field.UNIT, "");
        type = drawn.map(DnsRecord::type).orElse(RecordType.A);
        isAwaited = drawn.map(DnsRecord::awaitSync).orElse(true);
        isDeleted = drawn.map(DnsRecord::deleteOnStop).orElse(false);
    }

    /// The drawn one that is meant.
    synchronized Optional<DnsRecord> record() {
        return ThingId.parse(chosen).good().flatMap(id -> source.find(id, DnsRecord.class));
    }

    synchronized List<String> services() {
        return source.services().stream().map(Service::id).map(ThingId::text).toList();
    }

    synchronized String typed(Field field) {
        return typed.getOrDefault(field, "");
    }

    synchronized void type(Field field, String text) {
        typed.put(field, text);
    }

    synchronized RecordType kind() {
        return type;
    }

    synchronized void setKind(RecordType now) {
        type = now;
    }

    /// Where clients resolve the zone.
    synchronized Sight sight() {
        return sight;
    }

    synchronized void setSight(Sight now) {
        sight = now;
    }

    /// Whether a start waits until all servers of the zone have it.
    synchronized boolean isAwaited() {
        return isAwaited;
    }

    synchronized void setAwaited(boolean now) {
        isAwaited = now;
    }

    /// Whether the record goes when the service stops.
    synchronized boolean isDeleted() {
        return isDeleted;
    }

    synchronized void setDeleted(boolean now) {
        isDeleted = now;
    }

    private String text(Field field) {
        return typed(field).strip();
    }

    /// The fields of which the text is wrong or missing, in their order.
    synchronized List<Field> wrong() {
        return Arrays.stream(Field.values()).filter(field -> !isRight(field)).toList();
    }

    private boolean isRight(Field field) {
        return switch (field) {
            case HOST ->
                    text(Field.HOST).contains(".")
                            && HostName.parse(text(Field.HOST)).good().isPresent();
            case ZONE -> ZONE.matcher(text(Field.ZONE)).matches();
            case TTL -> SECONDS.matcher(text(Field.TTL)).matches();
            case NAME -> NAME.matcher(text(Field.NAME)).matches();
            case UNIT -> UNIT.matcher(text(Field.UNIT)).matches();
        };
    }

    @Override
    public ThingId service() {
        return new ThingId(text(Field.NAME));
    }

    @Override
    public Design on(Design drawing) {
        return DnsDraft.on(drawing, wish());
    }

    @Override
    public Design in(Design inForce, Design drawing) {
        return DnsDraft.in(inForce, drawing, wish());
    }

    /// Only while nothing is wrong.
    synchronized DnsWish wish() {
        String unit = text(Field.UNIT);
        DnsRecord record =
                record().orElseGet(
                                () -> {
                                    ThingId id = id();
                                    return DnsRecord.of(id, id.text(), text(Field.HOST));
                                })
                        .withHost(text(Field.HOST))
                        .withZoneId(Optional.of(text(Field.ZONE)))
                        .withType(type)
                        .withTtl(Duration.ofSeconds(Long.parseLong(text(Field.TTL))))
                        .withAwaitSync(isAwaited)
                        .withDeleteOnStop(isDeleted);
        return new DnsWish(
                record, service(), unit.isEmpty() ? Optional.empty() : Optional.of(unit));
    }

    /// One that is drawn keeps its id also while it is not known yet what is drawn.
    private ThingId id() {
        return ThingId.parse(chosen)
                .good()
                .orElseGet(() ->
                        Free.id(
                                source,
                                text(Field.NAME) + "-name",
                                there ->
                                        there instanceof DnsRecord one
                                                && one.host().equalsIgnoreCase(text(Field.HOST))
                                                && one.type() == type));
    }

    @Override
    public synchronized Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            fields.put(field.key(), typed(field));
        }
        fields.put("chosen", chosen);
        fields.put("type", type.name());
        fields.put("sight", sight.name());
        fields.put("awaited", Boolean.toString(isAwaited));
        fields.put("deleted", Boolean.toString(isDeleted));
        return fields;
    }

    synchronized void take(Map<String, String> fields) {
        for (Field field : Field.values()) {
            typed.put(field, fields.getOrDefault(field.key(), ""));
        }
        chosen = fields.getOrDefault("chosen", "");
        type = RecordType.AAAA.name().equals(fields.get("type")) ? RecordType.AAAA : RecordType.A;
        sight = Sight.PUBLIC.name().equals(fields.get("sight")) ? Sight.PUBLIC : Sight.PRIVATE;
        isAwaited = Boolean.parseBoolean(fields.getOrDefault("awaited", "true"));
        isDeleted = Boolean.parseBoolean(fields.getOrDefault("deleted", ""));
    }
}
