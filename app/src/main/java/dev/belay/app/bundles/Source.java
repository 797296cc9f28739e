package dev.belay.app.bundles;

import dev.belay.model.bundle.BundleCode;
import dev.belay.model.bundle.BundleContents;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.bundle.BundleReader;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.reach.bundle.BundleFiles;
import dev.belay.reach.bundle.ListedSigners;
import dev.belay.reach.bundle.SignerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A design out of a file, whether that is a design or a bundle.
///
/// @param file that it is from
/// @param design that is in it
/// @param contents empty for a design alone
/// @param signer whose signature holds; empty without one
public record Source(
        Path file, Design design, Optional<BundleContents> contents, Optional<SignerKey> signer) {

    /// What became of reading one.
    sealed interface Outcome {
        record Read(Source source) implements Outcome {}

        /// It was not read.
        ///
        /// @param stranger whose signature holds although the list of signers does not name that
        ///   key; empty for every other trouble
        record Refused(Trouble trouble, Optional<SignerKey> stranger) implements Outcome {}
    }

    /// What a design that came out of this one has to name, the nearest first.
    List<ContentName> forerunners() {
        List<ContentName> all = new ArrayList<>();
        all.add(BundleManifest.nameOf(design));
        contents.ifPresent(one -> all.addAll(one.bundle().manifest().after()));
        return all;
    }

    /// How the file is called.
    String name() {
        return String.valueOf(file.getFileName());
    }

    /// Reads a bundle and nothing else. Blocks.
    static Outcome bundle(Path file, BundlePorts ports) {
        return read(file, ports, false);
    }

    /// Reads a bundle or a design. Blocks.
    static Outcome any(Path file, BundlePorts ports) {
        return read(file, ports, true);
    }

    private static Outcome read(Path file, BundlePorts ports, boolean isDesignToo) {
        try {
            byte[] bytes = BundleFiles.read(file);
            return isDesignToo && !BundleReader.isBundle(bytes)
                    ? design(file, bytes)
                    : bundle(file, bytes, ports);
        } catch (BundleException e) {
            return refused(new Trouble.BadBundle(e.problems()));
        } catch (IOException e) {
            return refused(new Trouble.Unreadable(why(e)));
        }
    }

    private static Outcome bundle(Path file, byte[] bytes, BundlePorts ports)
            throws IOException, BundleException {
        ListedSigners check = ports.signers().check(ports.now().get(), ports.zone());
        try {
            BundleContents contents = BundleReader.open(bytes, check);
            return new Outcome.Read(
                    new Source(
                            file,
                            contents.bundle().design(),
                            Optional.of(contents),
                            check.signer()));
        } catch (BundleException e) {
            boolean isStranger = e.problems().getFirst().code() == BundleCode.SIGNER_UNKNOWN;
            return new Outcome.Refused(
                    new Trouble.BadBundle(e.problems()),
                    isStranger ? check.signer() : Optional.empty());
        }
    }

    private static Outcome design(Path file, byte[] bytes) {
        return switch (DesignFormat.read(bytes)) {
            case Reading.Read(Design design, int _) ->
                    new Outcome.Read(new Source(file, design, Optional.empty(), Optional.empty()));
            case Reading.Refused(var problems) -> refused(new Trouble.BadDesign(problems));
        };
    }

    private static Outcome refused(Trouble trouble) {
        return new Outcome.Refused(trouble, Optional.empty());
    }

    static String why(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
