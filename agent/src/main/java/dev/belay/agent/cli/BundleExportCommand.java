package dev.belay.agent.cli;

import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.Voucher;
import dev.belay.model.content.ContentName;
import dev.belay.reach.bundle.BundleFiles;
import dev.belay.reach.bundle.SshSignatures;
import dev.belay.reach.ssh.SshSignature;
import dev.belay.reach.ssh.SshSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        Question.describe(spec, terminal);
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        if (file.isWrong()) {
            file.problems().forEach(one -> terminal.error(file.line(one, terminal)));
            return ExitCode.PROBLEMS_FOUND;
        }
        String output =
                Given.text(given, "--output")
                        .orElseThrow(() ->
                                new Refusal(
                                        ExitCode.WRONG_USAGE,
                                        terminal.text(
                                                "usage.missing",
                                                "--output FILE",
                                                "belay bundle export")));
        try {
            Set<ContentName> after = new LinkedHashSet<>();
            for (String former : Given.texts(given, "--follows")) {
                after.addAll(
                        BundleSource.read(former, SshSignatures.byAnybody(), terminal)
                                .forerunners());
            }
            BundleDraft draft = BundleDraft.of(file.design().orElseThrow(), List.copyOf(after));
            return write(draft, Path.of(output), given, terminal);
        } catch (BundleException e) {
            return refused(BundleSource.told(e, terminal), terminal);
        } catch (BundleSource.TellAll e) {
            return refused(e, terminal);
        }
    }

    private static ExitCode refused(BundleSource.TellAll e, Terminal terminal) {
        e.problems().forEach(one -> terminal.error(BundleSource.line(one)));
        return ExitCode.PROBLEMS_FOUND;
    }

    private static ExitCode write(
            BundleDraft draft, Path output, ParseResult given, Terminal terminal)
            throws Refusal, IOException {
        Optional<String> key = Given.text(given, "--sign");
        if (Files.exists(output) && (key.isPresent() || isAnother(draft, output))) {
            Question.confirm(given, terminal, terminal.text("bundle.overwrite", output));
        }
        Voucher voucher = Voucher.NONE;
        Optional<byte[]> signature = Optional.empty();
        if (key.isPresent()) {
            SshSigner signer = signer(key.get(), terminal);
            signature = Optional.of(signed(draft, signer, key.get(), terminal));
            voucher =
                    new Voucher(
                            List.of(),
                            SshSignature.typeOf(signer.key()),
                            SshSignature.fingerprint(signer.key()));
        }
        BundleFiles.write(output, draft.zip(signature));
        if (Given.isSet(given, "--json")) {
            terminal.json(BundleDocument.about(output.toString(), draft.manifest(), voucher));
            return ExitCode.DONE;
        }
        terminal.out()
                .println(
                        terminal.text(
                                "bundle.exported", output, draft.manifest().entries().size()));
        terminal.out()
                .println(
                        voucher.isSigned()
                                ? terminal.text(
                                        "bundle.signed", voucher.keyType(), voucher.fingerprint())
                                : terminal.text("bundle.not-signed"));
        terminal.out().println(terminal.text("bundle.left-out"));
        BundleDocument.showLeftOut(draft.manifest().leftOut(), terminal);
        return ExitCode.DONE;
    }

    private static boolean isAnother(BundleDraft draft, Path output) throws IOException {
        byte[] bytes = draft.zip(Optional.empty());
        return Files.size(output) != bytes.length
                || !Arrays.equals(Files.readAllBytes(output), bytes);
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

    private static byte[] signed(BundleDraft draft, SshSigner signer, String key, Terminal terminal)
            throws Refusal {
        try {
            return SshSignatures.sign(draft.manifestBytes(), signer);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.FAILED,
                    terminal.text("bundle.key", key, String.valueOf(e.getMessage())));
        }
    }
}
