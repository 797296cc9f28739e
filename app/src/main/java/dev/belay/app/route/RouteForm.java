package dev.belay.app.route;

import dev.belay.app.cloud.ServiceForm;
import dev.belay.app.design.Free;
import dev.belay.app.design.InForce;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.network.VirtualIpMeans;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.Wanted;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What was typed and chosen, and what it means.
final class RouteForm implements ServiceForm {

    /// What one types into.
    enum Field {
        NAME,
        ADDRESS,
        VPC,
        UNIT,
        SITES;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What can keep the next page away beside a field.
    enum Choice {
        NODES,
        TABLES;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,56}");
    private static final Pattern VPC = Pattern.compile("vpc-[0-9a-f]{8,17}");
    private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.\\\\@-]{0,255}");

    private final Supplier<CloudPicture> picture;
    private final Map<Field, String> typed = new EnumMap<>(Field.class);
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final Set<String> tables = new LinkedHashSet<>();
    private Design source = InForce.NOTHING;
    private String chosen = "";

    /// Nothing is typed yet.
    ///
    /// @param picture what AWS says as of now
    RouteForm(Supplier<CloudPicture> picture) {
        this.picture = picture;
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
        choose(drawn().stream().findFirst().map(one -> one.id().text()).orElse(""));
    }

    /// Virtual IPs by route table that are drawn.
    List<VirtualIp> drawn() {
        return Drawn.virtualIps(source());
    }

    /// Id of the drawn virtual IP that is meant; empty for a new one.
    synchronized String chosen() {
        return chosen;
    }

    /// Takes what is drawn of one; nothing of it has to be typed again.
    synchronized void choose(String vip) {
        CloudPicture at = picture.get();
        chosen = vip;
        typed.remove(Field.NAME);
        typed.remove(Field.ADDRESS);
        typed.remove(Field.UNIT);
        Optional<VirtualIp> drawn = vip();
        drawn.ifPresent(one -> {
            typed.put(
                    Field.NAME,
                    AddressedService.owner(source, one.id())
                            .map(service -> service.id().text())
                            .orElse(""));
            typed.put(Field.ADDRESS, one.address().map(Object::toString).orElse(""));
        });
        Optional<Wanted> wanted = drawn.flatMap(one -> Drawn.of(source, one).wanted());
        Optional<Vpc> vpc =
                wanted.map(Wanted::vpcId)
                        .flatMap(this::vpc)
                        .or(() ->
                                source.vpcs().size() == 1
                                        ? Optional.of(source.vpcs().getFirst())
                                        : Optional.empty());
        typed.put(
                Field.VPC,
                vpc.flatMap(Vpc::vpcId)
                        .or(() ->
                                at.vpcs().size() == 1
                                        ? Optional.of(at.vpcs().getFirst().id())
                                        : Optional.empty())
                        .orElse(""));
        typed.put(Field.SITES, networks(wanted.map(Wanted::onPremises).orElseGet(this::sites)));
        takeNodes(vpc, at);
        tables.clear();
        source.routeTables().stream()
                .filter(table ->
                        drawn.map(one -> one.routeTables().contains(table.id()))
                                .orElseGet(() -> isIn(table, vpc)))
                .forEach(table -> tables.add(key(table)));
    }

    private List<Cidr> sites() {
        return source.sites().stream().flatMap(one -> one.cidrs().stream()).distinct().toList();
    }

    private void takeNodes(Optional<Vpc> vpc, CloudPicture at) {
        nodes.clear();
        CloudFacts facts = new CloudFacts(at);
        List<Node> inside = hosts().stream().filter(node -> isIn(node, vpc)).toList();
        for (Node node : inside.isEmpty() ? hosts() : inside) {
            nodes.put(node.id().text(), facts.instanceOf(source, node).orElse(""));
        }
    }

    private boolean isIn(Thing thing, Optional<Vpc> vpc) {
        return vpc.isPresent() && source.containerOf(thing, Vpc.class).equals(vpc);
    }

    private static String networks(List<Cidr> all) {
        return all.stream().map(Cidr::toString).collect(Collectors.joining(", "));
    }

    private Optional<Vpc> vpc(String id) {
        return source.vpcs().stream()
                .filter(one -> one.vpcId().filter(id::equals).isPresent())
                .findFirst();
    }

    /// The drawn one that is meant.
    synchronized Optional<VirtualIp> vip() {
        return ThingId.parse(chosen).good().flatMap(id -> source.find(id, VirtualIp.class));
    }

    /// Nodes that may run services.
    synchronized List<Node> hosts() {
        return source.nodes().stream().filter(node -> node.role().runsServices()).toList();
    }

    /// How a table is chosen: by its id of AWS, where it has one.
    static String key(RouteTable table) {
        return table.routeTableId().orElseGet(() -> table.id().text());
    }

    /// Tables that can be chosen: those that are drawn in the VPC, and those of it that AWS has.
    synchronized List<String> offeredTables() {
        String vpcId = text(Field.VPC);
        Set<String> keys = new LinkedHashSet<>();
        source.routeTables().stream()
                .filter(one ->
                        source.containerOf(one, Vpc.class)
                                .flatMap(Vpc::vpcId)
                                .map(vpcId::equals)
                                .orElse(true))
                .forEach(one -> keys.add(key(one)));
        picture.get().routeTables().stream()
                .filter(one -> one.vpcId().equals(vpcId))
                .forEach(one -> keys.add(one.id()));
        keys.addAll(tables);
        return List.copyOf(keys);
    }

