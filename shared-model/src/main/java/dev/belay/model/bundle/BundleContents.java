package dev.belay.model.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// A bundle that holds, with all that is in it.
///
/// @param files bytes of each entry that the manifest lists, by its path
public record BundleContents(Bundle bundle, Map<String, byte[]> files) {

    public BundleContents {
        files = Map.copyOf(files);
    }

    /// The runbook in a language, such as `ja`; empty when there is none.
    public Optional<String> runbook(String language) {
        return Optional.ofNullable(files.get("runbook." + language + ".md"))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
