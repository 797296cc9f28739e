package dev.belay.agent.cloud;

import dev.belay.model.network.RecordType;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeBatch;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/// Records of Amazon Route 53. Safe for use by several threads.
final class Route53Records implements DnsApi {

    private final Route53Client client;

    Route53Records(Route53Client client) {
        this.client = client;
    }

    @Override
    public CloudAnswer<Change> upsert(Row row) {
        return changed(ChangeAction.UPSERT, row);
    }

    @Override
    public CloudAnswer<Change> delete(Row row) {
        return changed(ChangeAction.DELETE, row);
    }

    private CloudAnswer<Change> changed(ChangeAction action, Row row) {
        var batch =
                ChangeBatch.builder()
                        .changes(
                                software.amazon.awssdk.services.route53.model.Change.builder()
                                        .action(action)
                                        .resourceRecordSet(set(row))
                                        .build())
                        .build();
        return AwsErrors.answer(
                "route53:ChangeResourceRecordSets",
                () ->
                        change(
                                client.changeResourceRecordSets(request ->
                                                request.hostedZoneId(row.zoneId())
                                                        .changeBatch(batch))
                                        .changeInfo()));
    }

    private static ResourceRecordSet set(Row row) {
        return ResourceRecordSet.builder()
                .name(row.host() + ".")
                .type(type(row.type()))
                .ttl(row.ttlSeconds())
                .resourceRecords(
                        row.values().stream()
                                .map(one -> ResourceRecord.builder().value(one).build())
                                .toList())
                .build();
    }

    private static RRType type(RecordType type) {
        return switch (type) {
            case A -> RRType.A;
            case AAAA -> RRType.AAAA;
        };
    }

    private static Change change(ChangeInfo info) {
        return new Change(info.id(), info.status() == ChangeStatus.INSYNC);
    }

    @Override
    public CloudAnswer<Change> change(String id) {
        return AwsErrors.answer(
                "route53:GetChange",
                () -> change(client.getChange(request -> request.id(id)).changeInfo()));
    }

    @Override
    public CloudAnswer<Optional<Row>> find(String zoneId, String host, RecordType type) {
        CloudAnswer<Optional<ResourceRecordSet>> found = found(zoneId, host, type);
        return found instanceof CloudAnswer.Done<Optional<ResourceRecordSet>>(var one)
                        && one.filter(Route53Records::isForeign).isPresent()
                ? new CloudAnswer.Refused<>(
                        "ForeignRecord",
                        "a record '%s' of type %s with addresses was wanted in zone '%s', and an alias or one of several with a routing policy is there: take that out, or name another host in the design"
                                .formatted(host, type, zoneId))
                : found.map(set -> set.map(each -> row(zoneId, host, type, each)));
    }

    /// One that an upsert would take away, or that stands beside others of its name.
    private static boolean isForeign(ResourceRecordSet one) {
        return one.aliasTarget() != null || one.setIdentifier() != null;
    }

    private static Row row(String zoneId, String host, RecordType type, ResourceRecordSet set) {
        return new Row(
                zoneId,
                host,
                type,
                set.resourceRecords().stream().map(ResourceRecord::value).toList(),
                set.ttl() == null ? -1 : set.ttl());
    }

    private CloudAnswer<Optional<ResourceRecordSet>> found(
            String zoneId, String host, RecordType type) {
        return AwsErrors.answer(
                "route53:ListResourceRecordSets",
                () ->
                        client
                                .listResourceRecordSets(request ->
                                        request.hostedZoneId(zoneId)
                                                .startRecordName(host + ".")
                                                .startRecordType(type(type))
                                                .maxItems("1"))
                                .resourceRecordSets()
                                .stream()
                                .filter(one -> isOf(one, host, type))
                                .findFirst());
    }

    /// It answers with the next record where there is none of that name.
    private static boolean isOf(ResourceRecordSet one, String host, RecordType type) {
        return one.type() == type(type) && one.name().toLowerCase(Locale.ROOT).equals(host + ".");
    }
}
