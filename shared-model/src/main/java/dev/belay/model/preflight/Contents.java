package dev.belay.model.preflight;

/// What a document was recognised as, whether or not a picture can be made of it.
///
/// @param what which answer
/// @param count how many things are in it
/// @param cut whether AWS has more than was printed
public record Contents(Described what, int count, boolean cut) {}
