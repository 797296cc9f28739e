package dev.belay.app.route;

import dev.belay.api.ApiError;
import dev.belay.api.CloudReach.Probe;
import dev.belay.app.answers.NodeReach;
import dev.belay.app.cloud.Ground;
import dev.belay.app.cloud.ServiceChange;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.CloudAnswers.Known;
import dev.belay.app.design.Target;
import dev.belay.app.protect.ClusterChecks;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Finding;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.Change;
import dev.belay.model.preflight.ChangeSet;
import dev.belay.model.preflight.CheckResult;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.Outcome;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.preflight.PreflightCheck;
import dev.belay.model.preflight.PreflightText;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What should be true before routes lead to a virtual IP: of AWS, of the cluster and of the
/// design.
final class RouteChecks {
    private final Texts texts;
    private final RouteForm form;
    private final RouteJudge judge;
    private final CloudAnswers answers;
    private final Ground ground;
    private final ServiceChange change;
    private final NodeReach reach;

    RouteChecks(
            Texts texts,
            RouteForm form,
            RouteJudge judge,
            CloudAnswers answers,
            Ground ground,
            ServiceChange change) {
        this.texts = texts;
        this.form = form;
        this.judge = judge;
        this.answers = answers;
        this.ground = ground;
        this.change = change;
        this.reach = new NodeReach(texts, ground.port()::reach);
    }

    /// In their order. What cannot be had from answers of AWS stands among them as unknown, with
    /// the command that says it.
    List<Check> all(Target target) {
        List<Check> checks = new ArrayList<>();
        checks.add(check("answers", "answers", this::given));
        checks.add(check("said", "answers", this::said));
        for (PreflightCheck one : PreflightCheck.values()) {
            Optional<Preflight> preflight = judge.judged().preflight();
            if (preflight.isEmpty() || preflight.get().result(one).isPresent()) {
                checks.add(
                        new Check(
                                one.id(),
                                () -> words().group(one.group()),
                                () -> words().title(one),
                                () -> cloud(one)));
            }
        }
        checks.add(check("permissions", "reach", () -> permissions(target)));
        checks.add(check("endpoints", "reach", () -> endpoints(target)));
        if (target == Target.CLUSTER) {
            checks.addAll(new ClusterChecks(texts, ground.port(), ground.bound()).all());
            Supplier<String> cluster = checks.getLast().group();
            checks.add(
                    new Check(
                            "versions",
                            cluster,
                            () -> texts.get("route.check.versions"),
                            this::versions));
        }
        checks.add(check("names", "design", () -> names(target)));
        checks.add(check("address", "design", () -> address(target)));
        checks.addAll(change.checks(() -> texts.get("route.group.design")));
        return checks;
    }

    private PreflightText words() {
        return PreflightText.of(texts.language().locale());
    }

    private Check check(String id, String group, Check.Probe probe) {
        return new Check(
                id,
                () -> texts.get("route.group." + group),
                () -> texts.get("route.check." + id),
                probe);
    }

    private ApiError stated(String code, String found, String advice) {
        return new ApiError(code, "", found, advice);
    }

    /// Who said it, and when the oldest of it was said.
    private String observer() {
        return answers.now()
                .oldest()
                .map(at -> texts.get("route.observer", texts.figures().time(at)))
                .orElse("");
    }

    private Finding given() {
        Known known = answers.now();
        if (!known.faults().isEmpty()) {
            return Finding.fail(
                    stated(
                            "answer-unreadable",
                            known.faults().stream()
                                    .map(one -> words().sentence(one))
                                    .collect(Collectors.joining("\n")),
                            texts.get("route.answers.advice")),
                    "",
                    "");
        }
        if (known.isEmpty()) {
            return Finding.unknown(
                    stated(
                            "no-answers",
                            texts.get("route.answers.none"),
                            texts.get("route.answers.give")),
                    "",
                    "");
        }
        long taken =
                known.given().stream().filter(one -> one.use() == CloudAnswers.Use.TAKEN).count();
        return Finding.pass(texts.get("route.answers.taken", taken), observer());
    }

    /// What the drawing does not say; only where that keeps all checks away it is a failure.
    private Finding said() {
        RouteJudge.Judged now = judge.judged();
        if (now.gaps().isEmpty()) {
            return Finding.pass(now.preflight().map(one -> one.wanted().vpcId()).orElse(""), "");
        }
        ApiError gap =
                stated(
                        "design-says-too-little",
                        now.gaps().stream()
                                .map((Drawn.Gap one) -> words().sentence(one))
                                .collect(Collectors.joining("\n")),
                        texts.get("route.said.advice"));
        return now.preflight().isPresent()
                ? Finding.warn(gap, "", "").reading("")
                : Finding.fail(gap, "", "").reading("");
    }

    private Finding cloud(PreflightCheck check) {
        Optional<Preflight> preflight = judge.judged().preflight();
        return preflight
                .flatMap(one -> one.result(check))
                .map(result -> finding(result, preflight.get().wanted().region()))
                .orElseGet(() -> Finding.skipped(texts.get("route.not-applicable")));
    }

