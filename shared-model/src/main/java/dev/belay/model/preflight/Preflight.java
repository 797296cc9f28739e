package dev.belay.model.preflight;

import dev.belay.model.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the cloud is like against what is wanted of it.
///
/// @param wanted what it is to be like
/// @param results one a check, in their order; checks of the way beyond the VPC only where one is
///   wanted
/// @param path a packet's, to the virtual IP and back
public record Preflight(Wanted wanted, List<CheckResult> results, List<Hop> path) {

    public Preflight {
        results = List.copyOf(results);
        path = List.copyOf(path);
    }

    /// Makes all checks. Nothing is asked of the cloud, nothing is guessed.
    public static Preflight of(Wanted wanted, CloudPicture picture) {
        Ground ground = new Ground(wanted, picture);
        List<CheckResult> all = new ArrayList<>();
        all.addAll(new NodeChecks(ground).all());
        all.addAll(new AddressChecks(ground).all());
        all.addAll(new TableChecks(ground).all());
        if (wanted.isBeyondVpc()) {
            all.add(new ReturnChecks(ground).check());
            all.addAll(new TransitChecks(ground).all());
            all.add(new PropagationCheck(ground).check());
            all.addAll(new TransitTableChecks(ground).all());
            all.addAll(new LineChecks(ground).all());
        }
        return new Preflight(wanted, all, new PathProof(ground, all).hops());
    }

    /// The result of a check; empty when it does not apply.
    public Optional<CheckResult> result(PreflightCheck check) {
        return results.stream().filter(one -> one.check() == check).findFirst();
    }

    /// How many checks ended so.
    public int count(Outcome outcome) {
        return (int) results.stream().filter(one -> one.outcome() == outcome).count();
    }

    /// The worst of all.
    public Outcome outcome() {
        return results.stream()
                .map(CheckResult::outcome)
                .min(Outcome::compareTo)
                .orElse(Outcome.PASS);
    }

    /// The first hop that is broken.
    public Optional<Hop> brokenHop() {
        return path.stream().filter(hop -> hop.state() == Hop.State.BROKEN).findFirst();
    }

    /// Commands whose answers are missing, each once.
    public List<String> asks() {
        return results.stream()
                .flatMap(one -> one.findings().stream())
                .flatMap(finding -> finding.ask().stream())
                .distinct()
                .toList();
    }

    /// The exact changes for what failed, each once; none in another VPC.
    public ChangeSet changes() {
        return new ChangeSet(
                wanted.region(),
                results.stream()
                        .flatMap(one -> one.findings().stream())
                        .filter(finding -> finding.outcome() == Outcome.FAIL)
                        .flatMap(finding -> finding.change().stream())
                        .distinct()
                        .toList());
    }

    /// The destination of the routes to the virtual IP.
    public Cidr route() {
        return wanted.route();
    }
}
