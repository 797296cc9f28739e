package dev.belay.app.wizard;

import org.jspecify.annotations.Nullable;

/// One wizard in the list.
///
/// @param id names its texts
/// @param icon literal of the pack
/// @param maker opens it; null while this version has no such wizard
public record Offer(String id, String icon, @Nullable Maker maker) {

    /// Opens a wizard. FX thread only.
    @FunctionalInterface
    public interface Maker {
        Opened open(Drafts drafts);
    }

    /// A wizard that is open.
    public record Opened(WizardModel model, Face face) {}
}
