package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.agent.host.PosixStat;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.Entry;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import dev.belay.model.content.Limits;
import dev.belay.model.content.Manifest;
import dev.belay.reach.publish.ChunkSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Builds one version in the staging folder of its set.
final class Staging {

    private static final int PRIVATE = 0700;

    private final Manifest manifest;
    private final byte[] encoded;
    private final String folder;
    private final String tree;
    private final List<StoredVersion> kept;
    private final ChunkIndex index;
    private final Stamps stamps;
    private final ContentHash hash;
    private final StepWatch steps;
    private final Optional<Spare> spare;

    /// Paths of files that the spare had, and that no new name was given to.
    private final Set<String> laid = new HashSet<>();

    /// @param encoded the manifest, by [ManifestFormat]
    Staging(
            Manifest manifest,
            byte[] encoded,
            String folder,
            List<StoredVersion> kept,
            ChunkIndex index,
            Stamps stamps,
            ContentHash hash,
            StepWatch steps,
            Optional<Spare> spare) {
        this.manifest = manifest;
        this.encoded = encoded;
        this.folder = folder;
        this.tree = folder + "/tree";
        this.kept = kept;
        this.index = index;
        this.stamps = stamps;
        this.hash = hash;
        this.steps = steps;
        this.spare = spare;
    }

    /// Ends with everything on the disk.
    ///
    /// @param coming hears of what has come
    void run(ChunkSource source, StageProgress progress, Coming coming) throws ContentException {
        NodeAccounts accounts = NodeAccounts.of(manifest);
        try {
            begin();
            coming.liesIn(tree);
            makeFolders();
            makeLinks();
            List<FileEntry> lacking = linkUnchanged(withoutLaid(accounts), accounts);
            checkRoom(lacking);
            var assembly = new Assembly(tree, index, stamps, hash, steps, coming);
            assembly.run(lacking, source, progress);
            setAttributes(lacking, accounts);
            steps.done("attributes");
            VersionFolder.syncAll(folder);
            steps.done("durable");
        } catch (PosixException e) {
            discard();
            throw StageFaults.of(e);
        }
    }

    /// Remembers what all files are like now, after the last link to them was made.
    void stamp(StoredVersion version) throws PosixException {
        for (FileEntry file : manifest.files()) {
            if (laid.contains(file.path())) {
                continue;
            }
            Optional<PosixStat> stat = Posix.stat(version.pathOf(file.path()));
            // Who edits a version in the moment of its birth finds it unproved, and so read.
            if (stat.isPresent()
                    && stat.get().size() == file.size()
                    && stat.get().modified().equals(file.modified())) {
                stamps.put(stat.get(), file);
            }
        }
        stamps.save();
    }

    /// What an earlier attempt left for this very manifest is used again.
    private void begin() throws PosixException {
        Optional<byte[]> before = VersionFolder.read(folder + "/manifest", Limits.ENCODED_BYTES);
        if (before.isPresent()
                && Arrays.equals(before.get(), encoded)
                && Posix.stat(tree).isPresent()) {
            return;
        }
        VersionFolder.remove(folder);
        if (spare.isPresent()) {
            laid.addAll(spare.get().become(folder, manifest, stamps));
        } else {
            Posix.makeFolder(folder, 0755);
            Posix.makeFolder(tree, PRIVATE);
        }
        steps.done("staging folder");
        VersionFolder.write(folder + "/manifest", encoded);
        steps.done("manifest");
    }

    private void discard() {
        try {
            VersionFolder.remove(folder);
        } catch (PosixException e) {
            // On a file system that takes no more changes; the next attempt begins by removing it.
        }
    }

    private void makeFolders() throws PosixException {
        for (Entry entry : manifest.entries()) {
            if (entry instanceof FolderEntry one && !one.path().isEmpty()) {
                String path = VersionFolder.below(tree, one.path());
                if (Posix.stat(path).isEmpty()) {
                    Posix.makeFolder(path, PRIVATE);
                } else {
                    Posix.setMode(path, PRIVATE);
                }
            }
        }
        steps.done("folders");
    }

    private void makeLinks() throws PosixException {
        for (Entry entry : manifest.entries()) {
            if (entry instanceof LinkEntry link) {
                String path = VersionFolder.below(tree, link.path());
                if (Posix.stat(path).isEmpty()) {
                    Posix.symlink(link.target(), path);
                }
            }
        }
        steps.done("links");
    }

