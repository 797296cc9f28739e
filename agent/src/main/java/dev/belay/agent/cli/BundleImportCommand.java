package dev.belay.agent.cli;

import dev.belay.model.bundle.Bundle;
import dev.belay.model.bundle.SignatureCheck;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import dev.belay.model.diff.DesignDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Takes the design out of a bundle that holds; asks no agent.
final class BundleImportCommand implements Command {

    /// What became of it.
    record Imported(String file, boolean changed, List<BundleDocument.Difference> changes) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "BUNDLE", "bundle");
        Given.value(spec, terminal, String.class, "FILE", null, "-o", "--into");
        BundleSource.describeSigners(spec, terminal);
        BundleMerge.describe(spec, terminal);
        Given.flag(spec, terminal, "--replace");
        Question.describe(spec, terminal);
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, IOException {
        try {
            return imported(given, terminal);
        } catch (BundleSource.TellAll e) {
            return BundleSource.refused(e, given, terminal);
        }
    }

    private static ExitCode imported(ParseResult given, Terminal terminal)
            throws Refusal, IOException, BundleSource.TellAll {
        String path = Given.parameter(given, 0);
        BundleMerge.preference(given, terminal);
        SignatureCheck check = BundleSource.check(given, terminal);
        Bundle bundle = BundleSource.bundle(path, check, terminal);
        OutputFile target = OutputFile.at(target(bundle, given, terminal), terminal);
        if (!bundle.voucher().isTrusted()) {
            terminal.error(BundleSource.nobody(path, bundle, terminal));
        }
        if (!target.isThere()) {
            if (Given.text(given, "--base").isPresent()) {
                throw new Refusal(
                        ExitCode.WRONG_USAGE,
                        terminal.text("bundle.nothing-to-merge", target.path()));
            }
            if (!bundle.voucher().isTrusted()) {
                Question.confirm(
                        given, terminal, terminal.text("bundle.import-ask", target.path()));
            }
            return written(target, bundle.design(), List.of(), given, terminal);
        }
        return over(target, bundle, given, terminal);
    }

    private static Path target(Bundle bundle, ParseResult given, Terminal terminal) throws Refusal {
        Optional<String> named = Given.text(given, "--into");
        if (named.isPresent()) {
            return Path.of(named.get());
        }
        String id = bundle.manifest().clusterId();
        if (!id.matches("[a-z][a-z0-9-]{0,62}")) {
            throw new Refusal(
                    ExitCode.WRONG_USAGE,
                    terminal.text("usage.missing", "--into FILE", "belay bundle import"));
        }
        return Path.of(id + ".belay");
    }

    /// Over a design that is there already.
    private static ExitCode over(
            OutputFile output, Bundle bundle, ParseResult given, Terminal terminal)
            throws Refusal, IOException, BundleSource.TellAll {
        boolean isReplacing = Given.isSet(given, "--replace");
        Optional<String> base = Given.text(given, "--base");
        if (isReplacing && base.isPresent()) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("bundle.base-or-replace"));
        }
        Path target = output.path();
        DesignFile former = DesignFile.of(target.toString(), output.found().orElseThrow());
        if (former.design().isEmpty()) {
            if (!isReplacing) {
                throw new Refusal(ExitCode.FAILED, terminal.text("bundle.no-design", target));
            }
            Question.confirm(given, terminal, terminal.text("bundle.overwrite", target));
            return written(output, bundle.design(), List.of(), given, terminal);
        }
        Design ours = former.design().get();
        if (ours.equals(bundle.design())) {
            if (Given.isSet(given, "--json")) {
                terminal.json(new Imported(target.toString(), false, List.of()));
            } else {
                terminal.out().println(terminal.text("bundle.same", target));
            }
            return ExitCode.DONE;
        }
        Design next = bundle.design();
        if (base.isPresent()) {
            Design begun =
                    BundleSource.read(base.get(), BundleSource.check(given, terminal), terminal)
                            .design();
            Optional<Design> merged =
                    BundleMerge.merged(begun, ours, bundle.design(), given, terminal);
            if (merged.isEmpty()) {
                return ExitCode.PROBLEMS_FOUND;
            }
            next = merged.get();
        } else if (!isReplacing && !bundle.isAfter(ours)) {
            throw new Refusal(ExitCode.FAILED, terminal.text("bundle.not-after", target));
        }
        List<Change> changes = DesignDiff.between(ours, next);
        if (!Given.isSet(given, "--json")) {
            BundleDocument.show(changes, terminal);
            terminal.out().flush();
        }
        Question.confirm(given, terminal, terminal.text("bundle.import-ask", target));
        return written(output, next, changes, given, terminal);
    }

    private static ExitCode written(
            OutputFile output,
            Design design,
            List<Change> changes,
            ParseResult given,
            Terminal terminal)
            throws Refusal, IOException {
        BundleMerge.write(output, design, terminal);
        Path target = output.path();
        if (Given.isSet(given, "--json")) {
            terminal.json(
                    new Imported(
                            target.toString(),
                            true,
                            changes.stream().map(BundleDocument::difference).toList()));
        } else {
            terminal.out().println(terminal.text("bundle.imported", target));
        }
        return ExitCode.DONE;
    }
}
