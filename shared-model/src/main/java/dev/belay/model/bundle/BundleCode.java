package dev.belay.model.bundle;

import java.util.Locale;

/// Why a bundle is refused; each has a text and an advice in both languages and a row in
/// `docs/reference/bundle.md`.
public enum BundleCode {
    // The file as a zip, looked at before anything in it.
    FILE_TOO_LARGE,
    NOT_A_ZIP,
    TRUNCATED,
    STRAY_BYTES,
    ZIP_FEATURE,
    HEADERS_DIFFER,
    HEADERS_CHANGED,
    TOO_MANY_ENTRIES,
    ENTRY_TOO_LARGE,
    UNPACKED_TOO_LARGE,
    RATIO,
    ENTRY_DAMAGED,
    PATH_ABSOLUTE,
    PATH_CLIMBS,
    PATH_CHARACTERS,
    PATH_TOO_LONG,
    DUPLICATE_ENTRY,
    PATH_CLASH,
    NO_PLAIN_FILE,
    MANIFEST_MISSING,
    // Who vouches for the manifest.
    UNSIGNED,
    SIGNATURE_MALFORMED,
    SIGNATURE_NAMESPACE,
    SIGNATURE_ALGORITHM,
    SIGNATURE_CERTIFICATE,
    SIGNATURE_WEAK_KEY,
    SIGNATURE_WRONG,
    SIGNER_UNKNOWN,
    SIGNER_ANOTHER,
    SIGNER_NAMESPACE,
    SIGNER_NOT_YET,
    SIGNER_EXPIRED,
    SIGNER_AUTHORITY,
    SIGNERS_LINE,
    // What the manifest says, once somebody vouches for it.
    NOT_A_BUNDLE,
    VERSION_NEWER,
    VERSION_UNKNOWN,
    MANIFEST_MALFORMED,
    ENTRY_MISSING,
    ENTRY_UNLISTED,
    ENTRY_SIZE,
    ENTRY_HASH,
    // The design, once its bytes are what the manifest says.
    DESIGN_MISSING,
    DESIGN_WRONG,
    CLUSTER_DIFFERS,
    // What may not be put into one.
    SECRET_INSIDE;

    /// Its stable name.
    public String code() {
        return "bundle-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
