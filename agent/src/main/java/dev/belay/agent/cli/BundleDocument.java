package dev.belay.agent.cli;

import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.bundle.LeftOut;
import dev.belay.model.bundle.Voucher;
import dev.belay.model.diff.Change;
import dev.belay.model.diff.Conflict;
import dev.belay.model.diff.DiffText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Bundles, differences and merges as documents and as lines.
final class BundleDocument {

    private BundleDocument() {}

    /// A bundle.
    ///
    /// @param keyType null without a signature
    /// @param signers who may use the key; empty when nobody was asked for
    record About(
            String file,
            String cluster,
            @Nullable String keyType,
            @Nullable String fingerprint,
            List<String> signers,
            List<Entry> entries,
            List<Left> leftOut) {}

    /// One entry.
    record Entry(String path, int sizeBytes, String sha256) {}

    /// Something that is not inside.
    record Left(String what, String of, String name) {}

    /// A bundle that is refused.
    record Refused(boolean verified, List<BundleSource.Wrong> problems) {}

    /// One difference.
    record Difference(
            String what,
            String kind,
            String id,
            String name,
            String pointer,
            String before,
            String after,
            boolean drawing) {}

    /// Two changes that do not go together.
    record Clash(
            String code,
            String kind,
            String id,
            String pointer,
            String base,
            String ours,
            String theirs,
            String sentence) {}

    static About about(String file, BundleManifest manifest, Voucher voucher) {
        return new About(
                file,
                manifest.clusterId(),
                voucher.isSigned() ? voucher.keyType() : null,
                voucher.isSigned() ? voucher.fingerprint() : null,
                voucher.signers(),
                manifest.entries().stream()
                        .map(one -> new Entry(one.path(), one.size(), one.sha256().toString()))
                        .toList(),
                manifest.leftOut().stream()
                        .map(one -> new Left(one.what().code(), one.of(), one.name()))
                        .toList());
    }

    static Difference difference(Change change) {
        return new Difference(
                change.what().name().toLowerCase(Locale.ROOT),
                change.item().kind(),
                change.item().id(),
                change.item().name(),
                change.pointer(),
                change.before(),
                change.after(),
                change.isDrawing());
    }

    static Clash clash(Conflict conflict, Locale locale) {
        return new Clash(
                conflict.code().code(),
                conflict.item().kind(),
                conflict.item().id(),
                conflict.pointer(),
                conflict.base(),
                conflict.ours(),
                conflict.theirs(),
                DiffText.of(locale).sentence(conflict));
    }

    /// A conflict as a line.
    static String line(Conflict conflict, Locale locale) {
        DiffText text = DiffText.of(locale);
        return conflict.code().code()
                + ": "
                + text.sentence(conflict)
                + " "
                + text.advice(conflict);
    }

    static void showLeftOut(List<LeftOut> leftOut, Terminal terminal) {
        for (LeftOut one : leftOut) {
            terminal.out().println("  " + one.sentence(terminal.locale()));
        }
    }

    static void show(List<Change> changes, Terminal terminal) {
        DiffText text = DiffText.of(terminal.locale());
        changes.forEach(one -> terminal.out().println(text.line(one)));
    }
}
