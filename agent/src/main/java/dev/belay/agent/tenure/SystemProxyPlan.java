package dev.belay.agent.tenure;

import dev.belay.model.proxy.ProxyFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// What has to be done so that a host has the files of a proxy that it is to have, and no others of
/// Belay's own. What is not Belay's own is never touched.
final class SystemProxyPlan {

    /// From the root of a host; each with the folder that is there where the host has a use for it.
    static final Map<String, String> FILES =
            Map.of(ProxyFiles.SHELLS, "etc/profile.d", ProxyFiles.UNITS, "etc/systemd");

    /// What there is in the place of a file.
    sealed interface Found {

        record Nothing() implements Found {}

        /// The host has no use for it.
        ///
        /// @param folder that is missing
        record NoFolder(String folder) implements Found {}

        record Text(String text) implements Found {}

        /// A folder, a link, or what cannot be read.
        record Other(String why) implements Found {}
    }

    /// What is done with a file.
    sealed interface Step {

        /// From the root of the host.
        String file();

        record Write(String file, String text) implements Step {}

        record Remove(String file) implements Step {}

        /// Nothing, although the design wants it otherwise.
        record Refuse(String file, String why) implements Step {}
    }

    private SystemProxyPlan() {}

    /// In the order of the files.
    ///
    /// @param wanted by their paths from the root; those that are not in it are to be gone
    /// @param found the same for each of the known ones
    static List<Step> of(SortedMap<String, String> wanted, Map<String, Found> found) {
        return FILES.keySet().stream()
                .sorted()
                .flatMap(file ->
                        step(
                                file,
                                Optional.ofNullable(wanted.get(file)),
                                found.getOrDefault(file, new Found.Nothing())))
                .toList();
    }

    private static Stream<Step> step(String file, Optional<String> wanted, Found found) {
        return switch (found) {
            case Found.Nothing() -> wanted.<Step>map(text -> new Step.Write(file, text)).stream();
            case Found.Text(var text) when text.startsWith(ProxyFiles.MARK) ->
                    wanted.isEmpty()
                            ? Stream.of(new Step.Remove(file))
                            : wanted
                                    .filter(one -> !one.equals(text))
                                    .<Step>map(one -> new Step.Write(file, one))
                                    .stream();
            // Where none is wanted, somebody else's is nobody's business.
            case Found.Text _ ->
                    refusal(
                            file,
                            wanted,
                            "a file that Belay did not write is there, and is left as it is: remove it, or give the proxy a narrower scope");
            case Found.NoFolder(var folder) ->
                    refusal(
                            file,
                            wanted,
                            "this host has no folder '/%s': nobody would read it"
                                    .formatted(folder));
            case Found.Other(var why) -> refusal(file, wanted, why);
        };
    }

    private static Stream<Step> refusal(String file, Optional<String> wanted, String why) {
        return wanted.<Step>map(_ -> new Step.Refuse(file, why)).stream();
    }
}
