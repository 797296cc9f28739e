package dev.belay.model.edit;

import java.util.List;

/// What was done, for a menu: *Undo: move gw-1*.
///
/// @param key of the sentence
/// @param args that fill it
public record EditName(String key, List<String> args) {

    public EditName {
        args = List.copyOf(args);
    }

    public static EditName of(String key, String... args) {
        return new EditName(key, List.of(args));
    }
}
