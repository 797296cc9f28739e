package dev.belay.app.protect;

import dev.belay.app.design.Drawn;
import dev.belay.app.design.InForce;
import dev.belay.model.check.SecretNames;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was typed, and what it means. Written on the UI thread, read by checks and steps on their
/// own.
final class ProtectForm {

    /// What one types into.
    enum Field {
        NAME,
        ADDRESS,
        DEVICE,
        PORTS,
        UNIT,
        AGENT,
        PARAMETERS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What runs beside the address.
    enum Program {
        NONE,
        SYSTEMD,
        OCF
    }

    /// How much the service wants to be on the node that it is to go back to; more than it wants to
    /// stay where it is.
    static final int HOME_SCORE = 100;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,58}");
    private static final Pattern DEVICE = Pattern.compile("[^\\s/:]{0,15}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.\\\\@-]{1,255}");
    private static final Pattern AGENT =
            Pattern.compile("(?:ocf:)?(?:([A-Za-z0-9._-]+):)?([A-Za-z0-9][A-Za-z0-9._-]*)");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(.*)");

    private final Map<Field, String> typed = new EnumMap<>(Field.class);
    private Program program = Program.NONE;
    private String home = "";
    private List<DrawnService> drawn = List.of();
    private @Nullable Design held;

    /// Those that can be taken from the drawing: whoever is called like one of them is that one.
    synchronized void offer(List<DrawnService> services) {
        drawn = List.copyOf(services);
        held = null;
    }

    /// Likewise, before anybody knows whether the drawing is one of the cluster.
    synchronized void hold(Design drawing) {
        drawn = List.of();
        held = drawing;
    }

    /// Offers what was held, if it is a drawing of the cluster with this design in force.
    synchronized void judge(Design inForce) {
        Design open = held;
        if (open != null) {
            drawn =
                    Drawn.belongs(open, inForce)
                            ? DrawnService.of(open, InForce.NOTHING)
                            : List.of();
        }
    }

    synchronized List<DrawnService> offered() {
        return drawn;
    }

    /// The one of the drawing that is meant; empty for a new one.
    synchronized Optional<DrawnService> meant() {
        return drawn.stream()
                .filter(one -> one.service().id().text().equals(text(Field.NAME)))
                .findFirst();
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

    synchronized Program program() {
        return program;
    }

    synchronized void setProgram(Program now) {
        program = now;
    }

    /// Id of the node that the service is to be on when it can; empty: wherever it is.
    synchronized String home() {
        return home;
    }

    synchronized void setHome(String node) {
        home = node;
    }

    /// The fields of which the text is wrong or missing, in their order.
    List<Field> wrong() {
        List<Field> wrong = new ArrayList<>();
        for (Field field : Field.values()) {
            if (isAsked(field) && !isRight(field)) {
                wrong.add(field);
            }
        }
        return wrong;
    }

    private boolean isAsked(Field field) {
        return switch (field) {
            case NAME, ADDRESS, DEVICE, PORTS -> true;
            case UNIT -> program() == Program.SYSTEMD;
            case AGENT, PARAMETERS -> program() == Program.OCF;
        };
    }

    private boolean isRight(Field field) {
        return switch (field) {
            case NAME -> NAME.matcher(text(Field.NAME)).matches();
            case ADDRESS -> address().isPresent() && prefix().isPresent();
            case DEVICE -> DEVICE.matcher(text(Field.DEVICE)).matches();
            case PORTS -> ports().isPresent();
            case UNIT -> UNIT.matcher(text(Field.UNIT)).matches();
            case AGENT -> AGENT.matcher(text(Field.AGENT)).matches();
            case PARAMETERS -> parameters().isPresent();
        };
    }

    ThingId serviceId() {
        return new ThingId(text(Field.NAME));
    }

    ThingId virtualIpId() {
        return meant().map(one -> one.address().id())
                .orElseGet(() -> new ThingId(text(Field.NAME) + "-vip"));
    }

    private Optional<IpAddress> address() {
        return IpAddress.parse(text(Field.ADDRESS).split("/", 2)[0]).good();
    }

    private Optional<Integer> prefix() {
        String[] parts = text(Field.ADDRESS).split("/", 2);
        if (parts.length < 2 || !parts[1].matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int most = parts[0].contains(":") ? 128 : 32;
        return Optional.of(Integer.parseInt(parts[1])).filter(one -> one >= 1 && one <= most);
    }

    private Optional<List<Port>> ports() {
        List<Port> ports = new ArrayList<>();
        for (String one : text(Field.PORTS).split("[\\s,、]+", -1)) {
            if (!one.isEmpty()) {
                Optional<Port> port = Port.parse(one).good();
                if (port.isEmpty()) {
                    return Optional.empty();
                }
                ports.add(port.get());
            }
        }
        return Optional.of(List.copyOf(ports));
    }

    private Optional<SortedMap<String, String>> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String line : text(Field.PARAMETERS).split("\n", -1)) {
            if (!line.isBlank()) {
                Matcher parts = PARAMETER.matcher(line.strip());
                if (!parts.matches()
                        || SecretNames.isSecret(parts.group(1))
                        || parameters.containsKey(parts.group(1))) {
                    return Optional.empty();
                }
                parameters.put(parts.group(1), parts.group(2).strip());
            }
        }
        return Optional.of(parameters);
    }

