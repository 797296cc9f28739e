package dev.belay.model.edit;

import dev.belay.model.design.Design;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What people do to drawings, from a seed.
public final class RandomEdits {

    private static final int MOST = 80;
    private static final List<Frames.Line> LINES = List.of(Frames.Line.values());

    private final Random random;
    private Clip clip = Clip.EMPTY;

    public RandomEdits(long seed) {
        this.random = new Random(seed);
    }

    public Design next(Design design) {
        List<ThingId> all = design.things().all().stream().map(Thing::id).toList();
        if (all.size() < 3) {
            return added(design, all);
        }
        if (all.size() > MOST) {
            return Removal.of(design, some(all));
        }
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> added(design, all);
            case 3 -> Removal.of(design, List.of(one(all)));
            case 4 -> Frames.moved(design, some(all), step(), step());
            case 5 -> Frames.putInto(design, one(all), maybe(all));
            case 6 -> Wiring.connected(design, one(all), one(all));
            case 7 -> Wiring.disconnected(design, one(all), one(all));
            case 8 -> renamed(design, one(all));
            case 9 -> arranged(design, some(all));
            default -> pasted(design, all);
        };
    }

    private Design added(Design design, List<ThingId> all) {
        PaletteEntry entry = PaletteEntry.ALL.get(random.nextInt(PaletteEntry.ALL.size()));
        return design.with(entry.fresh(design, maybe(all), step(), step()));
    }

    private Design renamed(Design design, ThingId id) {
        return design.with(design.find(id).orElseThrow().withName("name " + random.nextInt(1_000)));
    }

    private Design arranged(Design design, List<ThingId> ids) {
        return random.nextBoolean()
                ? Frames.aligned(design, ids, LINES.get(random.nextInt(LINES.size())))
                : Frames.spread(
                        design, ids, random.nextBoolean() ? Frames.Way.ACROSS : Frames.Way.DOWN);
    }

    private Design pasted(Design design, List<ThingId> all) {
        if (clip.isEmpty() || random.nextBoolean()) {
            clip = Clip.of(design, List.of(one(all)));
        }
        return clip.into(design, maybe(all), 24, 24).design();
    }

    private int step() {
        return 8 * (random.nextInt(100) - 20);
    }

    private ThingId one(List<ThingId> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Optional<ThingId> maybe(List<ThingId> all) {
        return all.isEmpty() || random.nextBoolean() ? Optional.empty() : Optional.of(one(all));
    }

    private List<ThingId> some(List<ThingId> all) {
        List<ThingId> some = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            some.add(one(all));
        }
        return some;
    }
}
