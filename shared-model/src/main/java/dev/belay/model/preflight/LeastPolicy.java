package dev.belay.model.preflight;

import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.service.DnsResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectMapper;

/// The smallest IAM policy for what a design uses. An action that IAM cannot restrict to a resource
/// has a statement whose Sid ends in `AnyResource`. Source of which can be: "Actions, resources,
/// and condition keys" of Amazon EC2, Amazon Route 53 and AWS Direct Connect, Service Authorization
/// Reference.
///
/// @param statements in their order
/// @param gaps things of the design without an id, which the policy leaves out
public record LeastPolicy(List<Statement> statements, List<String> gaps) {

    private static final String FOR_ALL = "ForAllValues:StringEquals";

    public LeastPolicy {
        statements = List.copyOf(statements);
        gaps = List.copyOf(gaps);
    }

    /// One statement; all of them allow.
    ///
    /// @param conditions all of them have to hold
    public record Statement(
            String sid, List<String> actions, List<String> resources, List<Condition> conditions) {
        public Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
            conditions = List.copyOf(conditions);
        }
    }

    /// What has to hold of a call.
    ///
    /// @param operator of IAM, such as `StringEquals`
    /// @param key of IAM, such as `aws:RequestedRegion`
    /// @param values one of them
    public record Condition(String operator, String key, List<String> values) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    /// What the nodes' role has to allow.
    public static LeastPolicy of(Design design) {
        List<Statement> all = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        RoutePolicy.add(design, Optional.empty(), all, gaps);
        names(design, Optional.empty(), all, gaps);
        FencePolicy.add(design, all, gaps);
        AddressPolicy.add(design, all, gaps);
        List<String> roles = roles(design);
        if (!roles.isEmpty()) {
            all.add(
                    new Statement(
                            "AssumeRolesOfOtherAccounts",
                            List.of("sts:AssumeRole"),
                            roles,
                            List.of()));
        }
        return new LeastPolicy(all, gaps);
    }

    /// Roles of other accounts that nodes assume, each once.
    public static List<String> roles(Design design) {
        return Stream.concat(
                        design.vpcs().stream().flatMap(vpc -> vpc.assumeRole().stream()),
                        design.dnsRecords().stream().flatMap(one -> one.assumeRole().stream()))
                .distinct()
                .toList();
    }

    /// What one of [#roles] has to allow, in its own account.
    public static LeastPolicy ofRole(Design design, String role) {
        List<Statement> all = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        RoutePolicy.add(design, Optional.of(role), all, gaps);
        names(design, Optional.of(role), all, gaps);
        return new LeastPolicy(all, gaps);
    }

    /// What the role has to allow with which somebody asks for the answers that the preflight
    /// reads; nodes never need it.
    public static LeastPolicy preflight(Design design) {
        List<Statement> all = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        if (!Drawn.virtualIps(design).isEmpty()) {
            ReaderPolicy.add(design, all, gaps);
        }
        return new LeastPolicy(all, gaps);
    }

    /// @param regions an empty one is known to nobody but its nodes, and could be any
    static List<Condition> in(Set<String> regions) {
        return regions.isEmpty() || regions.contains("")
                ? List.of()
                : List.of(
                        new Condition("StringEquals", "aws:RequestedRegion", List.copyOf(regions)));
    }

    private static void names(
            Design design, Optional<String> role, List<Statement> all, List<String> gaps) {
        Map<String, List<DnsRecord>> byZone = new LinkedHashMap<>();
        design.services().stream()
                .flatMap(service -> service.resources().stream())
                .filter(DnsResource.class::isInstance)
                .map(DnsResource.class::cast)
                .flatMap(resource -> design.find(resource.dnsRecord(), DnsRecord.class).stream())
                .distinct()
                .filter(record -> record.assumeRole().equals(role))
                .forEach(record ->
                        record.zoneId()
                                .map(LeastPolicy::zone)
                                .ifPresentOrElse(
                                        id ->
                                                byZone.computeIfAbsent(id, _ -> new ArrayList<>())
                                                        .add(record),
                                        () -> gaps.add(record.id().toString())));
        if (byZone.isEmpty()) {
            return;
        }
        String prefix = "arn:" + Arns.partition(design) + ":route53:::";
        byZone.forEach((zone, records) ->
                all.add(
                        new Statement(
                                "MoveNames" + zone.replaceAll("[^A-Za-z0-9]", ""),
                                List.of("route53:ChangeResourceRecordSets"),
                                List.of(prefix + "hostedzone/" + zone),
                                only(records))));
        all.add(
                new Statement(
                        "ReadNames",
                        List.of("route53:ListResourceRecordSets"),
                        byZone.keySet().stream().map(id -> prefix + "hostedzone/" + id).toList(),
                        List.of()));
        all.add(
                new Statement(
                        "FollowChangesOfNames",
                        List.of("route53:GetChange"),
                        List.of(prefix + "change/*"),
                        List.of()));
    }

    /// Route 53 answers with `/hostedzone/Z…`, and so it may have been written down.
    private static String zone(String id) {
        return id.replaceFirst("^/?hostedzone/", "");
    }

    /// Only these records may be changed. Names are as Route 53 normalizes them: in lower case,
    /// without a dot at the end.
    private static List<Condition> only(List<DnsRecord> records) {
        boolean isDeleted = records.stream().anyMatch(DnsRecord::deleteOnStop);
        String key = "route53:ChangeResourceRecordSets";
        return List.of(
                new Condition(
                        FOR_ALL,
                        key + "NormalizedRecordNames",
                        records.stream()
                                .map(one ->
                                        one.host().toLowerCase(Locale.ROOT).replaceAll("\\.$", ""))
                                .distinct()
                                .toList()),
                new Condition(
                        FOR_ALL,
                        key + "RecordTypes",
                        records.stream().map(one -> one.type().name()).distinct().toList()),
                new Condition(
                        FOR_ALL,
                        key + "Actions",
                        isDeleted ? List.of("UPSERT", "DELETE") : List.of("UPSERT")));
    }

    /// The policy as a value that becomes IAM's JSON, members in IAM's order.
    public Map<String, Object> document() {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements.stream().map(LeastPolicy::document).toList());
        return policy;
    }

    /// The same as text, which is the same on every machine.
    public String json() {
        var indent = new DefaultIndenter("  ", "\n");
        return new ObjectMapper()
                        .writer()
                        .with(
                                new DefaultPrettyPrinter()
                                        .withObjectIndenter(indent)
                                        .withArrayIndenter(indent))
                        .writeValueAsString(document())
                + "\n";
    }

    private static Map<String, Object> document(Statement one) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", one.sid());
        statement.put("Effect", "Allow");
        statement.put("Action", one.actions());
        statement.put("Resource", one.resources());
        if (!one.conditions().isEmpty()) {
            Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();
            one.conditions()
                    .forEach(condition ->
                            conditions
                                    .computeIfAbsent(
                                            condition.operator(), _ -> new LinkedHashMap<>())
                                    .put(condition.key(), condition.values()));
            statement.put("Condition", conditions);
        }
        return statement;
    }
}
