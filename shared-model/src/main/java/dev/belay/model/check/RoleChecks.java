package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.thing.Thing;
import java.util.Optional;
import java.util.regex.Pattern;

/// Roles that are assumed for things of other accounts.
final class RoleChecks {

    /// Source: "IAM identifiers", AWS IAM user guide.
    private static final Pattern ROLE =
            Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

    private RoleChecks() {}

    static void check(Design design, Findings findings) {
        design.vpcs().forEach(vpc -> role(vpc, vpc.assumeRole(), findings));
        design.dnsRecords().forEach(record -> role(record, record.assumeRole(), findings));
    }

    private static void role(Thing thing, Optional<String> role, Findings findings) {
        role.filter(one -> !ROLE.matcher(one).matches())
                .ifPresent(one ->
                        findings.add(
                                Problem.of(
                                        ProblemCode.BAD_ROLE,
                                        Place.at(thing.id(), "/assumeRole"),
                                        Findings.label(thing),
                                        one)));
    }
}
