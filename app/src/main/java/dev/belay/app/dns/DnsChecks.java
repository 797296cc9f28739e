package dev.belay.app.dns;

import dev.belay.api.ApiError;
import dev.belay.app.answers.NodeReach;
import dev.belay.app.cloud.Ground;
import dev.belay.app.cloud.ServiceChange;
import dev.belay.app.design.Target;
import dev.belay.app.protect.ClusterChecks;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Finding;
import dev.belay.model.cloud.Vpc;
import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.RecordType;
import dev.belay.model.node.Node;
import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.service.Service;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.IpAddress;
import dev.belay.model.zone.NameJudge;
import dev.belay.model.zone.NameJudge.Answer;
import dev.belay.model.zone.NameJudge.Outcome;
import dev.belay.model.zone.NameJudge.Question;
import dev.belay.model.zone.ZoneReader;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What should be true before a name follows its service: of its zone, of the nodes and their way
/// to Route 53, of the cluster and of the design.
final class DnsChecks {
    private final Texts texts;
    private final DnsForm form;
    private final ZoneAnswers answers;
    private final Ground ground;
    private final ServiceChange change;
    private final NodeReach reach;

    DnsChecks(Texts texts, DnsForm form, ZoneAnswers answers, Ground ground, ServiceChange change) {
        this.texts = texts;
        this.form = form;
        this.answers = answers;
        this.ground = ground;
        this.change = change;
        this.reach = new NodeReach(texts, ground.port()::reach);
    }

    /// In their order.
    List<Check> all(Target target) {
        List<Check> checks = new ArrayList<>();
        checks.add(check("answers", "zone", this::given));
        for (Question one : Question.values()) {
            checks.add(check(key(one), "zone", () -> zone(one)));
        }
        checks.add(check("addresses", "nodes", this::addresses));
        checks.add(check("proxies", "nodes", this::proxies));
        checks.add(check("endpoints", "nodes", () -> endpoints(target)));
        if (target == Target.CLUSTER) {
            checks.addAll(new ClusterChecks(texts, ground.port(), ground.bound()).all());
        }
        checks.add(check("names", "design", () -> names(target)));
        checks.add(check("record", "design", () -> record(target)));
        checks.addAll(change.checks(() -> texts.get("dns.group.design")));
        return checks;
    }

    private static String key(Question one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Check check(String id, String group, Check.Probe probe) {
        return new Check(
                id,
                () -> texts.get("dns.group." + group),
                () -> texts.get("dns.check." + id),
                probe);
    }

    private String observer() {
        return answers.at()
                .map(at -> texts.get("dns.observer", texts.figures().time(at)))
                .orElse("");
    }

    private static Finding fail(String code, String found, String advice) {
        return Finding.fail(new ApiError(code, "", found, advice), "", "").reading("");
    }

    private Finding given() {
        List<String> refused = answers.refused();
        if (!refused.isEmpty()) {
            return fail(
                    "answer-unreadable",
                    texts.get("dns.answers.refused", String.join(", ", refused)),
                    texts.get("dns.answers.advice"));
        }
        return answers.entries().isEmpty()
                ? Finding.unknown(
                        new ApiError(
                                "no-answers",
                                "",
                                texts.get("dns.answers.none"),
                                texts.get("dns.answers.give")),
                        "",
                        "")
                : Finding.pass(
                        texts.get("dns.answers.taken", answers.entries().size()), observer());
    }

    private Finding zone(Question question) {
        DnsRecord record = form.wish().record();
        List<String> vpcs =
                hosts(form.source()).stream()
                        .flatMap(node -> form.source().containerOf(node, Vpc.class).stream())
                        .flatMap(vpc -> vpc.vpcId().stream())
                        .distinct()
                        .toList();
        Answer answer =
                NameJudge.of(record, form.sight(), vpcs, answers.picture()).stream()
                        .filter(one -> one.question() == question)
                        .findFirst()
                        .orElseThrow();
        if (answer.outcome() == Outcome.PASS) {
            return Finding.pass(String.join(", ", answer.args()), observer());
        }
        Object[] args = answer.args().toArray();
        ApiError error =
                new ApiError(
                        "dns-" + answer.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "",
                        texts.get("dns.cause." + answer.cause(), args),
                        texts.get("dns.cause." + answer.cause() + ".advice", args));
        Finding found =
                switch (answer.outcome()) {
                    case FAIL -> Finding.fail(error, "", observer());
                    case UNKNOWN -> Finding.unknown(error, ask(question, record), observer());
                    case WARN -> Finding.warn(error, "", observer());
                    case PASS -> Finding.pass("", observer());
                };
        return found.reading("");
    }

    /// The command whose answer is missing.
    private static String ask(Question question, DnsRecord record) {
        List<String> commands = commands(record.zoneId().orElse(""));
        return commands.get(question == Question.FREE ? 1 : 0);
    }

    /// What to ask Route 53; both only read.
    static List<String> commands(String zoneId) {
        String id = ZoneReader.bare(zoneId).replaceAll("[^A-Za-z0-9]", "");
        String zone = id.isEmpty() ? "HOSTED_ZONE_ID" : id;
        return List.of(
                "aws route53 get-hosted-zone --id " + zone + " --output json",
                "aws route53 list-resource-record-sets --hosted-zone-id "
                        + zone
                        + " --output json");
    }

    private static List<Node> hosts(Design design) {
        return design.nodes().stream().filter(node -> node.role().runsServices()).toList();
    }

    /// The record leads to the address of the node on which the service is.
    private Finding addresses() {
        boolean isV6 = form.kind() == RecordType.AAAA;
        List<String> without = new ArrayList<>();
        List<String> with = new ArrayList<>();
        for (Node node : hosts(form.source())) {
            Optional<IpAddress> address = node.address().filter(one -> one.v6() == isV6);
            address.ifPresentOrElse(
                    one -> with.add(node.id() + " " + one), () -> without.add(node.id().text()));
        }
        if (without.isEmpty()) {
            return with.isEmpty()
                    ? fail(
                            "no-nodes",
                            texts.get("dns.addresses.no-nodes"),
                            texts.get("dns.addresses.draw"))
                    : Finding.pass(String.join(", ", with), "");
        }
        return fail(
                "address-missing",
                texts.get("dns.addresses.found", String.join(", ", without), form.kind().name()),
                texts.get("dns.addresses.advice", isV6 ? "IPv6" : "IPv4"));
    }

    /// Which way calls of Route 53 go; the metadata of the instance is never asked by a proxy.
    private Finding proxies() {
        List<String> ways = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Node node : hosts(form.source())) {
            Optional<ProxySettings> settings =
                    ProxySettings.of(form.source(), node.id(), ProxyScope.CLOUD_CALLS);
            ways.add(
                    node.id()
                            + " → "
                            + settings.map(ProxySettings::url)
                                    .orElseGet(() -> texts.get("dns.proxies.direct")));
            settings.filter(one -> !one.bypass().entries().containsAll(Bypass.METADATA))
                    .ifPresent(one -> wrong.add(node.id().text()));
        }
        return wrong.isEmpty()
                ? Finding.pass(String.join(", ", ways), "")
                : fail(
                        "metadata-by-proxy",
                        texts.get("dns.proxies.found", String.join(", ", wrong)),
                        texts.get("dns.proxies.advice", String.join(", ", Bypass.METADATA)));
    }

