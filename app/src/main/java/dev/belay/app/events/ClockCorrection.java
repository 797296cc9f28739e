package dev.belay.app.events;

import dev.belay.model.status.NodeReport;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Picture;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What brings each node's clock onto one common clock: that of the node whose view counts now.
///
/// @param reference id of that node; null while none is known, and nothing is corrected
/// @param millisByNode added to a time of that node
record ClockCorrection(@Nullable String reference, Map<String, Long> millisByNode) {

    static final ClockCorrection NONE = new ClockCorrection(null, Map.of());

    static ClockCorrection of(Picture picture) {
        String authority = picture.authority();
        if (authority == null) {
            return NONE;
        }
        NodeReport report = picture.node(authority).map(Picture.NodePicture::report).orElse(null);
        if (report == null) {
            return NONE;
        }
        Map<String, Long> millis = new HashMap<>();
        for (PeerSight peer : report.peers()) {
            Double offset = peer.clockOffsetMillis();
            if (offset != null) {
                millis.put(peer.peer(), -Math.round(offset));
            }
        }
        return new ClockCorrection(authority, Map.copyOf(millis));
    }

    long millisOf(String node) {
        return millisByNode.getOrDefault(node, 0L);
    }
}
