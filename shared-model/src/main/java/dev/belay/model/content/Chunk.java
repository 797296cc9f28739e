package dev.belay.model.content;

import org.jspecify.annotations.Nullable;

/// A piece of a file.
///
/// @param length in bytes, 1 to [Chunker#LONGEST]
public record Chunk(ContentName name, int length) {

    public Chunk {
        if (length < 1 || length > Chunker.LONGEST) {
            throw new IllegalArgumentException("a chunk of " + length + " bytes");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Chunk chunk && length == chunk.length && name.equals(chunk.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
