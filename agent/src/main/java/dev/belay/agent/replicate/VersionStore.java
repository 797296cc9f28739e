package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.agent.host.PosixException;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Entry;
import dev.belay.model.content.Limits;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestFormat;
import dev.belay.model.content.ManifestRules;
import dev.belay.model.content.PathRules;
import dev.belay.reach.publish.ChunkSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The versions of config sets that this node has, each as a whole: `SET/NUMBER/manifest` and
/// `SET/NUMBER/tree`. There is no other store: the chunks of a version are in its files.
///
/// A version is built in `SET/.staging` and comes into being by one rename, after all of it is on
/// the disk. Whatever ends the process, [#open] finds whole versions only; what was fetched for the
/// next one is kept, and taken up again when the same manifest is staged.
///
/// Calls for one set follow each other; different sets, and [#chunk], do not wait for each other.
public final class VersionStore {

    private static final String STAGING = ".staging";
    private static final String TRASH = ".trash-";
    private static final String STAMPS = ".stamps";
    private static final int FOLDER_MODE = 0755;

    /// Set by set, the newest version first.
    private static final Comparator<StoredVersion> ORDER =
            Comparator.comparing(StoredVersion::set)
                    .thenComparing(StoredVersion::number, Comparator.reverseOrder());

    private final Path folder;
    private final ContentHash hash;
    private final StepWatch steps;
    private final Map<String, Object> locks = new HashMap<>();
    private final Map<String, Coming> coming = new ConcurrentHashMap<>();
    private final Map<String, Spare> spares = new ConcurrentHashMap<>();
    private volatile Contents contents;

    /// Never changed, only replaced.
    private record Contents(List<StoredVersion> versions, ChunkIndex index) {}

    private VersionStore(Path folder, ContentHash hash, StepWatch steps) {
        this.folder = folder;
        this.hash = hash;
        this.steps = steps;
        this.contents = new Contents(List.of(), new ChunkIndex(List.of(), hash, this::knownStamps));
    }

    /// Makes the folder when it is not there, and removes what was being deleted.
    ///
    /// @param folder services read the trees below it, so they must be able to enter it
    public static VersionStore open(Path folder, ContentHash hash) throws ContentException {
        return open(folder, hash, StepWatch.NONE);
    }