    private Finding endpoints(Target target) {
        Finding otherwise = endpointsUnknown();
        return target == Target.CLUSTER
                ? reach.of(
                        one -> NodeReach.isEndpoint(one) || one.target().startsWith("route53:"),
                        otherwise)
                : otherwise;
    }

    private Finding endpointsUnknown() {
        String proxy =
                hosts(form.source()).stream()
                        .flatMap(node ->
                                ProxySettings.of(form.source(), node.id(), ProxyScope.CLOUD_CALLS)
                                        .stream())
                        .map(ProxySettings::url)
                        .findFirst()
                        .map(url -> " -x " + url)
                        .orElse("");
        String region =
                form.source().vpcs().stream()
                        .map(Vpc::region)
                        .filter(one -> !one.isEmpty())
                        .findFirst()
                        .orElse("REGION");
        return Finding.unknown(
                        new ApiError(
                                "endpoints-unknown",
                                "",
                                texts.get("dns.endpoints.found"),
                                texts.get("dns.endpoints.advice")),
                        "curl -sS -o /dev/null -w '%{http_code}\\n'"
                                + proxy
                                + " https://route53.amazonaws.com/\n"
                                + "curl -sS -o /dev/null -w '%{http_code}\\n'"
                                + proxy
                                + " https://ec2."
                                + region
                                + ".amazonaws.com/ping",
                        "")
                .reading("");
    }

    private Finding names(Target target) throws AgentException {
        Design there = ground.before(target).design();
        DnsWish wish = form.wish();
        Optional<Thing> taken =
                there.find(wish.record().id())
                        .filter(one ->
                                !(one instanceof DnsRecord record)
                                        || (form.record().isEmpty()
                                                && !isSame(record, wish.record())))
                        .or(() ->
                                there.find(wish.service())
                                        .filter(one -> !(one instanceof Service)));
        return taken.map(one ->
                        fail(
                                "name-taken",
                                texts.get("dns.names.found", one.id()),
                                texts.get("dns.names.advice")))
                .orElseGet(() -> Finding.pass(wish.service() + ", " + wish.record().id(), ""));
    }

    private static boolean isSame(DnsRecord one, DnsRecord other) {
        return one.host().equalsIgnoreCase(other.host()) && one.type() == other.type();
    }

    /// Two services that move one record would take it from each other.
    private Finding record(Target target) throws AgentException {
        DnsRecord mine = form.wish().record();
        return ground.before(target).design().dnsRecords().stream()
                .filter(one -> !one.id().equals(mine.id()) && isSame(one, mine))
                .findFirst()
                .map(one ->
                        fail(
                                "record-taken",
                                texts.get("dns.record.found", mine.host(), one.id()),
                                texts.get("dns.record.advice", one.id())))
                .orElseGet(() -> Finding.pass(mine.host() + " " + mine.type(), ""));
    }
}
