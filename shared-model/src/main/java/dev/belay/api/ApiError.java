package dev.belay.api;

/// Why an agent did not do what it was asked; the body of every answer from 400 on.
///
/// @param code stable, in `lower-case-with-dashes`
/// @param wanted what would have been right
/// @param found what was found, quoted
/// @param advice what to do
public record ApiError(String code, String wanted, String found, String advice) {

    /// One sentence for a log or a terminal.
    public String sentence() {
        return wanted + "; found " + found + ": " + advice;
    }
}
