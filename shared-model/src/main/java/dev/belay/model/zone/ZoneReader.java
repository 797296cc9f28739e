package dev.belay.model.zone;

import dev.belay.model.zone.ZonePicture.HostedZone;
import dev.belay.model.zone.ZonePicture.RecordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reads what `aws route53 get-hosted-zone` and `aws route53 list-resource-record-sets` printed
/// with `--output json`; a text may hold both. Source of the fields: "HostedZone" and
/// "ResourceRecordSet", Amazon Route 53 API Reference.
public final class ZoneReader {

    /// Longest text, in characters.
    public static final int LONGEST = 32 * 1024 * 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> POLICIES =
            List.of(
                    "Weight",
                    "Region",
                    "GeoLocation",
                    "GeoProximityLocation",
                    "Failover",
                    "MultiValueAnswer",
                    "CidrRoutingConfig",
                    "SetIdentifier");

    private ZoneReader() {}

    /// Why a text is no answer.
    public enum Fault {
        EMPTY,
        TOO_LARGE,
        NOT_JSON,
        UNKNOWN_SHAPE
    }

    /// What became of a text.
    ///
    /// @param recognised commands of which it has answers, with how many records
    /// @param fault empty when it was read
    public record Read(ZonePicture picture, List<String> recognised, Optional<Fault> fault) {
        public Read {
            recognised = List.copyOf(recognised);
        }

        private static Read refused(Fault fault) {
            return new Read(ZonePicture.EMPTY, List.of(), Optional.of(fault));
        }
    }

    /// Reads one text.
    public static Read read(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (plain.isBlank()) {
            return Read.refused(Fault.EMPTY);
        }
        if (plain.length() > LONGEST) {
            return Read.refused(Fault.TOO_LARGE);
        }
        ZonePicture picture = ZonePicture.EMPTY;
        List<String> recognised = new ArrayList<>();
        try (JsonParser parser = MAPPER.createParser(plain)) {
            while (parser.nextToken() != null) {
                JsonNode root = parser.readValueAsTree();
                if (root.path("HostedZone").isObject()) {
                    recognised.add("route53 get-hosted-zone");
                    picture = picture.and(zone(root));
                } else if (root.path("ResourceRecordSets").isArray()) {
                    ZonePicture records = records(root);
                    recognised.add(
                            "route53 list-resource-record-sets · " + records.records().size());
                    picture = picture.and(records);
                } else {
                    return Read.refused(Fault.UNKNOWN_SHAPE);
                }
            }
        } catch (JacksonException e) {
            return Read.refused(Fault.NOT_JSON);
        }
        return new Read(picture, recognised, Optional.empty());
    }

    private static ZonePicture zone(JsonNode root) {
        JsonNode zone = root.path("HostedZone");
        List<String> vpcs = new ArrayList<>();
        root.path("VPCs").forEach(one -> vpcs.add(one.path("VPCId").asString("")));
        return new ZonePicture(
                Optional.of(
                        new HostedZone(
                                bare(zone.path("Id").asString("")),
                                normal(zone.path("Name").asString("")),
                                zone.path("Config").path("PrivateZone").asBoolean(false),
                                vpcs)),
                List.of(),
                false);
    }

    private static ZonePicture records(JsonNode root) {
        List<RecordSet> records = new ArrayList<>();
        root.path("ResourceRecordSets").forEach(one -> records.add(record(one)));
        boolean isCut =
                root.path("IsTruncated").asBoolean(false)
                        || root.path("NextToken").isString()
                        || root.path("NextRecordName").isString();
        return new ZonePicture(Optional.empty(), records, !isCut);
    }

    private static RecordSet record(JsonNode one) {
        List<String> values = new ArrayList<>();
        one.path("ResourceRecords").forEach(value -> values.add(value.path("Value").asString("")));
        return new RecordSet(
                normal(one.path("Name").asString("")),
                one.path("Type").asString(""),
                one.path("TTL").isNumber()
                        ? Optional.of(one.path("TTL").asLong())
                        : Optional.empty(),
                values,
                one.path("AliasTarget").isObject(),
                POLICIES.stream().filter(key -> !one.path(key).isMissingNode()).findFirst());
    }

    /// Route 53 answers with `/hostedzone/Z…`, and so it may have been written down.
    public static String bare(String id) {
        return id.replaceFirst("^/?hostedzone/", "");
    }

    /// As names are compared. Route 53 writes an asterisk as `\052`.
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace("\\052", "*").replaceAll("\\.$", "");
    }
}