    /// Only while nothing is wrong.
    VirtualIp virtualIp() {
        return meant().map(DrawnService::address)
                .orElseGet(() -> VirtualIp.of(virtualIpId(), virtualIpId().toString()))
                .withAddress(address())
                .withPrefix(prefix().orElseThrow())
                .withDevice(text(Field.DEVICE))
                .withPorts(ports().orElseThrow());
    }

    /// Only while nothing is wrong.
    Service service() {
        Service formed = formed();
        return meant().map(one -> one.as(fields(), formed)).orElse(formed);
    }

    private Service formed() {
        List<Resource> resources = new ArrayList<>();
        resources.add(VirtualIpResource.of(named("address"), virtualIpId()));
        resource().ifPresent(resources::add);
        Service service = Service.of(serviceId(), text(Field.NAME)).withResources(resources);
        return home().isEmpty()
                ? service
                : service.withConstraints(
                        List.of(new LocationConstraint(new ThingId(home()), HOME_SCORE)));
    }

    private Optional<Resource> resource() {
        return switch (program()) {
            case NONE -> Optional.empty();
            case SYSTEMD -> {
                String unit = text(Field.UNIT);
                yield Optional.of(
                        SystemdResource.of(
                                named(unit.split("[.@]", 2)[0]),
                                unit.contains(".") ? unit : unit + ".service"));
            }
            case OCF -> Optional.of(agent());
        };
    }

    private OcfResource agent() {
        Matcher parts = AGENT.matcher(text(Field.AGENT));
        if (!parts.matches()) {
            throw new IllegalStateException(text(Field.AGENT));
        }
        OcfResource agent =
                OcfResource.of(named(parts.group(2)), parts.group(2))
                        .withParameters(parameters().orElseThrow());
        return parts.group(1) == null ? agent : agent.withProvider(parts.group(1));
    }

    /// A name of its own in the design.
    private String named(String what) {
        return text(Field.NAME) + "-" + what;
    }

    /// For a draft: a parameter that looks like a secret is left out.
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            fields.put(field.key(), typed(field));
        }
        fields.put(
                Field.PARAMETERS.key(),
                typed(Field.PARAMETERS)
                        .lines()
                        .filter(line -> !SecretNames.isSecret(line.split("=", 2)[0]))
                        .collect(Collectors.joining("\n")));
        fields.put("program", program().name());
        fields.put("home", home());
        return fields;
    }

    void take(Map<String, String> fields) {
        for (Field field : Field.values()) {
            type(field, fields.getOrDefault(field.key(), ""));
        }
        for (Program one : Program.values()) {
            if (one.name().equals(fields.get("program"))) {
                setProgram(one);
            }
        }
        setHome(fields.getOrDefault("home", ""));
    }
}
