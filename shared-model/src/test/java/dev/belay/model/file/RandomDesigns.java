package dev.belay.model.file;

import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.design.Kinds;
import dev.belay.model.design.Things;
import dev.belay.model.network.Link;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Designs with anything in every field, from a seed; they are readable, not sensible.
public final class RandomDesigns {

    private static final String[] TEXTS = {
        "gw-1", "", "  ", "日本語の名前", "a\"b\\c", "line\nline\t\r", "\u0000\u001f\u007f",
                "\uD83D\uDE00",
        "\uD800", "x\uDFFF", "/srv/web", "eni-0d41c7f2", "\u2028", "{}", "null", "é"
    };

    private final Random random;
    private final int mostOfAKind;
    private int ids;

    public RandomDesigns(long seed) {
        this(seed, 3);
    }

    RandomDesigns(long seed, int mostOfAKind) {
        random = new Random(seed);
        this.mostOfAKind = mostOfAKind;
    }

    public Design next() {
        ids = 0;
        List<Thing> things = new ArrayList<>();
        for (ThingKind kind : ThingKind.values()) {
            for (int i = random.nextInt(mostOfAKind + 1); i > 0; i--) {
                Thing thing = (Thing) record(Kinds.typeOf(kind).asSubclass(Record.class));
                things.add(thing.withId(new ThingId("t" + ids++)));
            }
        }
        List<Link> links = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            links.add(record(Link.class).withId(new ThingId("t" + ids++)));
        }
        List<ConfigSet> sets = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            sets.add(record(ConfigSet.class));
        }
        return new Design(record(ClusterSettings.class), sets, Things.of(things), links);
    }

    <R extends Record> R record(Class<R> type) {
        Shape<R> shape = Shape.of(type);
        List<Object> values = new ArrayList<>();
        for (Field field : shape.fields()) {
            values.add(value(field.type()));
        }
        return shape.make(values);
    }

    private Object value(FieldType type) {
        return switch (type) {
            case FieldType.Scalar scalar -> scalar(scalar);
            case FieldType.Choice(Class<? extends Enum<?>> choices) ->
                    choices.getEnumConstants()[random.nextInt(choices.getEnumConstants().length)];
            case FieldType.Nested(Class<? extends Record> nested) -> record(nested);
            case FieldType.Union(Class<?> _, var cases) ->
                    record(List.copyOf(cases.values()).get(random.nextInt(cases.size())));
            case FieldType.Maybe(FieldType of) ->
                    random.nextBoolean() ? Optional.empty() : Optional.of(value(of));
            case FieldType.Many(FieldType of) -> {
                List<Object> many = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    many.add(value(of));
                }
                yield many;
            }
            case FieldType.Texts _ -> {
                TreeMap<String, String> texts = new TreeMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    texts.put(text().replaceAll("\\p{Cs}", "?"), text());
                }
                yield texts;
            }
        };
    }

    private Object scalar(FieldType.Scalar type) {
        return switch (type) {
            case TEXT -> text();
            case FLAG -> random.nextBoolean();
            case INT -> random.nextBoolean() ? random.nextInt() : random.nextInt(10);
            case LONG -> random.nextBoolean() ? random.nextLong() : (long) random.nextInt(10);
            case ID -> new ThingId("t" + random.nextInt(40));
            case ADDRESS -> address();
            case CIDR -> {
                IpAddress address = address();
                int prefix = random.nextInt(address.bits() + 1);
                yield new Cidr(address.masked(prefix), prefix);
            }
            case PORT -> new Port(1 + random.nextInt(65_535));
            case DURATION ->
                    switch (random.nextInt(4)) {
                        case 0 -> Duration.ofNanos(random.nextInt());
                        case 1 -> Duration.ofMillis(random.nextInt());
                        case 2 -> Duration.ofSeconds(random.nextInt(100_000));
                        default -> Duration.ofHours(random.nextInt(1_000));
                    };
        };
    }

    private IpAddress address() {
        return random.nextBoolean()
                ? new IpAddress(false, 0, random.nextInt() & 0xffff_ffffL)
                : new IpAddress(
                        true,
                        random.nextBoolean() ? 0 : random.nextLong(),
                        random.nextBoolean() ? random.nextInt(9) : random.nextLong());
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
