package dev.belay.model.content;

/// A piece of a file.
///
/// @param length in bytes, 1 to [Chunker#LONGEST]
public record Chunk(ContentName name, int length) {

    public Chunk {
        if (length < 1 || length > Chunker.LONGEST) {
            throw new IllegalArgumentException("a chunk of " + length + " bytes");
        }
    }
}
