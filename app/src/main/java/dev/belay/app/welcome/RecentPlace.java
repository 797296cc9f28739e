package dev.belay.app.welcome;

import java.time.Instant;

/// Something that was opened before and can be opened again.
///
/// @param icon literal of the pack
/// @param isProtected whether it is a protected cluster
/// @param name what people call it
/// @param detail where it is, in a few words
/// @param openedAt when it was opened last
/// @param open opens it again
public record RecentPlace(
        String icon,
        boolean isProtected,
        String name,
        String detail,
        Instant openedAt,
        Runnable open) {}
