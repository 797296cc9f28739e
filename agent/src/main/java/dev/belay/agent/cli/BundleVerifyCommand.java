package dev.belay.agent.cli;

import dev.belay.model.bundle.Bundle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Says whether a bundle is what an allowed signer made; asks no agent.
final class BundleVerifyCommand implements Command {

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "BUNDLE", "bundle");
        BundleSource.describeSigners(spec, terminal);
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        if (Given.text(given, "--allowed-signers").isEmpty()) {
            throw new Refusal(
                    ExitCode.WRONG_USAGE,
                    terminal.text(
                            "usage.missing", "--allowed-signers FILE", "belay bundle verify"));
        }
        String path = Given.parameter(given, 0);
        boolean isJson = Given.isSet(given, "--json");
        try {
            Bundle bundle =
                    BundleSource.bundle(path, BundleSource.check(given, terminal), terminal);
            if (isJson) {
                terminal.json(
                        new Verified(
                                true,
                                BundleDocument.about(path, bundle.manifest(), bundle.voucher())));
            } else {
                terminal.out()
                        .println(
                                terminal.text(
                                        "bundle.verified",
                                        path,
                                        String.join(", ", bundle.voucher().signers()),
                                        bundle.voucher().keyType(),
                                        bundle.voucher().fingerprint(),
                                        bundle.manifest().clusterId()));
                bundle.manifest()
                        .entries()
                        .forEach(one ->
                                terminal.out()
                                        .println(
                                                "  "
                                                        + one.sha256()
                                                        + "  "
                                                        + one.path()
                                                        + "  "
                                                        + one.size()));
                terminal.out().println(terminal.text("bundle.left-out"));
                BundleDocument.showLeftOut(bundle.manifest().leftOut(), terminal);
            }
            return ExitCode.DONE;
        } catch (BundleSource.TellAll e) {
            return BundleSource.refused(e, given, terminal);
        }
    }

    /// A bundle that holds.
    record Verified(boolean verified, BundleDocument.About bundle) {}
}
