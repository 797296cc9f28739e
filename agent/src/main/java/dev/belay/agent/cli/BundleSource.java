package dev.belay.agent.cli;

import dev.belay.model.bundle.Bundle;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.bundle.BundleReader;
import dev.belay.model.bundle.SignatureCheck;
import dev.belay.model.check.Problem;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import dev.belay.reach.bundle.BundleFiles;
import dev.belay.reach.bundle.SshSignatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// A design out of a file, whether that is a design or a bundle.
///
/// @param path as it was given
/// @param design that is in it
/// @param bundle empty for a design alone
record BundleSource(String path, Design design, Optional<Bundle> bundle) {

    /// A refusal as a document.
    record Wrong(String code, String sentence, String advice) {}

    /// What is wrong with a bundle or a design, and has been told.
    static final class TellAll extends Exception {

        private final List<Wrong> problems;

        TellAll(List<Wrong> problems) {
            super(problems.isEmpty() ? "wrong" : problems.getFirst().sentence());
            this.problems = List.copyOf(problems);
        }

        List<Wrong> problems() {
            return problems;
        }
    }

    /// Adds the options that say who has to vouch for bundles.
    static void describeSigners(CommandSpec spec, Terminal terminal) {
        Given.value(spec, terminal, String.class, "FILE", null, "--allowed-signers");
        Given.value(spec, terminal, String.class, "ID", null, "--signer");
    }

    /// Who has to vouch.
    ///
    /// @throws Refusal when the list cannot be read
    static SignatureCheck check(ParseResult given, Terminal terminal) throws Refusal, TellAll {
        Optional<String> list = Given.text(given, "--allowed-signers");
        Optional<String> signer = Given.text(given, "--signer");
        if (list.isEmpty()) {
            if (signer.isPresent()) {
                throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("bundle.signer-needs-list"));
            }
            return SshSignatures.byAnybody();
        }
        String text;
        try {
            text = Files.readString(Path.of(list.get()));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED, terminal.text("bundle.list-unreadable", list.get(), why(e)));
        }
        try {
            return SshSignatures.by(text, signer, Instant.now(), ZoneId.systemDefault());
        } catch (BundleException e) {
            throw told(e, terminal);
        }
    }

    /// Reads a design or a bundle; of a bundle that nobody was asked for, says so.
    static BundleSource read(String path, SignatureCheck check, Terminal terminal)
            throws Refusal, TellAll {
        byte[] bytes = bytes(path, terminal);
        if (BundleReader.isBundle(bytes)) {
            Bundle bundle = bundle(bytes, check, terminal);
            if (!bundle.voucher().isTrusted()) {
                terminal.error(nobody(path, bundle, terminal));
            }
            return new BundleSource(path, bundle.design(), Optional.of(bundle));
        }
        DesignFile file = DesignFile.of(path, bytes);
        if (file.design().isEmpty()) {
            List<Wrong> wrong = new ArrayList<>();
            for (Problem problem : file.problems()) {
                wrong.add(
                        new Wrong(
                                problem.code().code(),
                                file.place(problem) + ": " + problem.sentence(terminal.locale()),
                                problem.advice(terminal.locale())));
            }
            throw new TellAll(wrong);
        }
        return new BundleSource(path, file.design().get(), Optional.empty());
    }

    /// Reads a bundle and nothing else.
    static Bundle bundle(String path, SignatureCheck check, Terminal terminal)
            throws Refusal, TellAll {
        return bundle(bytes(path, terminal), check, terminal);
    }

    private static byte[] bytes(String path, Terminal terminal) throws Refusal, TellAll {
        try {
            return BundleFiles.read(Path.of(path));
        } catch (IOException e) {
            throw new Refusal(ExitCode.FAILED, terminal.text("bundle.unreadable", path, why(e)));
        } catch (BundleException e) {
            throw told(e, terminal);
        }
    }

    private static Bundle bundle(byte[] bytes, SignatureCheck check, Terminal terminal)
            throws TellAll {
        try {
            return BundleReader.read(bytes, check);
        } catch (BundleException e) {
            throw told(e, terminal);
        }
    }

    static TellAll told(BundleException refused, Terminal terminal) {
        List<Wrong> wrong = new ArrayList<>();
        for (BundleProblem one : refused.problems()) {
            wrong.add(
                    new Wrong(
                            one.code().code(),
                            one.sentence(terminal.locale()),
                            one.advice(terminal.locale())));
        }
        return new TellAll(wrong);
    }

    /// That nobody whom the reader knows vouches.
    static String nobody(String path, Bundle bundle, Terminal terminal) {
        return bundle.voucher().isSigned()
                ? terminal.text(
                        "bundle.nobody-asked",
                        path,
                        bundle.voucher().keyType(),
                        bundle.voucher().fingerprint())
                : terminal.text("bundle.unsigned", path);
    }

    /// Tells what is wrong, as a document too when that is wanted.
    static ExitCode refused(TellAll wrong, ParseResult given, Terminal terminal) {
        if (Given.isSet(given, "--json")) {
            terminal.json(new BundleDocument.Refused(false, wrong.problems()));
        }
        wrong.problems().forEach(one -> terminal.error(line(one)));
        return ExitCode.PROBLEMS_FOUND;
    }

    /// One refusal as a line.
    static String line(Wrong wrong) {
        return wrong.code() + ": " + wrong.sentence() + " " + wrong.advice();
    }

    /// What a design that came out of this one has to name.
    List<ContentName> forerunners() {
        List<ContentName> all = new ArrayList<>();
        all.add(BundleManifest.nameOf(design));
        bundle.ifPresent(one -> all.addAll(one.manifest().after()));
        return all;
    }

    static String why(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
