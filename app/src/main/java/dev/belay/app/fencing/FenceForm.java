package dev.belay.app.fencing;

import dev.belay.model.check.SecretNames;
import dev.belay.model.node.FenceAction;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.value.DurationText;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What was chosen and typed, as it was typed; secrets are kept in {@link Secrets}.
///
/// @param change what is done with a device
/// @param device id of the one that is changed or removed, or that was taken from the drawing to be
///   put in force; empty for none
/// @param values of single fields
/// @param targets ids of the nodes of the design that it stops
/// @param ports names of targets at the device, by node; blank ones count as missing
record FenceForm(
        Change change,
        String device,
        Map<Field, String> values,
        Set<String> targets,
        Map<String, String> ports) {

    /// What is done with a device.
    enum Change {
        NEW,
        CHANGE,
        REMOVE
    }

    /// One value.
    enum Field {
        NAME,
        AGENT,
        ADDRESS,
        /// A number, 1–9.
        LEVEL,
        /// The name of a [FenceAction].
        ACTION,
        /// A duration as [DurationText] has it.
        TIMEOUT,
        /// Likewise.
        DELAY,
        /// Lines `name=value`.
        PARAMETERS,
        /// Whether lost nodes are fenced: `true` or `false`; empty: as it is in force.
        AUTOMATIC;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String PORT = "port.";

    FenceForm {
        Map<Field, String> all = new EnumMap<>(Field.class);
        all.putAll(values);
        values = Collections.unmodifiableMap(all);
        targets = Collections.unmodifiableSet(new TreeSet<>(targets));
        ports = Collections.unmodifiableMap(new TreeMap<>(ports));
    }

    /// One in which nothing was typed.
    static FenceForm empty(Change change) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.LEVEL, "1");
        values.put(Field.ACTION, FenceAction.REBOOT.name());
        values.put(Field.TIMEOUT, "60s");
        values.put(Field.DELAY, "0s");
        return new FenceForm(change, "", values, Set.of(), Map.of());
    }

    /// One that has what a device has.
    static FenceForm of(Change change, FenceDevice device) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.NAME, device.name());
        values.put(Field.AGENT, device.agent());
        values.put(Field.ADDRESS, device.address().map(Object::toString).orElse(""));
        values.put(Field.LEVEL, Integer.toString(device.level()));
        values.put(Field.ACTION, device.action().name());
        values.put(Field.TIMEOUT, DurationText.of(device.timeout()));
        values.put(Field.DELAY, DurationText.of(device.delay()));
        values.put(
                Field.PARAMETERS,
                device.parameters().entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining("\n")));
        return new FenceForm(
                change,
                device.id().toString(),
                values,
                device.targets().stream().map(ThingId::toString).collect(Collectors.toSet()),
                device.ports());
    }

    String value(Field field) {
        return values.getOrDefault(field, "");
    }

    FenceForm with(Field field, String value) {
        Map<Field, String> changed = new EnumMap<>(Field.class);
        changed.putAll(values);
        changed.put(field, value);
        return new FenceForm(change, device, changed, targets, ports);
    }

    FenceForm withTarget(String node, boolean isTarget) {
        Set<String> changed = new TreeSet<>(targets);
        if (isTarget) {
            changed.add(node);
        } else {
            changed.remove(node);
        }
        return new FenceForm(change, device, values, changed, ports);
    }

    FenceForm withPort(String node, String port) {
        Map<String, String> changed = new TreeMap<>(ports);
        changed.put(node, port);
        return new FenceForm(change, device, values, targets, changed);
    }

    /// For a draft: a parameter that looks like a secret is left out.
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("change", change.name());
        fields.put("device", device);
        values.forEach((field, value) -> fields.put(field.key(), value));
        fields.put(
                Field.PARAMETERS.key(),
                value(Field.PARAMETERS)
                        .lines()
                        .filter(line -> !SecretNames.isSecret(line.split("=", 2)[0]))
                        .collect(Collectors.joining("\n")));
        fields.put("targets", String.join(" ", targets));
        ports.forEach((node, port) -> fields.put(PORT + node, port));
        return fields;
    }

    /// What a draft kept.
    static FenceForm take(Map<String, String> fields) {
        Change change = Change.NEW;
        for (Change one : Change.values()) {
            if (one.name().equals(fields.getOrDefault("change", ""))) {
                change = one;
            }
        }
        Map<Field, String> values = new EnumMap<>(empty(change).values());
        for (Field field : Field.values()) {
            String value = fields.get(field.key());
            if (value != null) {
                values.put(field, value);
            }
        }
        Map<String, String> ports = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(PORT)) {
                ports.put(name.substring(PORT.length()), value);
            }
        });
        return new FenceForm(
                change,
                fields.getOrDefault("device", ""),
                values,
                Set.copyOf(words(fields.getOrDefault("targets", ""))),
                ports);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(new TreeSet<>(List.of(text.split(" "))));
        words.remove("");
        return words;
    }
}