    static VersionStore open(Path folder, ContentHash hash, StepWatch steps)
            throws ContentException {
        var store = new VersionStore(folder.toAbsolutePath().normalize(), hash, steps);
        try {
            store.load();
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
        return store;
    }

    /// Whole versions of a set, newest first.
    public List<StoredVersion> versions(String set) {
        return contents.versions().stream().filter(one -> one.set().equals(set)).toList();
    }

    public Optional<StoredVersion> version(String set, long number) {
        return versions(set).stream().filter(one -> one.number() == number).findFirst();
    }

    /// Names of the sets that have a version here.
    public List<String> sets() {
        return contents.versions().stream().map(StoredVersion::set).distinct().sorted().toList();
    }

    /// A chunk for a peer: blocks for one read. Empty when no kept file has it unchanged, and it
    /// has not come yet either.
    public Optional<byte[]> chunk(ContentName name) {
        for (Coming version : coming.values()) {
            Optional<byte[]> come = version.read(name);
            if (come.isPresent()) {
                return come;
            }
        }
        return contents.index().read(name);
    }

    /// Whether a version brings the chunk that is being staged now. Asked before [#chunk]: what is
    /// not there then, and was said not to come, is not here at all.
    public boolean isComing(ContentName name) {
        return coming.values().stream().anyMatch(version -> version.brings(name));
    }

    /// Waits until those chunks have come that are on their way; not longer than it is told.
    public void await(Collection<ContentName> names, Duration atMost) throws InterruptedException {
        if (coming.isEmpty()) {
            return;
        }
        long end = System.nanoTime() + atMost.toNanos();
        List<ContentName> awaited = lacking(names);
        for (Coming version : coming.values()) {
            version.await(awaited, end - System.nanoTime());
        }
    }

    /// The manifest of a version that is here or is being staged.
    public Optional<Manifest> manifest(String set, long number) {
        return version(set, number)
                .map(StoredVersion::manifest)
                .or(() ->
                        Optional.ofNullable(coming.get(set))
                                .filter(version -> version.number() == number)
                                .map(Coming::manifest));
    }

    /// A version will be staged at once: its manifest can be asked for from now on.
    public void expect(String set, long number, Manifest manifest) {
        var _ = expected(set, number, manifest);
    }

    private Coming expected(String set, long number, Manifest manifest) {
        return coming.compute(
                set,
                (_, known) ->
                        known != null && known.is(number, manifest)
                                ? known
                                : new Coming(number, manifest));
    }

    /// Those that [#chunk] would have to be asked elsewhere for; looks at no file.
    public List<ContentName> lacking(Collection<ContentName> names) {
        ChunkIndex index = contents.index();
        List<ContentName> lacking = new ArrayList<>();
        for (ContentName name : names) {
            if (index.place(name).isEmpty()) {
                lacking.add(name);
            }
        }
        return lacking;
    }

    /// Builds a version beside the others. Blocks until all of it is on the disk. A version that is
    /// there already, with this manifest, stays as it is.
    ///
    /// @throws ContentException `source-broke-off` and `chunks-missing` keep what came: call again,
    ///   with another source perhaps; after any other refusal nothing of it is left
    public StoredVersion stage(
            String set, long number, Manifest manifest, ChunkSource source, StageProgress progress)
            throws ContentException {
        checkName(set, number);
        ManifestRules.require(manifest);
        Coming expected = expected(set, number, manifest);
        try {
            return stage(set, number, manifest, source, progress, expected);
        } finally {
            coming.remove(set, expected);
            expected.end();
        }
    }

    private StoredVersion stage(
            String set,
            long number,
            Manifest manifest,
            ChunkSource source,
            StageProgress progress,
            Coming expected)
            throws ContentException {
        synchronized (lock(set)) {
            Optional<StoredVersion> there = version(set, number);
            if (there.isPresent() && there.get().manifest().equals(manifest)) {
                return there.get();
            }
            if (there.isPresent()) {
                throw new ContentException(
                        "version-taken",
                        "a new number for another content of '" + set + "'",
                        "version " + number,
                        "publish with the next number");
            }
            byte[] encoded = ManifestFormat.encode(manifest);
            ContentName name = hash.of(encoded);
            return build(
                    new StoredVersion(set, number, manifest, name, numbered(set, number)),
                    encoded,
                    source,
                    progress,
                    expected);
        }
    }

    /// Builds a version anew whose files were edited, and puts it in the place of the edited one in
    /// one step. The edited files go to a folder of their own.
    ///
    /// @param edits where they are kept; must be on the same file system and not exist
    public StoredVersion putBack(
            String set, long number, ChunkSource source, StageProgress progress, Path edits)
            throws ContentException {
        synchronized (lock(set)) {
            StoredVersion edited = known(set, number);
            List<Drift.Found> drift = Drift.find(edited, stamps(set), hash);
            build(
                    edited,
                    ManifestFormat.encode(edited.manifest()),
                    source,
                    progress,
                    new Coming(number, edited.manifest()));
            try {
                keepEdits(edited, drift, edits);
                return edited;
            } catch (PosixException e) {
                throw StageFaults.of(e);
            }
        }
    }

    /// What differs between a version and its files.
    public List<Drift.Found> drift(String set, long number) throws ContentException {
        synchronized (lock(set)) {
            return Drift.find(known(set, number), stamps(set), hash);
        }
    }

    /// Lays out ahead what the next version of a set will have in common with the newest, so that
    /// staging it costs no more than what differs. To be called when nothing else is to be done.
    /// Blocks; does nothing where it is laid already, or files were edited.
    public void layAhead(String set) throws ContentException {
        synchronized (lock(set)) {
            Optional<StoredVersion> newest = versions(set).stream().findFirst();
            Spare known = spares.get(set);
            if (newest.isEmpty() || (known != null && known.isOf(newest.get()))) {
                return;
            }
            try {
                Stamps stamps = stamps(set);
                discardSpare(set, stamps);
                try {
                    Spare.lay(newest.get(), setFolder(set), stamps, steps)
                            .ifPresent(spare -> spares.put(set, spare));
                } finally {
                    stamps.save();
                }
                steps.done("spare stamps");
            } catch (PosixException e) {
                throw StageFaults.of(e);
            }
        }
    }

    /// What was refused before anything was made has not used it.
    private void forgetUsedSpare(String set) throws PosixException {
        Spare spare = spares.get(set);
        if (spare != null && !spare.isThere()) {
            spares.remove(set);
        }
    }

    private void discardSpare(String set, Stamps stamps) throws PosixException {
        Spare spare = spares.remove(set);
        if (spare != null) {
            spare.discard(stamps);
        }
    }

    /// Deletes all versions of a set but the newest ones and those in use.
    ///
    /// @param keep how many of the newest
    /// @param inUse such as the live one and the one before it
    public void prune(String set, int keep, Set<Long> inUse) throws ContentException {
        synchronized (lock(set)) {
            List<StoredVersion> versions = versions(set);
            var stay = new HashSet<>(inUse);
            versions.stream().limit(keep).forEach(one -> stay.add(one.number()));
            List<StoredVersion> gone =
                    versions.stream().filter(one -> !stay.contains(one.number())).toList();
            if (!gone.isEmpty()) {
                delete(set, gone);
            }
        }
    }

    /// Deletes one version, if it is here.
    public void drop(String set, long number) throws ContentException {
        synchronized (lock(set)) {
            List<StoredVersion> gone = version(set, number).stream().toList();
            if (!gone.isEmpty()) {
                delete(set, gone);
            }
        }
    }

    /// Forgets what was fetched for a version that is not wanted any more.
    public void abandon(String set) throws ContentException {
        synchronized (lock(set)) {
            try {
                VersionFolder.remove(staging(set));
            } catch (PosixException e) {
                throw StageFaults.of(e);
            }
        }
    }

    private StoredVersion build(
            StoredVersion version,
            byte[] encoded,
            ChunkSource source,
            StageProgress progress,
            Coming expected)
            throws ContentException {
        String set = version.set();
        try {
            makeFolder(setFolder(set));
            var staging =
                    new Staging(
                            version.manifest(),
                            encoded,
                            staging(set),
                            versions(set),
                            contents.index(),
                            stamps(set),
                            hash,
                            steps,
                            Optional.ofNullable(spares.get(set)));
            try {
                staging.run(source, progress, expected);
            } finally {
                forgetUsedSpare(set);
            }
            boolean isAnew = Posix.stat(version.folder().toString()).isPresent();
            if (isAnew) {
                Posix.exchange(staging(set), version.folder().toString());
            } else {
                Posix.renameToNew(staging(set), version.folder().toString());
            }
            expected.liesIn(version.tree().toString());
            steps.done("version in place");
            VersionFolder.sync(setFolder(set));
            steps.done("version durable");
            staging.stamp(version);
            steps.done("stamps");
            add(version);
            return version;
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
    }

    /// After the exchange the edited tree lies in the staging folder.
    private void keepEdits(StoredVersion version, List<Drift.Found> drift, Path edits)
            throws PosixException, ContentException {
        Stamps stamps = stamps(version.set());
        var edited = version.in(Path.of(staging(version.set())));
        var former = new FormerNames(edited, stamps);
        String aside = edits.toAbsolutePath().toString();
        for (Drift.Found found : drift) {
            String from = edited.pathOf(found.path());
            if (found.path().isEmpty() || Posix.stat(from).isEmpty()) {
                continue;
            }
            makeFolders(aside + "/" + found.path());
            Posix.rename(from, aside + "/" + found.path());
        }
        VersionFolder.remove(staging(version.set()));
        former.carryOn(versions(version.set()));
        stamps.save();
    }

    private void makeFolders(String file) throws PosixException {
        String parent = file.substring(0, file.lastIndexOf('/'));
        if (!parent.isEmpty() && Posix.stat(parent).isEmpty()) {
            makeFolders(parent);
            Posix.makeFolder(parent, 0700);
        }
    }

    private void delete(String set, List<StoredVersion> gone) throws ContentException {
        try {
            Stamps stamps = stamps(set);
            keepOnly(gone);
            for (StoredVersion version : gone) {
                Spare spare = spares.get(set);
                if (spare != null && spare.isOf(version)) {
                    discardSpare(set, stamps);
                }
                var former = new FormerNames(version, stamps);
                String trash = setFolder(set) + "/" + TRASH + version.number();
                Posix.rename(version.folder().toString(), trash);
                steps.done("version out of place");
                VersionFolder.remove(trash);
                steps.done("version deleted");
                former.carryOn(versions(set));
            }
            stamps.save();
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
    }

    private void load() throws PosixException {
        makeFolder(folder.toString());
        List<StoredVersion> all = new ArrayList<>();
        for (String set : Posix.list(folder.toString())) {
            if (!isName(set)) {
                continue;
            }
            for (String name : Posix.list(setFolder(set))) {
                if (name.startsWith(TRASH)) {
                    VersionFolder.remove(setFolder(set) + "/" + name);
                } else if (name.matches("[1-9][0-9]{0,17}")) {
                    read(set, Long.parseLong(name)).ifPresent(all::add);
                }
            }
        }
        replace(all);
        for (String set : sets()) {
            findSpare(set);
        }
    }

    private void findSpare(String set) throws PosixException {
        StoredVersion newest = versions(set).getFirst();
        Optional<Spare> spare = Spare.found(newest, setFolder(set));
        spare.ifPresent(one -> spares.put(set, one));
        for (String name : Posix.list(setFolder(set))) {
            if (Spare.isNameOf(name) && !spare.filter(one -> one.isAt(name)).isPresent()) {
                VersionFolder.remove(setFolder(set) + "/" + name);
            }
        }
    }

    /// What has no sound manifest is no version; it is left for people to look at.
    private Optional<StoredVersion> read(String set, long number) throws PosixException {
        Path place = numbered(set, number);
        Optional<byte[]> bytes = VersionFolder.read(place + "/manifest", Limits.ENCODED_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            Manifest manifest = ManifestFormat.decode(bytes.get());
            return Optional.of(
                    new StoredVersion(set, number, manifest, hash.of(bytes.get()), place));
        } catch (ContentException e) {
            return Optional.empty();
        }
    }

    private synchronized void keepOnly(List<StoredVersion> gone) {
        List<StoredVersion> rest = new ArrayList<>(contents.versions());
        rest.removeAll(gone);
        contents = new Contents(List.copyOf(rest), new ChunkIndex(rest, hash, this::knownStamps));
    }

    /// One more, or one that was built anew. Looks at that one and the newest of its set only.
    private synchronized void add(StoredVersion version) {
        List<StoredVersion> all = new ArrayList<>(contents.versions());
        boolean isAnew =
                all.removeIf(
                        one -> one.set().equals(version.set()) && one.number() == version.number());
        if (isAnew) {
            all.add(version);
            replace(all);
            return;
        }
        var known = new HashMap<String, Entry>();
        versions(version.set()).stream()
                .limit(1)
                .flatMap(newest -> newest.manifest().entries().stream())
                .forEach(entry -> known.put(entry.path(), entry));
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : version.manifest().entries()) {
            Entry same = known.get(entry.path());
            entries.add(entry.equals(same) ? same : entry);
        }
        var shared = version.with(new Manifest(entries));
        all.add(shared);
        all.sort(ORDER);
        contents = new Contents(List.copyOf(all), contents.index().with(shared, all));
    }

    /// Versions share what they have in common also in memory.
    private synchronized void replace(List<StoredVersion> versions) {
        var same = new HashMap<Entry, Entry>();
        List<StoredVersion> shared = new ArrayList<>();
        for (StoredVersion version : versions) {
            List<Entry> entries = new ArrayList<>();
            for (Entry entry : version.manifest().entries()) {
                Entry known = same.putIfAbsent(entry, entry);
                entries.add(known == null ? entry : known);
            }
            shared.add(version.with(new Manifest(entries)));
        }
        shared.sort(ORDER);
        contents =
                new Contents(List.copyOf(shared), new ChunkIndex(shared, hash, this::knownStamps));
    }

    private StoredVersion known(String set, long number) throws ContentException {
        return version(set, number)
                .orElseThrow(() ->
                        new ContentException(
                                "version-missing",
                                "a version of '" + set + "' that is kept on this node",
                                "version " + number,
                                "choose one of the list"));
    }

    private static void checkName(String set, long number) throws ContentException {
        if (!isName(set) || number < 1) {
            throw new ContentException(
                    "set-name",
                    "a name of 1 to 64 small letters, digits and inner hyphens, and a number from 1",
                    PathRules.quoted(set) + ", " + number,
                    "choose another name");
        }
    }

    static boolean isName(String set) {
        return set.matches("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    }

    private static void makeFolder(String path) throws PosixException {
        if (Posix.stat(path).isEmpty()) {
            int end = path.lastIndexOf('/');
            if (end > 0) {
                makeFolder(path.substring(0, end));
            }
            Posix.makeFolder(path, FOLDER_MODE);
        }
    }

    private Stamps stamps(String set) throws ContentException {
        try {
            return Stamps.read(setFolder(set) + "/" + STAMPS);
        } catch (PosixException e) {
            throw StageFaults.of(e);
        }
    }

    /// Without any where they cannot be read: files are then compared with their names.
    private Stamps knownStamps(String set) {
        try {
            return stamps(set);
        } catch (ContentException e) {
            return Stamps.none();
        }
    }

    private Object lock(String set) {
        synchronized (locks) {
            return locks.computeIfAbsent(set, _ -> new Object());
        }
    }

    private String setFolder(String set) {
        return folder + "/" + set;
    }

    private String staging(String set) {
        return setFolder(set) + "/" + STAGING;
    }

    private Path numbered(String set, long number) {
        return folder.resolve(set).resolve(Long.toString(number));
    }
}
