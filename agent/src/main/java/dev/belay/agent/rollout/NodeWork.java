package dev.belay.agent.rollout;

import dev.belay.agent.core.cluster.SetState;
import dev.belay.agent.core.cluster.SetVersion;
import dev.belay.agent.replicate.Drift;
import dev.belay.agent.replicate.Hooks;
import dev.belay.agent.replicate.StoredVersion;
import dev.belay.agent.replicate.Switch;
import dev.belay.agent.replicate.VersionStore;
import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.Change;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentHash;
import dev.belay.model.content.ContentName;
import dev.belay.model.content.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What a node does with the files of a set: fetch, try, put in force, put back. Blocks throughout.
final class NodeWork {

    private final Supplier<String> self;
    private final Place place;
    private final VersionStore store;
    private final PeerCopies peers;
    private final ContentHash hash;
    private final Room room;

    /// @param versions folder of the {@link VersionStore}
    /// @param marks folder of the {@link Mark}s
    /// @param edits where edited files are kept that were put back
    record Place(Path versions, Path marks, Path edits) {
        Path mark(String set) {
            return marks.resolve(set + ".json");
        }
    }

    NodeWork(
            Supplier<String> self,
            Place place,
            VersionStore store,
            PeerCopies peers,
            ContentHash hash,
            Room room) {
        this.self = self;
        this.place = place;
        this.store = store;
        this.peers = peers;
        this.hash = hash;
        this.room = room;
    }

    /// Has a version here as a whole and tries it.
    ///
    /// @param wanted false as soon as nobody waits for it any more
    StoredVersion stage(SetState set, SetVersion version, BooleanSupplier wanted)
            throws ContentException, InterruptedException {
        checkTarget(set);
        StoredVersion stored = fetch(set, version, wanted);
        hooks(set, version).validate(stored.tree());
        return stored;
    }

