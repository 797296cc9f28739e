package dev.belay.app.shell;

import dev.belay.model.status.NodeReport;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Picture;
import java.util.OptionalDouble;

/// How far the clocks of a cluster's nodes are apart.
final class ClockSpread {
    private ClockSpread() {}

    /// Milliseconds between the earliest and the latest clock, as the authority measured them;
    /// empty while it has measured none.
    static OptionalDouble millis(Picture picture) {
        String authority = picture.authority();
        if (authority == null) {
            return OptionalDouble.empty();
        }
        NodeReport report = picture.node(authority).map(Picture.NodePicture::report).orElse(null);
        if (report == null) {
            return OptionalDouble.empty();
        }
        double least = 0;
        double most = 0;
        boolean measured = false;
        for (PeerSight peer : report.peers()) {
            Double offset = peer.clockOffsetMillis();
            if (offset != null) {
                measured = true;
                least = Math.min(least, offset);
                most = Math.max(most, offset);
            }
        }
        return measured ? OptionalDouble.of(most - least) : OptionalDouble.empty();
    }
}