    synchronized boolean isTable(String key) {
        return tables.contains(key);
    }

    synchronized void setTable(String key, boolean isChosen) {
        if (isChosen) {
            tables.add(key);
        } else {
            tables.remove(key);
        }
    }

    synchronized boolean isNode(String id) {
        return nodes.containsKey(id);
    }

    /// The instance of a node; empty where it is not said.
    synchronized String instance(String id) {
        return nodes.getOrDefault(id, "");
    }

    synchronized void setNode(String id, boolean isChosen, String instance) {
        if (isChosen) {
            nodes.put(id, instance.strip());
        } else {
            nodes.remove(id);
        }
    }

    /// Fills in what answers that came meanwhile say.
    synchronized void learn() {
        CloudPicture at = picture.get();
        CloudFacts facts = new CloudFacts(at);
        for (Node node : hosts()) {
            nodes.computeIfPresent(
                    node.id().text(),
                    (id, instance) ->
                            instance.isEmpty()
                                    ? facts.instanceOf(source, node).orElse("")
                                    : instance);
        }
        if (text(Field.VPC).isEmpty() && at.vpcs().size() == 1) {
            typed.put(Field.VPC, at.vpcs().getFirst().id());
        }
    }

    synchronized String typed(Field field) {
        return typed.getOrDefault(field, "");
    }

    synchronized void type(Field field, String text) {
        typed.put(field, text);
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
            case NAME -> NAME.matcher(text(Field.NAME)).matches();
            case ADDRESS -> address().isPresent();
            case VPC -> VPC.matcher(text(Field.VPC)).matches();
            case UNIT -> UNIT.matcher(text(Field.UNIT)).matches();
            case SITES -> onPremises().isPresent();
        };
    }

    /// Choices that are not made, or not right.
    synchronized List<Choice> open() {
        List<Choice> open = new ArrayList<>();
        if (nodes.isEmpty()
                || nodes.values().stream()
                        .anyMatch(one -> !one.isEmpty() && !INSTANCE.matcher(one).matches())) {
            open.add(Choice.NODES);
        }
        if (tables.isEmpty()) {
            open.add(Choice.TABLES);
        }
        return open;
    }

    synchronized boolean isWhole() {
        return wrong().isEmpty() && open().isEmpty();
    }

    private Optional<IpAddress> address() {
        return IpAddress.parse(text(Field.ADDRESS).replaceFirst("/(32|128)$", "")).good();
    }

    private Optional<List<Cidr>> onPremises() {
        List<Cidr> networks = new ArrayList<>();
        for (String one : text(Field.SITES).split("[\\s,、]+", -1)) {
            Optional<Cidr> network = one.isEmpty() ? Optional.empty() : Cidr.parse(one).good();
            if (!one.isEmpty() && network.isEmpty()) {
                return Optional.empty();
            }
            network.ifPresent(networks::add);
        }
        return Optional.of(networks);
    }

    @Override
    public ThingId service() {
        return new ThingId(text(Field.NAME));
    }

    @Override
    public Design on(Design drawing) {
        return RouteDraft.on(drawing, wish(), picture.get());
    }

    @Override
    public Design in(Design inForce, Design drawing) {
        return RouteDraft.in(inForce, drawing, wish(), picture.get());
    }

    /// Only while nothing is wrong.
    synchronized RouteWish wish() {
        Map<ThingId, String> instances = new LinkedHashMap<>();
        nodes.forEach((id, instance) -> instances.put(new ThingId(id), instance));
        String unit = text(Field.UNIT);
        return new RouteWish(
                id(),
                address().orElseThrow(),
                text(Field.VPC),
                instances,
                List.copyOf(tables),
                service(),
                unit.isEmpty() ? Optional.empty() : Optional.of(unit),
                onPremises().orElseThrow());
    }

    /// One that is drawn keeps its id also while it is not known yet what is drawn.
    private ThingId id() {
        return ThingId.parse(chosen)
                .good()
                .orElseGet(() ->
                        Free.id(
                                source,
                                text(Field.NAME) + "-vip",
                                there ->
                                        there instanceof VirtualIp one
                                                && one.means() == VirtualIpMeans.ROUTE_TABLE
                                                && one.address().equals(address())));
    }

    @Override
    public synchronized Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            fields.put(field.key(), typed(field));
        }
        fields.put("chosen", chosen);
        fields.put("tables", String.join(" ", tables));
        fields.put(
                "nodes",
                nodes.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining(" ")));
        return fields;
    }

    synchronized void take(Map<String, String> fields) {
        for (Field field : Field.values()) {
            typed.put(field, fields.getOrDefault(field.key(), ""));
        }
        chosen = fields.getOrDefault("chosen", "");
        tables.clear();
        nodes.clear();
        words(fields.getOrDefault("tables", "")).forEach(tables::add);
        for (String one : words(fields.getOrDefault("nodes", ""))) {
            String[] parts = one.split("=", 2);
            nodes.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1)).filter(one -> !one.isBlank()).toList();
    }
}
