package dev.belay.model.diff;

import java.util.HashMap;
import java.util.Map;

/// Whose change counts where both do not go together: one by one, and for all else.
///
/// @param otherwise where nothing is said of a spot
/// @param single of single spots
public record Choices(Preference otherwise, Map<Spot, Preference> single) {

    public Choices {
        single = Map.copyOf(single);
    }

    /// What a conflict is about, whatever each side made of it.
    ///
    /// @param kind of the item
    /// @param id of the item
    /// @param pointer to its field; empty for all of it
    public record Spot(String kind, String id, String pointer) {

        public static Spot of(Conflict conflict) {
            return of(conflict.item(), conflict.pointer());
        }

        static Spot of(Item item, String pointer) {
            return new Spot(item.kind(), item.id(), pointer);
        }
    }

    /// The same everywhere.
    public static Choices all(Preference preference) {
        return new Choices(preference, Map.of());
    }

    /// With a word on one spot.
    public Choices with(Spot spot, Preference preference) {
        Map<Spot, Preference> more = new HashMap<>(single);
        more.put(spot, preference);
        return new Choices(otherwise, more);
    }

    public Preference at(Spot spot) {
        return single.getOrDefault(spot, otherwise);
    }

    Preference at(Item item, String pointer) {
        return at(Spot.of(item, pointer));
    }
}
