package dev.belay.app.bundles;

import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.bundle.Voucher;
import dev.belay.reach.ssh.SecretQuestion;
import java.nio.file.Path;
import java.util.List;

/// How far an export is.
sealed interface ExportState {

    /// It is filled in.
    record Form() implements ExportState {}

    /// The file is there and has something else in it.
    record Overwrite(Path file) implements ExportState {}

    /// The key wants its pass-phrase.
    record Passphrase(SecretQuestion question) implements ExportState {}

    /// It is written.
    record Writing(Step step) implements ExportState {}

    /// What it does, in this order.
    enum Step {
        SIGNING,
        WRITING,
        VERIFYING
    }

    /// It was not written, and what was there is as it was.
    record Failed(Fault fault) implements ExportState {}

    /// It is there.
    record Done(Path file, Voucher voucher, int files) implements ExportState {}

    /// Why nothing was written.
    sealed interface Fault {

        /// No file was named, or one that cannot be.
        ///
        /// @param found what stands in the field
        record NoFile(String found) implements Fault {}

        /// The key cannot sign.
        ///
        /// @param found what stands in the field
        record NoKey(String found, String why) implements Fault {}

        /// The disk did not take it.
        record Disk(Path file, String why) implements Fault {}

        /// Somebody else changed the file meanwhile.
        record Changed(Path file) implements Fault {}

        /// What was read again is not what was written, or does not hold.
        ///
        /// @param problems empty when it holds, but is another
        record Otherwise(List<BundleProblem> problems) implements Fault {
            public Otherwise {
                problems = List.copyOf(problems);
            }
        }
    }
}
