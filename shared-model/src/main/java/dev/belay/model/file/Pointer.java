package dev.belay.model.file;

import org.jspecify.annotations.Nullable;

/// The way from the root of a JSON text to a value; written as RFC 6901 says, and only when a
/// problem needs it.
///
/// @param parent the way to the value around; null at the root
/// @param step name or index in it
record Pointer(@Nullable Pointer parent, String step) {

    static final Pointer ROOT = new Pointer(null, "");

    Pointer to(String name) {
        return new Pointer(this, name);
    }

    Pointer to(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    @Override
    public String toString() {
        return parent == null ? "" : parent + "/" + step.replace("~", "~0").replace("/", "~1");
    }
}
