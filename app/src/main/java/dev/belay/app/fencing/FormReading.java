package dev.belay.app.fencing;

import dev.belay.app.fencing.FenceForm.Change;
import dev.belay.app.fencing.FenceForm.Field;
import dev.belay.app.ui.Texts;
import dev.belay.model.check.SecretNames;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.design.Design;
import dev.belay.model.fence.InstanceFence;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.value.DurationText;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a form means for the cluster as it was seen: a plan, or all that is missing or wrong.
final class FormReading {
    private static final Pattern AGENT =
            Pattern.compile("fence_[A-Za-z0-9_-]+|" + InstanceFence.AGENT);
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Set<String> RESERVED = Set.of("action", "option");
    private static final int ID_MAX = 58;
    private static final int SECRET_BYTES_MAX = 4_096;
    private static final Duration TIMEOUT_LEAST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Texts texts;
    private final Seen seen;
    private final FenceForm form;
    private final List<Secrets.Row> secrets;
    private final DrawnDevices drawn;
    private final Optional<FenceDevice> removed;

    /// Something to put right.
    ///
    /// @param control id of the control that it is about
    /// @param isMissing whether it is only not there yet
    /// @param sentence what is wanted, found, and to be done
    record Complaint(String control, boolean isMissing, String sentence) {}

    /// @param drawn devices that a new one may be taken from
    /// @param removed the device that this wizard has taken out already
    FormReading(
            Texts texts,
            Seen seen,
            FenceForm form,
            List<Secrets.Row> secrets,
            DrawnDevices drawn,
            Optional<FenceDevice> removed) {
        this.removed = removed;
        this.texts = texts;
        this.seen = seen;
        this.form = form;
        // It takes the credentials of the node, so the row that a new device begins with is none.
        this.secrets =
                text(Field.AGENT).equals(InstanceFence.AGENT)
                        ? secrets.stream().filter(row -> !row.value().isEmpty()).toList()
                        : secrets;
        this.drawn = drawn;
    }

    /// The plan; empty while there is something to complain about.
    Optional<Plan> plan() {
        if (!complaints().isEmpty()) {
            return Optional.empty();
        }
        Optional<FenceDevice> former = former();
        ClusterSettings cluster = seen.design().cluster().withFencing(isAutomatic());
        Design base = seen.design().withCluster(cluster);
        if (form.change() == Change.REMOVE) {
            FenceDevice gone = former.orElseThrow();
            Design less = base.withThings(base.things().without(gone.id()));
            return Optional.of(new Plan(seen, form.change(), former, gone, less));
        }
        FenceDevice device = device(former);
        return Optional.of(new Plan(seen, form.change(), former, device, base.with(device)));
    }

    /// The device as it is or was; one that is out of the design already has still secrets to be
    /// forgotten.
    private Optional<FenceDevice> former() {
        return switch (form.change()) {
            case NEW -> Optional.empty();
            case CHANGE -> seen.device(form.device());
            case REMOVE -> seen.device(form.device()).or(() -> removed);
        };
    }

    boolean isAutomatic() {
        String word = form.value(Field.AUTOMATIC);
        return word.isEmpty() ? seen.design().cluster().fencing() : Boolean.parseBoolean(word);
    }

    /// All that is missing or wrong, in the order of the form.
    List<Complaint> complaints() {
        List<Complaint> all = new ArrayList<>();
        if (form.change() != Change.NEW && former().isEmpty()) {
            all.add(missing("fence-devices", "missing.device"));
            return all;
        }
        if (form.change() == Change.REMOVE) {
            last(all);
            return all;
        }
        name(all);
        agent(all);
        address(all);
        duration(Field.TIMEOUT, TIMEOUT_LEAST, all);
        duration(Field.DELAY, Duration.ZERO, all);
        targets(all);
        secrets(all);
        parameters(all);
        return all;
    }

    /// Without any device nobody can be fenced, whatever the cluster is told.
    private void last(List<Complaint> all) {
        boolean isThere = seen.device(form.device()).isPresent();
        if (isThere && isAutomatic() && seen.design().fenceDevices().size() == 1) {
            all.add(wrong("fence-automatic", "wrong.last"));
        }
    }

    private void name(List<Complaint> all) {
        String name = text(Field.NAME);
        if (name.isEmpty()) {
            all.add(missing("fence-name", "missing.name"));
            return;
        }
        boolean isTaken =
                seen.design().fenceDevices().stream()
                        .filter(one -> one.name().equals(name))
                        .anyMatch(one -> !isThis(one));
        if (isTaken) {
            all.add(wrong("fence-name", "wrong.name", name));
        }
    }

    /// A new one may be in force already, when its wizard was left after that.
    private boolean isThis(FenceDevice there) {
        return form.change() == Change.NEW
                ? there.id().equals(wantedId()) && there.equals(formed(there))
                : there.id().toString().equals(form.device());
    }

    private void agent(List<Complaint> all) {
        String agent = text(Field.AGENT);
        if (agent.isEmpty()) {
            all.add(missing("fence-agent", "missing.agent"));
        } else if (!AGENT.matcher(agent).matches()) {
            all.add(wrong("fence-agent", "wrong.agent", agent));
        }
    }

    private void address(List<Complaint> all) {
        String address = text(Field.ADDRESS);
        if (!address.isEmpty() && IpAddress.parse(address).good().isEmpty()) {
            all.add(wrong("fence-address", "wrong.address", address));
        }
    }

    private void duration(Field field, Duration least, List<Complaint> all) {
        boolean isGood =
                DurationText.parse(text(field))
                        .good()
                        .filter(one -> one.compareTo(least) >= 0 && one.compareTo(LONGEST) <= 0)
                        .isPresent();
        if (!isGood) {
            all.add(wrong("fence-" + field.key(), "wrong." + field.key(), text(field)));
        }
    }

