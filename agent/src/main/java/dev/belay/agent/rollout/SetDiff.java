package dev.belay.agent.rollout;

import dev.belay.agent.core.cluster.SetState;
import dev.belay.agent.core.cluster.SetVersion;
import dev.belay.agent.replicate.VersionStore;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigDiff.FileDiff;
import dev.belay.model.content.Chunk;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestDiff;
import dev.belay.model.content.UnifiedDiff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What differs between two versions, or between a version and what a node has. Blocks.
final class SetDiff {

    private static final String NODE = "node:";
    private static final int MOST_FILES = 500;
    private static final int MOST_CHARACTERS = 4 << 20;

    private final SetState set;
    private final VersionStore store;
    private final PeerCopies peers;
    private final ContentHash hash;
    private int characters;

    /// A manifest, and who has its chunks besides this node.
    private record Side(String name, Manifest manifest, List<String> holders) {}

    SetDiff(SetState set, VersionStore store, PeerCopies peers, ContentHash hash) {
        this.set = set;
        this.store = store;
        this.peers = peers;
        this.hash = hash;
    }

    /// @param from a number, or `node:ID`
    ConfigDiff between(String from, String to) throws ConfigException {
        Side old = side(from);
        Side now = side(to);
        var files = new ArrayList<FileDiff>();
        Map<String, FileEntry> before = files(old.manifest());
        Map<String, FileEntry> after = files(now.manifest());
        for (ManifestDiff.Difference one : ManifestDiff.between(old.manifest(), now.manifest())) {
            if (files.size() == MOST_FILES) {
                break;
            }
            String unified = unified(old, before.get(one.path()), now, after.get(one.path()));
            files.add(new FileDiff(one.path(), one.change(), unified, one.facts()));
        }
        return new ConfigDiff(set.name(), old.name(), now.name(), files);
    }

    private Side side(String text) throws ConfigException {
        try {
            if (text.startsWith(NODE)) {
                String node = text.substring(NODE.length());
                byte[] encoded = PeerScan.of(peers, node, set.name());
                return new Side(
                        node,
                        dev.belay.model.content.ManifestFormat.decode(encoded),
                        List.of(node));
            }
            SetVersion version =
                    set.version(number(text))
                            .orElseThrow(() ->
                                    ConfigException.refused(
                                            "version-unknown",
                                            "a version that is kept",
                                            "'" + text + "'",
                                            "look at the list of versions"));
            return new Side(text, manifest(version), peers.holders(set.name(), version.number()));
        } catch (IOException e) {
            throw ConfigException.refused(
                    "content-unreachable",
                    "the files of " + text,
                    String.valueOf(e.getMessage()),
                    "try again when the node answers");
        } catch (ContentException e) {
            throw ConfigException.refused(e.errors().getFirst());
        }
    }

    private static long number(String text) throws ConfigException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ConfigException.refused(
                    "version-unknown",
                    "the number of a version, or node:ID",
                    "'" + text + "'",
                    "look at the list of versions");
        }
    }

    private Manifest manifest(SetVersion version) throws IOException {
        ContentName name = ContentName.parse(version.manifest()).orElseThrow();
        Optional<Manifest> here =
                store.version(set.name(), version.number())
                        .map(one -> one.manifest())
                        .filter(one -> one.name(hash).equals(name));
        return here.isPresent()
                ? here.get()
                : new PeerManifest(peers, hash)
                        .fetch(set.name(), version.number(), name, Optional.empty());
    }

    private String unified(
            Side old,
            @org.jspecify.annotations.Nullable FileEntry before,
            Side now,
            @org.jspecify.annotations.Nullable FileEntry after) {
        boolean same = before != null && after != null && before.chunks().equals(after.chunks());
        if (same || isLarge(before) || isLarge(after) || characters > MOST_CHARACTERS) {
            return "";
        }
        Optional<byte[]> from = content(before, old);
        Optional<byte[]> to = content(after, now);
        if (from.isEmpty() || to.isEmpty()) {
            return "";
        }
        String unified = UnifiedDiff.between(from.get(), to.get());
        characters += unified.length();
        return unified;
    }

    private static boolean isLarge(@org.jspecify.annotations.Nullable FileEntry file) {
        return file != null && file.size() > UnifiedDiff.MOST_BYTES;
    }

    private Optional<byte[]> content(@org.jspecify.annotations.Nullable FileEntry file, Side side) {
        var bytes = new ByteArrayOutputStream();
        for (Chunk chunk : file == null ? List.<Chunk>of() : file.chunks()) {
            Optional<byte[]> one =
                    store.chunk(chunk.name()).or(() -> fromPeer(chunk.name(), side.holders()));
            if (one.isEmpty()) {
                return Optional.empty();
            }
            bytes.writeBytes(one.get());
        }
        return Optional.of(bytes.toByteArray());
    }

    private Optional<byte[]> fromPeer(ContentName name, List<String> holders) {
        for (String holder : holders) {
            try {
                var question = new Question.Chunks("", 0, List.of(name));
                if (peers.ask(holder, question) instanceof Reply.Found(var pieces)
                        && !pieces.isEmpty()
                        && hash.of(pieces.getFirst().bytes()).equals(name)) {
                    return Optional.of(pieces.getFirst().bytes());
                }
            } catch (IOException e) {
                // The next one may answer.
            }
        }
        return Optional.empty();
    }

    private static Map<String, FileEntry> files(Manifest manifest) {
        var files = new HashMap<String, FileEntry>();
        manifest.files().forEach(file -> files.put(file.path(), file));
        return files;
    }
}
