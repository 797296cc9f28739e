package dev.belay.model.file;

import dev.belay.model.check.ProblemCode;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.design.Kinds;
import dev.belay.model.design.Things;
import dev.belay.model.network.Link;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a design of a JSON value: head, version, sections, ids.
final class DesignReader {

    static final String FORMAT = "format";
    static final String VERSION = "version";
    static final String READ_SINCE = "belay";
    static final String CLUSTER = "cluster";
    static final String CONFIG_SETS = "configSets";
    static final String LINKS = "links";

    private final int current;
    private final List<Migration> migrations;
    private final Faults faults;
    private final Binder binder;
    private final Map<ThingId, Integer> lineOfId = new HashMap<>();

    DesignReader(int current, List<Migration> migrations, Faults faults) {
        this.current = current;
        this.migrations = migrations;
        this.faults = faults;
        this.binder = new Binder(faults);
    }

    Optional<Reading.Read> read(Json root) {
        Optional<Json> format =
                root instanceof Json.Fields(Spot _, Map<String, Json> members)
                        ? Optional.ofNullable(members.get(FORMAT))
                        : Optional.empty();
        if (!(root instanceof Json.Fields fields) || format.filter(this::isDesign).isEmpty()) {
            faults.add(
                    ProblemCode.FILE_NOT_A_DESIGN,
                    root.spot().at(Pointer.ROOT),
                    DesignFormat.NAME,
                    format.orElse(root).excerpt());
            return Optional.empty();
        }
        Optional<Integer> version = version(fields);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Json.Fields migrated = fields;
        for (Migration migration : migrations) {
            if (migration.from() >= version.get()) {
                migrated = migration.change().apply(migrated);
            }
        }
        return design(migrated).map(design -> new Reading.Read(design, version.get()));
    }

    private boolean isDesign(Json format) {
        return format instanceof Json.Text(Spot _, String name) && name.equals(DesignFormat.NAME);
    }

    /// The version, if it is one that can be read.
    private Optional<Integer> version(Json.Fields fields) {
        Json found = fields.members().get(VERSION);
        if (found == null) {
            faults.add(ProblemCode.FIELD_MISSING, fields.spot().at(Pointer.ROOT), VERSION);
            return Optional.empty();
        }
        Pointer at = Pointer.ROOT.to(VERSION);
        if (!(found instanceof Json.Numeral(Spot spot, String literal))
                || !literal.matches("[1-9][0-9]{0,8}")) {
            faults.add(
                    ProblemCode.FILE_VERSION_UNKNOWN,
                    found.spot().at(at),
                    found.excerpt(),
                    Integer.toString(current));
            return Optional.empty();
        }
        int version = Integer.parseInt(literal);
        if (version > current) {
            String since =
                    fields.members().get(READ_SINCE) instanceof Json.Text(Spot _, String text)
                            ? Json.shortened(text)
                            : "?";
            faults.add(
                    ProblemCode.FILE_VERSION_NEWER,
                    spot.at(at),
                    literal,
                    since,
                    Integer.toString(current));
            return Optional.empty();
        }
        return Optional.of(version);
    }

    private Optional<Design> design(Json.Fields root) {
        Map<String, Json> members = root.members();
        binder.refuseUnknown(members, sections(), Pointer.ROOT);
        Json settings = members.get(CLUSTER);
        if (settings == null) {
            faults.add(ProblemCode.FIELD_MISSING, root.spot().at(Pointer.ROOT), CLUSTER);
        }
        Optional<ClusterSettings> cluster =
                Optional.ofNullable(settings)
                        .flatMap(json ->
                                binder.record(
                                        ClusterSettings.class, json, Pointer.ROOT.to(CLUSTER)));
        List<ConfigSet> configSets = list(ConfigSet.class, CONFIG_SETS, members);
        List<Thing> things = new ArrayList<>();
        for (ThingKind kind : ThingKind.values()) {
            Class<? extends Record> type = Kinds.typeOf(kind).asSubclass(Record.class);
            list(type, kind.section(), members).forEach(thing -> things.add((Thing) thing));
            refuseUsedIds(kind.section(), members);
        }
        List<Link> links = list(Link.class, LINKS, members);
        refuseUsedIds(LINKS, members);
        return faults.none()
                ? cluster.map(c -> new Design(c, configSets, Things.of(things), links))
                : Optional.empty();
    }

    static List<String> sections() {
        List<String> sections =
                new ArrayList<>(List.of(FORMAT, VERSION, READ_SINCE, CLUSTER, CONFIG_SETS));
        for (ThingKind kind : ThingKind.values()) {
            sections.add(kind.section());
        }
        sections.add(LINKS);
        return sections;
    }

    private <R extends Record> List<R> list(
            Class<R> type, String section, Map<String, Json> members) {
        Json json = members.get(section);
        Pointer at = Pointer.ROOT.to(section);
        List<R> records = new ArrayList<>();
        if (json instanceof Json.Items(Spot _, List<Json> items)) {
            for (int i = 0; i < items.size(); i++) {
                binder.record(type, items.get(i), at.to(i)).ifPresent(records::add);
            }
        } else if (json != null) {
            faults.add(ProblemCode.WANTED_LIST, json.spot().at(at), section, json.excerpt());
        }
        return records;
    }

    private void refuseUsedIds(String section, Map<String, Json> members) {
        if (!(members.get(section) instanceof Json.Items(Spot _, List<Json> items))) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Json.Fields(Spot _, Map<String, Json> fields)
                    && fields.get("id") instanceof Json.Text(Spot spot, String text)
                    && ThingId.parse(text).good().isPresent()) {
                Integer first = lineOfId.putIfAbsent(new ThingId(text), spot.line());
                if (first != null) {
                    Pointer at = Pointer.ROOT.to(section).to(i).to("id");
                    faults.add(
                            ProblemCode.DUPLICATE_ID, spot.at(at), text, Integer.toString(first));
                }
            }
        }
    }
}
