package dev.belay.app.dns;

/// What Route 53 says of the zone of the example with a name: for pictures and tests.
public final class DnsFixture {

    /// What stands at the name.
    public enum There {
        NOTHING,
        /// A plain record with a longer life.
        RECORD,
        /// An alias to a load balancer.
        ALIAS
    }

    private DnsFixture() {}

    /// Both answers in one text, as somebody pastes them.
    public static String answers(There there) {
        return """
        {"HostedZone": {"Id": "/hostedzone/Z0123456789ABCDEFGHIJ",
          "Name": "example.com.", "Config": {"PrivateZone": true}},
         "VPCs": [{"VPCRegion": "ap-northeast-1", "VPCId": "vpc-1234abcd"}]}
        {"ResourceRecordSets": [
          {"Name": "example.com.", "Type": "SOA", "TTL": 900, "ResourceRecords": []}%s]}
        """
                .formatted(
                        switch (there) {
                            case NOTHING -> "";
                            case RECORD ->
                                    """
                                    , {"Name": "app.example.com.", "Type": "A", "TTL": 300,
                                    "ResourceRecords": [{"Value": "10.0.110.100"}]}\
                                    """;
                            case ALIAS ->
                                    """
                                    , {"Name": "app.example.com.", "Type": "A", "AliasTarget":
                                    {"HostedZoneId": "Z2", "DNSName": "lb."}}\
                                    """;
                        });
    }
}
