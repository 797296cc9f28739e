package dev.belay.agent.cli;

import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.bundle.SignatureCheck;
import dev.belay.model.bundle.Voucher;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import dev.belay.reach.bundle.SealedBundle;
import dev.belay.reach.ssh.SshSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Writes a design and all that is rendered of it as one zip, signed or not; asks no agent.
final class BundleExportCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "exported-design");
        Given.value(spec, terminal, String.class, "FILE", null, "-o", "--output");
        Given.value(spec, terminal, String.class, "KEY", null, "--sign");
        Given.values(spec, terminal, "FILE", "--follows");
        BundleSource.describeSigners(spec, terminal);
        Question.describe(spec, terminal);
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        if (file.isRefused(terminal)) {
            return ExitCode.PROBLEMS_FOUND;
        }
        String named =
                Given.text(given, "--output")
                        .orElseThrow(() ->
                                new Refusal(
                                        ExitCode.WRONG_USAGE,
                                        terminal.text(
                                                "usage.missing",
                                                "--output FILE",
                                                "belay bundle export")));
        OutputFile output = OutputFile.at(Path.of(named), terminal);
        try {
            List<ContentName> after = forerunners(given, terminal);
            Design design = file.design().orElseThrow();
            return write(design, BundleDraft.of(design, after), output, given, terminal);
        } catch (BundleException e) {
            return BundleSource.refused(BundleSource.told(e, terminal), given, terminal);
        } catch (BundleSource.TellAll e) {
            return BundleSource.refused(e, given, terminal);
        }
    }

    /// What this one came out of; a former bundle has to hold like any that is opened.
    private static List<ContentName> forerunners(ParseResult given, Terminal terminal)
            throws Refusal, BundleSource.TellAll {
        List<String> formers = Given.texts(given, "--follows");
        if (formers.isEmpty() && Given.text(given, "--allowed-signers").isPresent()) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("bundle.list-needs-follows"));
        }
        SignatureCheck check = BundleSource.check(given, terminal);
        Set<ContentName> after = new LinkedHashSet<>();
        for (String former : formers) {
            after.addAll(BundleSource.read(former, check, terminal).forerunners());
        }
        return List.copyOf(after);
    }

    private static ExitCode write(
            Design design,
            BundleDraft draft,
            OutputFile output,
            ParseResult given,
            Terminal terminal)
            throws Refusal, IOException {
        Optional<String> key = Given.text(given, "--sign");
        boolean isAnother = output.isThere() && !output.has(draft.zip(Optional.empty()));
        if (isAnother || (output.isThere() && key.isPresent())) {
            Question.confirm(given, terminal, terminal.text("bundle.overwrite", output.path()));
        }
        SealedBundle sealed = sealed(design, draft, key, terminal);
        output.write(sealed.zip(), terminal, written -> verify(written, sealed, terminal));
        tell(output.path(), draft.manifest(), sealed.bundle().voucher(), given, terminal);
        return ExitCode.DONE;
    }

    /// Opens what was written as whoever gets it does.
    private static void verify(byte[] written, SealedBundle sealed, Terminal terminal)
            throws Refusal {
        try {
            if (!sealed.isIn(written)) {
                throw new Refusal(ExitCode.FAILED, terminal.text("bundle.written-another"));
            }
        } catch (BundleException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    terminal.text(
                            "bundle.written-wrong",
                            BundleSource.line(
                                    BundleSource.told(e, terminal).problems().getFirst())));
        }
    }

    private static void tell(
            Path output,
            BundleManifest manifest,
            Voucher voucher,
            ParseResult given,
            Terminal terminal) {
        if (Given.isSet(given, "--json")) {
            terminal.json(BundleDocument.about(output.toString(), manifest, voucher));
            return;
        }
        terminal.out().println(terminal.text("bundle.exported", output, manifest.entries().size()));
        terminal.out()
                .println(
                        voucher.isSigned()
                                ? terminal.text(
                                        "bundle.signed", voucher.keyType(), voucher.fingerprint())
                                : terminal.text("bundle.not-signed"));
        terminal.out().println(terminal.text("bundle.left-out"));
        BundleDocument.showLeftOut(manifest.leftOut(), terminal);
    }

    private static SshSigner signer(String key, Terminal terminal) throws Refusal {
        Optional<Path> agent =
                Optional.ofNullable(terminal.environment().get("SSH_AUTH_SOCK"))
                        .filter(one -> !one.isEmpty())
                        .map(Path::of);
        try {
            return SshSigner.open(Path.of(key), agent, new RemoteAccess(terminal)::ask);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    terminal.text("bundle.key", key, String.valueOf(e.getMessage())));
        }
    }

    private static SealedBundle sealed(
            Design design, BundleDraft draft, Optional<String> key, Terminal terminal)
            throws Refusal, IOException {
        if (key.isEmpty()) {
            return SealedBundle.of(design, draft, Optional.empty());
        }
        SshSigner signer = signer(key.get(), terminal);
        try {
            return SealedBundle.of(design, draft, Optional.of(signer));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    terminal.text("bundle.key", key.get(), String.valueOf(e.getMessage())));
        }
    }
}