    /// What would fail at the switch is refused before anything is switched anywhere.
    private void checkTarget(SetState set) throws ContentException {
        Path target = target(set);
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new ContentException(
                    "target-parent-missing",
                    "the folder '" + parent + "', which the target is in",
                    "none on this node",
                    "install the service here, or make the folder");
        }
        String found =
                switch (switchOf(set).state()) {
                    case Switch.State.Absent _, Switch.State.Ours _ -> "";
                    case Switch.State.Folder _ -> set.takeOver() ? "" : "a folder";
                    case Switch.State.Foreign(String what) -> what;
                };
        if (!found.isEmpty()) {
            throw new ContentException(
                    "target-in-the-way",
                    "nothing, or a link of ours, at '" + target + "'",
                    found,
                    "move it away, or publish with --take-over if it is a folder");
        }
    }

    private StoredVersion fetch(SetState set, SetVersion version, BooleanSupplier wanted)
            throws ContentException {
        Optional<StoredVersion> here = stored(set.name(), version);
        return here.isPresent()
                ? here.get()
                : take(set.name(), version.number(), name(version), peers, wanted);
    }

    /// Has a version here as a whole.
    ///
    /// @param manifest the name of its manifest
    /// @param from who has it
    /// @param wanted false as soon as nobody waits for it any more
    StoredVersion take(
            String set, long number, ContentName manifest, PeerCopies from, BooleanSupplier wanted)
            throws ContentException {
        dropOther(set, number, manifest);
        Manifest files;
        try {
            files = manifest(set, number, manifest, from);
        } catch (IOException e) {
            throw new ContentException(
                    new ApiError(
                            "source-broke-off",
                            "version " + number + " from another member",
                            String.valueOf(e.getMessage()),
                            "nothing to do: it is asked for again"),
                    e);
        }
        var chunks = new PeerChunks(self, from, set, number, files, wanted);
        StoredVersion stored = store.stage(set, number, files, chunks, chunks);
        room.used(chunks.fetched());
        return stored;
    }

    /// Of a version that is being taken ahead it is here already.
    private Manifest manifest(String set, long number, ContentName name, PeerCopies from)
            throws ContentException, IOException {
        Optional<Manifest> known =
                store.manifest(set, number).filter(one -> one.name(hash).equals(name));
        if (known.isPresent()) {
            return known.get();
        }
        Optional<StoredVersion> base = store.versions(set).stream().findFirst();
        return new PeerManifest(from, hash).fetch(set, number, name, base);
    }

    /// Another content that came under this number was given up by its publisher, unless it is in
    /// force.
    private void dropOther(String set, long number, ContentName manifest) throws ContentException {
        Optional<StoredVersion> there = store.version(set, number);
        if (there.isPresent() && !there.get().name().equals(manifest)) {
            drop(set, number);
        }
    }

    /// Removes a version that was never ordered, and what came of one.
    void giveUp(String set, long number) throws ContentException {
        drop(set, number);
        store.abandon(set);
    }

    private void drop(String set, long number) throws ContentException {
        if (inForce(set).filter(one -> one.number() == number).isEmpty()) {
            store.drop(set, number);
        }
    }

    private Optional<StoredVersion> stored(String set, SetVersion version) {
        return store.version(set, version.number()).filter(one -> one.name().equals(name(version)));
    }

    private static ContentName name(SetVersion version) {
        return ContentName.parse(version.manifest())
                .orElseThrow(() -> new IllegalStateException("a manifest's name is 64 digits"));
    }

    /// Puts a version that is here in force, and sees that it is.
    void putInForce(SetState set, SetVersion version)
            throws ContentException, InterruptedException, IOException {
        StoredVersion stored =
                stored(set.name(), version)
                        .orElseThrow(() ->
                                new ContentException(
                                        "version-missing",
                                        "version " + version.number() + " on this node",
                                        "none",
                                        "nothing to do: it is fetched again"));
        Path mark = place.mark(set.name());
        Mark changing = Mark.read(mark).changing();
        changing.write(mark);
        Hooks hooks = hooks(set, version);
        Hooks.Before before = hooks.look();
        switchOf(set).to(stored.tree(), set.takeOver());
        hooks.reload(stored.tree(), before);
        new Mark(version.number(), changing.before()).write(mark);
    }

    /// What was at the target before the set came back there.
    ///
    /// @param last the version whose service has to notice
    void release(SetState set, SetVersion last)
            throws ContentException, InterruptedException, IOException {
        Path mark = place.mark(set.name());
        Mark.read(mark).changing().write(mark);
        Hooks hooks = hooks(set, last);
        Hooks.Before before = hooks.look();
        Switch link = switchOf(set);
        boolean wasOurs = link.state() instanceof Switch.State.Ours;
        link.release();
        if (wasOurs && link.state() instanceof Switch.State.Folder) {
            hooks.reload(target(set), before);
        }
        Mark.NONE.write(mark);
    }

    /// Local edits, and whether the target still leads to the version.
    List<Drift.Found> drift(SetState set, long number) throws ContentException {
        StoredVersion stored = known(set, number);
        if (!switchOf(set).state().equals(new Switch.State.Ours(stored.tree()))) {
            return List.of(new Drift.Found("", Change.KIND));
        }
        return store.drift(set.name(), number);
    }

    /// Puts the version in force back over local edits; those are kept aside.
    void putBack(SetState set, SetVersion version)
            throws ContentException, InterruptedException, IOException {
        StoredVersion stored = known(set, version.number());
        if (!store.drift(set.name(), version.number()).isEmpty()) {
            var chunks =
                    new PeerChunks(
                            self,
                            peers,
                            set.name(),
                            version.number(),
                            stored.manifest(),
                            () -> true);
            Path aside =
                    place.edits().resolve(set.name() + "-" + Long.toString(System.nanoTime(), 36));
            store.putBack(set.name(), version.number(), chunks, chunks, aside);
        }
        putInForce(set, version);
    }

    void prune(String set, Set<Long> inUse) throws ContentException {
        store.prune(set, SetState.KEPT, inUse);
    }

    /// When nothing else is to be done: makes the next small change a quick one.
    void layAhead(String set) throws ContentException {
        store.layAhead(set);
    }

    Mark mark(String set) throws IOException {
        return Mark.read(place.mark(set));
    }

    Optional<StoredVersion> inForce(String set) {
        try {
            return store.version(set, mark(set).inForce());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private StoredVersion known(SetState set, long number) throws ContentException {
        return store.version(set.name(), number)
                .orElseThrow(() ->
                        new ContentException(
                                "version-missing",
                                "version " + number + " on this node",
                                "none",
                                "wait until the node has followed"));
    }

    private Switch switchOf(SetState set) {
        return new Switch(place.versions(), target(set));
    }

    private Hooks hooks(SetState set, SetVersion version) {
        return new Hooks(version.hook(), target(set));
    }

    /// Several agents on one machine, as in a lab, need targets of their own.
    private Path target(SetState set) {
        return Path.of(set.target().replace("{node}", self.get()));
    }
}