    private Finding finding(CheckResult result, Optional<String> region) {
        PreflightText words = words();
        String evidence = String.join(", ", result.evidence());
        Outcome outcome = result.outcome();
        if (outcome == Outcome.PASS) {
            return Finding.pass(evidence, observer());
        }
        List<dev.belay.model.preflight.Finding> worst =
                result.findings().stream().filter(one -> one.outcome() == outcome).toList();
        List<dev.belay.model.preflight.Finding> others =
                result.findings().stream().filter(one -> one.outcome() != outcome).toList();
        List<String> sentences = new ArrayList<>();
        worst.forEach(one -> sentences.add(words.sentence(one)));
        others.forEach(one -> sentences.add(words.sentence(one)));
        ApiError error =
                stated(
                        result.check().id(),
                        String.join("\n", sentences.stream().distinct().toList()),
                        worst.stream()
                                .map(words::advice)
                                .distinct()
                                .collect(Collectors.joining("\n")));
        List<Change> changes =
                worst.stream().flatMap(one -> one.change().stream()).distinct().toList();
        String commands = String.join("\n", new ChangeSet(region, changes).commands());
        String asks =
                worst.stream()
                        .flatMap(one -> one.ask().stream())
                        .distinct()
                        .collect(Collectors.joining("\n"));
        Finding found =
                switch (outcome) {
                    case FAIL -> Finding.fail(error, commands, observer());
                    case UNKNOWN -> Finding.unknown(error, asks, observer());
                    case WARN -> Finding.warn(error, "", observer());
                    case PASS -> Finding.pass(evidence, observer());
                };
        return found.reading(evidence);
    }

    private Finding permissions(Target target) {
        return heard(
                target,
                one -> one.target().startsWith("ec2:") || one.target().startsWith("sts:"),
                permissionsUnknown());
    }

    /// What members say of it, where the wizard is about a cluster.
    private Finding heard(Target target, Predicate<Probe> about, Finding otherwise) {
        return target == Target.CLUSTER ? reach.of(about, otherwise) : otherwise;
    }

    private Finding permissionsUnknown() {
        return Finding.unknown(
                        stated(
                                "permissions-unknown",
                                texts.get("route.permissions.found"),
                                texts.get("route.permissions.advice")),
                        "aws iam simulate-principal-policy --policy-source-arn ROLE_ARN --action-names"
                                + " ec2:DescribeRouteTables ec2:ReplaceRoute ec2:CreateRoute"
                                + " --output json",
                        "")
                .reading("");
    }

    private Finding endpoints(Target target) {
        return heard(
                target,
                one -> NodeReach.isEndpoint(one) && !one.target().contains("route53"),
                endpointsUnknown());
    }

    private Finding endpointsUnknown() {
        String region =
                judge.judged().preflight().flatMap(one -> one.wanted().region()).orElse("REGION");
        return Finding.unknown(
                        stated(
                                "endpoints-unknown",
                                texts.get("route.endpoints.found"),
                                texts.get("route.endpoints.advice")),
                        "curl -sS -o /dev/null -w '%{http_code}\\n' https://ec2."
                                + region
                                + ".amazonaws.com/ping\n"
                                + "curl -sS -X PUT -o /dev/null -w '%{http_code}\\n'"
                                + " -H 'X-aws-ec2-metadata-token-ttl-seconds: 60'"
                                + " http://169.254.169.254/latest/api/token",
                        "")
                .reading("");
    }

    private Finding versions() throws AgentException {
        var status = ground.port().status();
        Map<String, List<String>> nodes = new TreeMap<>();
        for (NodeStatus one : status.nodes()) {
            var report = one.report();
            String version = report == null ? "" : report.value().agentVersion();
            nodes.computeIfAbsent(version, _ -> new ArrayList<>()).add(one.member().id());
        }
        String found =
                nodes.entrySet().stream()
                        .map(one ->
                                (one.getKey().isEmpty()
                                                ? texts.get("route.versions.unknown")
                                                : one.getKey())
                                        + ": "
                                        + String.join(", ", one.getValue()))
                        .collect(Collectors.joining("; "));
        ApiError error = stated("agent-versions", found, texts.get("route.versions.advice"));
        if (nodes.containsKey("")) {
            return Finding.unknown(error, "belay status", status.observer()).reading("");
        }
        return nodes.size() == 1
                ? Finding.pass(found, status.observer())
                : Finding.fail(error, "belay status", status.observer()).reading("");
    }

    private Finding names(Target target) throws AgentException {
        Design there = ground.before(target).design();
        RouteWish wish = form.wish();
        boolean isNew = form.vip().isEmpty();
        Optional<Thing> taken =
                other(there, wish.vip(), "virtual-ip")
                        .or(() -> other(there, wish.service(), "service"));
        Optional<Thing> same =
                isNew
                        ? there.find(wish.vip(), VirtualIp.class)
                                .filter(one -> !one.address().equals(Optional.of(wish.address())))
                                .map(Thing.class::cast)
                        : Optional.empty();
        return taken.or(() -> same)
                .map(one ->
                        Finding.fail(
                                        stated(
                                                "name-taken",
                                                texts.get("route.names.found", one.id()),
                                                texts.get("route.names.advice")),
                                        "",
                                        "")
                                .reading(""))
                .orElseGet(() -> Finding.pass(wish.service() + ", " + wish.vip(), ""));
    }

    private static Optional<Thing> other(Design design, ThingId id, String kind) {
        return design.find(id).filter(one -> !isKind(one, kind));
    }

    private static boolean isKind(Thing thing, String kind) {
        return switch (thing) {
            case VirtualIp _ -> kind.equals("virtual-ip");
            case dev.belay.model.service.Service _ -> kind.equals("service");
            default -> false;
        };
    }

    private Finding address(Target target) throws AgentException {
        RouteWish wish = form.wish();
        return ground.before(target).design().virtualIps().stream()
                .filter(one ->
                        one.address().equals(Optional.of(wish.address()))
                                && !one.id().equals(wish.vip()))
                .findFirst()
                .map(one ->
                        Finding.fail(
                                        stated(
                                                "address-taken",
                                                texts.get(
                                                        "route.address.found",
                                                        wish.address(),
                                                        one.id()),
                                                texts.get("route.address.advice")),
                                        "",
                                        "")
                                .reading(""))
                .orElseGet(() -> Finding.pass(wish.address().toString(), ""));
    }
}