    /// Looks at the files that the spare had: names that lead to something else by now are taken
    /// away.
    ///
    /// @return the files that are not there
    private List<FileEntry> withoutLaid(NodeAccounts accounts) throws PosixException {
        List<FileEntry> lacking = new ArrayList<>();
        for (FileEntry file : manifest.files()) {
            if (laid.contains(file.path())) {
                String path = VersionFolder.below(tree, file.path());
                if (isAsPublished(path, file, accounts)) {
                    continue;
                }
                VersionFolder.remove(path);
                laid.remove(file.path());
            }
            lacking.add(file);
        }
        steps.done("laid files");
        return lacking;
    }

    /// Gives a second name to each file that a kept version has untouched.
    ///
    /// @return the others
    private List<FileEntry> linkUnchanged(List<FileEntry> files, NodeAccounts accounts)
            throws PosixException {
        Map<String, FileEntry> lacking = new LinkedHashMap<>();
        files.forEach(file -> lacking.put(file.path(), file));
        for (StoredVersion version : kept) {
            if (lacking.isEmpty()) {
                break;
            }
            for (FileEntry had : version.manifest().files()) {
                if (had.equals(lacking.get(had.path())) && link(had, version, accounts)) {
                    lacking.remove(had.path());
                }
            }
        }
        steps.done("unchanged files");
        return List.copyOf(lacking.values());
    }

    private boolean link(FileEntry file, StoredVersion version, NodeAccounts accounts)
            throws PosixException {
        String from = version.pathOf(file.path());
        if (!isAsPublished(from, file, accounts)) {
            return false;
        }
        String to = VersionFolder.below(tree, file.path());
        try {
            Posix.link(from, to);
        } catch (PosixException e) {
            if (e.errno() == PosixException.EMLINK) {
                return false;
            }
            if (e.errno() != PosixException.EEXIST) {
                throw e;
            }
            VersionFolder.remove(to);
            Posix.link(from, to);
        }
        return true;
    }

    /// Reads the file only if its inode does not show it.
    private boolean isAsPublished(String path, FileEntry file, NodeAccounts accounts)
            throws PosixException {
        Optional<PosixStat> stat = Posix.stat(path);
        return stat.isPresent()
                && isAsWanted(stat.get(), file, accounts)
                && (stamps.prove(stat.get(), file) || new FileContent(hash).isOf(path, file));
    }

    private static boolean isAsWanted(PosixStat stat, FileEntry file, NodeAccounts accounts) {
        return stat.type() == PosixStat.Type.FILE
                && stat.size() == file.size()
                && stat.mode() == file.mode()
                && stat.user() == accounts.user(file.owner())
                && stat.group() == accounts.group(file.group())
                && stat.modified().equals(file.modified());
    }

    private void checkRoom(List<FileEntry> lacking) throws ContentException {
        long needed = 0;
        for (FileEntry file : lacking) {
            needed += file.size();
        }
        try {
            long free = Files.getFileStore(Path.of(folder)).getUsableSpace();
            // What an interrupted attempt has written is counted twice; then the disk itself says.
            if (needed > free && Posix.list(tree).isEmpty()) {
                discard();
                throw StageFaults.noRoom(folder, needed, free);
            }
        } catch (IOException e) {
            // Some file systems cannot say; writing will.
            steps.done("room unknown");
        }
    }

    /// Owners first, since a change of owner takes bits off the mode; folders last, deepest first,
    /// since one that may not be written takes no files.
    private void setAttributes(List<FileEntry> files, NodeAccounts accounts) throws PosixException {
        for (FileEntry file : files) {
            String path = VersionFolder.below(tree, file.path());
            own(path, accounts.user(file.owner()), accounts.group(file.group()));
            Posix.setMode(path, file.mode());
            Posix.setModified(path, file.modified());
        }
        for (Entry entry : manifest.entries().reversed()) {
            if (entry instanceof FolderEntry one) {
                String path = VersionFolder.below(tree, one.path());
                own(path, accounts.user(one.owner()), accounts.group(one.group()));
                Posix.setMode(path, one.mode());
            }
        }
    }

    /// Files of the agent's own user need no right to give them away.
    private static void own(String path, int user, int group) throws PosixException {
        Optional<PosixStat> stat = Posix.stat(path);
        if (stat.isEmpty() || stat.get().user() != user || stat.get().group() != group) {
            Posix.setOwner(path, user, group);
        }
    }
}