    private void targets(List<Complaint> all) {
        if (targets().isEmpty()) {
            all.add(missing("fence-targets", "missing.targets"));
        }
        for (Node node : seen.stoppable()) {
            String port = form.ports().getOrDefault(node.id().toString(), "");
            if (form.targets().contains(node.id().toString()) && hasControl(port)) {
                all.add(wrong("fence-port-" + node.id(), "wrong.port", node.name()));
            }
        }
    }

    private void secrets(List<Complaint> all) {
        Set<String> names = new HashSet<>();
        for (Secrets.Row row : secrets) {
            if (!KEY.matcher(row.name()).matches() || RESERVED.contains(row.name())) {
                all.add(wrong("fence-secrets", "wrong.secret-name", row.name()));
            } else if (!names.add(row.name())) {
                all.add(wrong("fence-secrets", "wrong.twice", row.name()));
            } else if (hasControl(row.value()) || isTooLong(row.value())) {
                all.add(wrong("fence-secrets", "wrong.secret", row.name()));
            } else if (row.value().isEmpty() && !isTold(row.name())) {
                all.add(missing("fence-secrets", "missing.secret", row.name()));
            }
        }
    }

    /// Whether the device has this secret in the design in force, so that it may have been told.
    private boolean isTold(String name) {
        return there().filter(one -> one.secrets().contains(name)).isPresent();
    }

    private Optional<FenceDevice> there() {
        return form.change() == Change.NEW
                ? seen.device(wantedId().text()).filter(this::isThis)
                : seen.device(form.device());
    }

    private void parameters(List<Complaint> all) {
        Set<String> names = new HashSet<>();
        secrets.forEach(row -> names.add(row.name()));
        for (String line : form.value(Field.PARAMETERS).lines().toList()) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.split("=", 2);
            String name = parts[0].strip();
            if (SecretNames.isSecret(name)) {
                all.add(wrong("fence-parameters", "wrong.parameter-secret", name));
            } else if (parts.length < 2 || !KEY.matcher(name).matches()) {
                all.add(wrong("fence-parameters", "wrong.parameter", line.strip()));
            } else if (RESERVED.contains(name)) {
                all.add(wrong("fence-parameters", "wrong.reserved", name));
            } else if (!names.add(name)) {
                all.add(wrong("fence-parameters", "wrong.twice", name));
            }
        }
    }

    private static boolean isTooLong(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length > SECRET_BYTES_MAX;
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private FenceDevice device(Optional<FenceDevice> former) {
        if (former.isPresent()) {
            return formed(former.get());
        }
        return formed(there().or(this::asDrawn).orElseGet(this::fresh));
    }

    private FenceDevice fresh() {
        return FenceDevice.of(
                seen.design().freeId(wantedId().text()), text(Field.NAME), text(Field.AGENT));
    }

    /// With what the form does not show, such as notes. Its container stays behind where that is
    /// not in force.
    private Optional<FenceDevice> asDrawn() {
        return drawn.find(form.device())
                .map(one -> one.withId(seen.design().freeId(one.id().text())))
                .map(one ->
                        one.within().filter(id -> seen.design().find(id).isEmpty()).isPresent()
                                ? one.withWithin(Optional.empty()).withFrame(Optional.empty())
                                : one);
    }

    /// The id that a new device gets when it is free: its own where it is drawn.
    private ThingId wantedId() {
        return ThingId.parse(form.device()).good().orElseGet(this::idOfName);
    }

    private ThingId idOfName() {
        String word =
                text(Field.NAME)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[^a-z]+|-+$", "");
        // Room for the number of one that is not the first.
        String begin = word.substring(0, Math.min(word.length(), ID_MAX));
        return ThingId.parse(begin).good().orElse(new ThingId("fence"));
    }

    private FenceDevice formed(FenceDevice from) {
        return from.withName(text(Field.NAME))
                .withAgent(text(Field.AGENT))
                .withAddress(IpAddress.parse(text(Field.ADDRESS)).good())
                .withTargets(targets())
                .withLevel(level())
                .withAction(action())
                .withTimeout(DurationText.parse(text(Field.TIMEOUT)).good().orElse(from.timeout()))
                .withDelay(DurationText.parse(text(Field.DELAY)).good().orElse(from.delay()))
                .withPorts(ports())
                .withParameters(parameters())
                .withSecrets(secrets.stream().map(Secrets.Row::name).toList());
    }

    /// In the order of the design; a node that is not drawn any more is none.
    private List<ThingId> targets() {
        return seen.design().nodes().stream()
                .map(Node::id)
                .filter(id -> form.targets().contains(id.toString()))
                .toList();
    }

    private FenceAction action() {
        return form.value(Field.ACTION).equals(FenceAction.OFF.name())
                ? FenceAction.OFF
                : FenceAction.REBOOT;
    }

    private int level() {
        try {
            return Integer.parseInt(text(Field.LEVEL));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private SortedMap<String, String> ports() {
        SortedMap<String, String> ports = new TreeMap<>();
        form.ports()
                .forEach((node, port) -> {
                    if (form.targets().contains(node) && !port.isBlank()) {
                        ports.put(node, port.strip());
                    }
                });
        return ports;
    }

    private SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        form.value(Field.PARAMETERS)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> parameters.put(parts[0].strip(), parts[1].strip()));
        return parameters;
    }

    private String text(Field field) {
        return form.value(field).strip();
    }

    private Complaint missing(String control, String key, Object... args) {
        return new Complaint(control, true, texts.get(key, args));
    }

    private Complaint wrong(String control, String key, Object... args) {
        return new Complaint(control, false, texts.get(key, args));
    }
}
