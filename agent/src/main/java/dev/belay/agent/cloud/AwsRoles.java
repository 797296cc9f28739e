package dev.belay.agent.cloud;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Roles of other accounts that a design names, and what they are assumed for.
///
/// @param byVpc ARN by `vpc-…`
/// @param byRecord ARN by what [#record] makes of a record
/// @param region where they are assumed for records, such as that of the node; empty: by the SDK's
///   own chain
public record AwsRoles(Map<String, String> byVpc, Map<String, String> byRecord, String region) {

    /// Everything is this account's.
    public static final AwsRoles NONE = new AwsRoles(Map.of(), Map.of(), "");

    public AwsRoles {
        byVpc = Map.copyOf(byVpc);
        byRecord = Map.copyOf(byRecord);
    }

    /// A record among others, however its name was written.
    public static String record(String zoneId, String host) {
        return zoneId + ' ' + host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    Optional<String> ofVpc(String vpcId) {
        return Optional.ofNullable(byVpc.get(vpcId));
    }

    Optional<String> of(DnsWish wish) {
        return Optional.ofNullable(byRecord.get(record(wish.zoneId(), wish.host())));
    }
}
