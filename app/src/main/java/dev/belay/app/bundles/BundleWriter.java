package dev.belay.app.bundles;

import dev.belay.app.bundles.ExportState.Fault;
import dev.belay.app.bundles.ExportState.Step;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleLimits;
import dev.belay.model.design.Design;
import dev.belay.reach.WholeFile;
import dev.belay.reach.bundle.SealedBundle;
import dev.belay.reach.ssh.Secrets;
import dev.belay.reach.ssh.SshSigner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Signs a bundle and writes it: whole or not at all, opened again before it takes its name, and
/// never over what somebody changed meanwhile. Blocks.
///
/// @param wanted what is to be written
/// @param agent socket of the ssh-agent; empty for none
/// @param secrets who is asked for the pass-phrase
/// @param step told what goes on
/// @param isCancelled asked between the steps
record BundleWriter(
        Wanted wanted,
        Optional<Path> agent,
        Secrets secrets,
        Consumer<Step> step,
        BooleanSupplier isCancelled) {

    /// What is to be written.
    ///
    /// @param key file of the key that signs; empty to sign with none
    /// @param mayReplace whether another file may go for it
    record Wanted(
            Design design,
            BundleDraft draft,
            String file,
            Optional<String> key,
            boolean mayReplace) {}

    /// That it ends here, with nothing written.
    private static final class Ended extends Exception {
        private final transient ExportState state;

        Ended(ExportState state) {
            super(state.toString());
            this.state = state;
        }

        Ended(Fault fault) {
            this(new ExportState.Failed(fault));
        }
    }

    ExportState write() {
        try {
            Path file = path(wanted.file()).orElseThrow(() -> noFile());
            Optional<byte[]> found = content(file);
            if (found.isPresent() && !wanted.mayReplace() && isAnother(found.get())) {
                return new ExportState.Overwrite(file);
            }
            step(Step.SIGNING);
            SealedBundle sealed = sealed();
            step(Step.WRITING);
            write(file, found, sealed);
            return new ExportState.Done(
                    file, sealed.bundle().voucher(), sealed.bundle().manifest().entries().size());
        } catch (Ended e) {
            return e.state;
        }
    }

    private Ended noFile() {
        return new Ended(new Fault.NoFile(wanted.file()));
    }

    private void step(Step next) throws Ended {
        if (isCancelled.getAsBoolean()) {
            throw new Ended(new ExportState.Form());
        }
        step.accept(next);
    }

    /// A signature may be another each time.
    private boolean isAnother(byte[] found) {
        return wanted.key().isPresent()
                || !Arrays.equals(found, wanted.draft().zip(Optional.empty()));
    }

    private static Optional<byte[]> content(Path file) throws Ended {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(BundleLimits.FILE_BYTES + 1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Ended(new Fault.Disk(file, Source.why(e)));
        }
    }

    private SealedBundle sealed() throws Ended {
        String key = wanted.key().orElse("");
        try {
            Optional<SshSigner> signer = Optional.empty();
            if (wanted.key().isPresent()) {
                Path file =
                        path(key)
                                .filter(Files::isRegularFile)
                                .orElseThrow(() -> new Ended(new Fault.NoKey(key, "")));
                signer = Optional.of(SshSigner.open(file, agent, secrets));
            }
            return SealedBundle.of(wanted.design(), wanted.draft(), signer);
        } catch (IOException e) {
            if (isCancelled.getAsBoolean()) {
                throw new Ended(new ExportState.Form());
            }
            throw new Ended(new Fault.NoKey(key, String.valueOf(e.getMessage())));
        }
    }

    private void write(Path file, Optional<byte[]> found, SealedBundle sealed) throws Ended {
        WholeFile.Look<Ended> look =
                written -> {
                    step(Step.VERIFYING);
                    verify(written, sealed);
                    Optional<byte[]> now = content(file);
                    if (!Arrays.equals(found.orElse(null), now.orElse(null))) {
                        throw new Ended(new Fault.Changed(file));
                    }
                    step(Step.VERIFYING);
                };
        try {
            WholeFile.write(file, sealed.zip(), look);
        } catch (IOException e) {
            throw new Ended(new Fault.Disk(file, Source.why(e)));
        }
    }

    private static void verify(byte[] written, SealedBundle sealed) throws Ended {
        try {
            if (!Arrays.equals(written, sealed.zip()) || !sealed.isIn(written)) {
                throw new Ended(new Fault.Otherwise(List.of()));
            }
        } catch (BundleException e) {
            throw new Ended(new Fault.Otherwise(e.problems()));
        }
    }

    /// A path as people write it, `~` for their own folder; empty for what is none.
    static Optional<Path> path(String text) {
        String plain = text.strip();
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    plain.startsWith("~/")
                            ? Path.of(System.getProperty("user.home"), plain.substring(2))
                            : Path.of(plain));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
