package dev.belay.model.preflight;

import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;

/// Names of what a policy is about. What a design does not say is `*` in them.
final class Arns {

    private Arns() {}

    /// Of something of EC2 in the VPC's region and account.
    static String ofEc2(Vpc vpc, String resource) {
        return "arn:"
                + partition(vpc.region())
                + ":ec2:"
                + orAny(vpc.region())
                + ":"
                + orAny(vpc.account())
                + ":"
                + resource;
    }

    static String partition(Design design) {
        return design.vpcs().stream()
                .map(Vpc::region)
                .findFirst()
                .map(Arns::partition)
                .orElse("aws");
    }

    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static String orAny(String part) {
        return part.isEmpty() ? "*" : part;
    }
}
