package dev.belay.reach.publish;

import dev.belay.model.content.ContentName;
import java.io.IOException;
import java.util.List;

/// Where chunks come from: a folder, a node, several of them.
public interface ChunkSource {

    /// Gives those of the wanted chunks that it has, in any order, and leaves out the others.
    /// Blocks until all are given; may be called again for what is missing still.
    ///
    /// @throws IOException when the source broke off; what was taken before counts
    void fetch(List<ContentName> wanted, Taker taker) throws IOException;

    /// Takes chunks as they come.
    interface Taker {

        /// Takes one.
        ///
        /// @param bytes not looked at after the call
        /// @throws IOException when they cannot be kept; the source then stops
        void take(ContentName name, byte[] bytes) throws IOException;
    }
}
