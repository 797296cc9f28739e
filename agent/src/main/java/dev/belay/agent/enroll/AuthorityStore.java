package dev.belay.agent.enroll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The authorities whose keys a voter holds, each in a folder of its own; nobody but the owner may
/// look into it.
public final class AuthorityStore {

    private final Path folder;

    /// @param folder made when the first authority is put into it
    public AuthorityStore(Path folder) {
        this.folder = folder;
    }

    /// Keeps an authority, durably. May be repeated.
    public void put(ClusterAuthority authority) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        authority.writeTo(folder.resolve(authority.id()));
    }

    /// The authority with an id; empty when this node does not hold its key.
    ///
    /// @throws IOException when the files are damaged
    public Optional<ClusterAuthority> find(String id) throws IOException {
        Path dir = folder.resolve(id);
        return id.matches("[0-9a-f]{8}")
                        && Files.exists(dir.resolve(ClusterAuthority.CERTIFICATE_FILE))
                ? Optional.of(ClusterAuthority.readFrom(dir))
                : Optional.empty();
    }

    /// Ids of all that it holds.
    public List<String> ids() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(one -> String.valueOf(one.getFileName())).sorted().toList();
        }
    }

    /// Forgets the key of an authority.
    public void remove(String id) throws IOException {
        Path dir = folder.resolve(id);
        if (!id.matches("[0-9a-f]{8}") || !Files.isDirectory(dir)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(dir)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }
}
