package dev.belay.model.bundle;

import dev.belay.model.bundle.BundleManifest.BundleEntry;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.PathRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The file `manifest.json`. There is one text for each manifest, and no other one is read: what
/// somebody signed can be read in one way alone.
final class ManifestText {

    private static final int DEEPEST = 8;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final Map<String, LeftOut.What> LEFT_OUT =
            Arrays.stream(LeftOut.What.values())
                    .collect(Collectors.toMap(LeftOut.What::code, Function.identity()));

    private ManifestText() {}

    static byte[] write(BundleManifest manifest) {
        var out = new StringBuilder();
        out.append("{\n");
        out.append("  \"format\": ").append(quoted(BundleManifest.FORMAT)).append(",\n");
        out.append("  \"version\": ").append(BundleManifest.VERSION).append(",\n");
        out.append("  \"belay\": ").append(quoted(BundleManifest.READ_SINCE)).append(",\n");
        out.append("  \"cluster\": { \"id\": ").append(quoted(manifest.clusterId()));
        out.append(", \"name\": ").append(quoted(manifest.clusterName())).append(" },\n");
        list(out, "after", manifest.after().stream().map(one -> quoted(one.toString())));
        out.append(",\n");
        list(out, "entries", manifest.entries().stream().map(ManifestText::line));
        out.append(",\n");
        list(out, "leftOut", manifest.leftOut().stream().map(ManifestText::line));
        out.append("\n}\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void list(StringBuilder out, String name, Stream<String> lines) {
        List<String> all = lines.toList();
        out.append("  \"").append(name).append("\": [");
        if (!all.isEmpty()) {
            out.append("\n    ").append(String.join(",\n    ", all)).append("\n  ");
        }
        out.append("]");
    }

    private static String line(BundleEntry entry) {
        return "{ \"path\": "
                + quoted(entry.path())
                + ", \"size\": "
                + entry.size()
                + ", \"sha256\": "
                + quoted(entry.sha256().toString())
                + " }";
    }

    private static String line(LeftOut one) {
        return "{ \"what\": "
                + quoted(one.what().code())
                + ", \"of\": "
                + quoted(one.of())
                + ", \"name\": "
                + quoted(one.name())
                + " }";
    }

    private static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }

    /// @throws BundleException when it is no manifest, or one of another version
    static BundleManifest read(byte[] bytes) throws BundleException {
        JsonNode root;
        try {
            root = MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new BundleException(
                    BundleCode.NOT_A_BUNDLE, BundleManifest.FORMAT, excerpt(bytes));
        }
        JsonNode format = root.path("format");
        if (!format.isString() || !format.stringValue().equals(BundleManifest.FORMAT)) {
            throw new BundleException(
                    BundleCode.NOT_A_BUNDLE,
                    BundleManifest.FORMAT,
                    PathRules.quoted(format.toString()));
        }
        checkVersion(root);
        Optional<BundleManifest> read = manifest(root);
        if (read.isEmpty()) {
            throw new BundleException(BundleCode.MANIFEST_MALFORMED, "?");
        }
        int first = Arrays.mismatch(bytes, write(read.get()));
        if (first >= 0) {
            throw new BundleException(BundleCode.MANIFEST_MALFORMED, Integer.toString(first));
        }
        return read.get();
    }

    private static void checkVersion(JsonNode root) throws BundleException {
        String known = Integer.toString(BundleManifest.VERSION);
        JsonNode version = root.path("version");
        String found = PathRules.quoted(version.toString());
        if (!version.isInt() || version.intValue() < BundleManifest.VERSION) {
            throw new BundleException(BundleCode.VERSION_UNKNOWN, found, known);
        }
        if (version.intValue() > BundleManifest.VERSION) {
            JsonNode since = root.path("belay");
            throw new BundleException(
                    BundleCode.VERSION_NEWER,
                    found,
                    known,
                    since.isString() ? PathRules.quoted(since.stringValue()) : "?");
        }
    }

    private static Optional<BundleManifest> manifest(JsonNode root) {
        JsonNode cluster = root.path("cluster");
        List<ContentName> after = new ArrayList<>();
        for (JsonNode one : root.path("after")) {
            text(one).flatMap(ContentName::parse).ifPresent(after::add);
        }
        List<BundleEntry> entries = new ArrayList<>();
        for (JsonNode one : root.path("entries")) {
            Optional<ContentName> hash = text(one.path("sha256")).flatMap(ContentName::parse);
            Optional<String> path = text(one.path("path"));
            if (hash.isEmpty() || path.isEmpty() || !one.path("size").isInt()) {
                return Optional.empty();
            }
            entries.add(new BundleEntry(path.get(), one.path("size").intValue(), hash.get()));
        }
        List<LeftOut> leftOut = new ArrayList<>();
        for (JsonNode one : root.path("leftOut")) {
            LeftOut.What what = LEFT_OUT.get(text(one.path("what")).orElse(""));
            Optional<String> of = text(one.path("of"));
            Optional<String> name = text(one.path("name"));
            if (what == null || of.isEmpty() || name.isEmpty()) {
                return Optional.empty();
            }
            leftOut.add(new LeftOut(what, of.get(), name.get()));
        }
        Optional<String> id = text(cluster.path("id"));
        Optional<String> name = text(cluster.path("name"));
        return id.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new BundleManifest(id.get(), name.get(), after, entries, leftOut));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static String excerpt(byte[] bytes) {
        int length = Math.min(bytes.length, 40);
        return PathRules.quoted(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
}
