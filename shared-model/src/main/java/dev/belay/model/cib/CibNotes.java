package dev.belay.model.cib;

import java.util.ArrayList;
import java.util.List;

/// Collects what a reading leaves out.
final class CibNotes {

    private final List<Unheeded> unheeded = new ArrayList<>();

    void unheeded(String feature, CibElement where) {
        Unheeded note = new Unheeded(feature, where.id());
        if (!unheeded.contains(note)) {
            unheeded.add(note);
        }
    }

    List<Unheeded> all() {
        return unheeded;
    }
}
