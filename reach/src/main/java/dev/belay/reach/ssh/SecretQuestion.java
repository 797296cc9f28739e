package dev.belay.reach.ssh;

/// Something that only the user knows and that is never stored.
///
/// @param kind what it is for
/// @param subject the key file's path, or `user@host:port`
/// @param prompt what to show; the server's own words for an ANSWER
/// @param hidden whether the answer must not be shown while it is typed
/// @param again whether the last answer to the same question was wrong
public record SecretQuestion(
        Kind kind, String subject, String prompt, boolean hidden, boolean again) {

    /// What a secret opens.
    public enum Kind {
        /// A key file.
        PASSPHRASE,
        /// An account.
        PASSWORD,
        /// Whatever the server asks, for instance a one-time code.
        ANSWER
    }
}
