package dev.belay.app.proxy;

import dev.belay.api.ApiError;
import dev.belay.app.design.Bound;
import dev.belay.app.design.PlannedChange;
import dev.belay.app.proxy.ProxyForm.Place;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Check;
import dev.belay.app.wizard.Finding;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.Quorum;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What should be true before a proxy is put in force.
final class ProxyChecks {
    /// These have rows of their own, which say more.
    private static final Set<ProblemCode> OWN =
            Set.of(
                    ProblemCode.PROXY_HOST_MISSING,
                    ProblemCode.BAD_PROXY_HOST,
                    ProblemCode.BAD_PROXY_EXCEPTION,
                    ProblemCode.PROXY_REFUSES_NODE);

    private final Texts texts;
    private final ProxyPort port;
    private final Bound bound;
    private final PlannedChange change;
    private final Source source;
    private final WayChecks ways;
    private final SquidChecks squid;

    /// What the checks are about, asked anew.
    interface Source {
        Case now() throws AgentException;
    }

    ProxyChecks(Texts texts, ProxyPort port, Bound bound, PlannedChange change, Source source) {
        this.texts = texts;
        this.port = port;
        this.bound = bound;
        this.change = change;
        this.source = source;
        this.ways = new WayChecks(texts);
        this.squid = new SquidChecks(texts);
    }

    /// In their order.
    ///
    /// @param hadSquid whether a configuration of Squid was there when the wizard was left
    List<Check> all(ProxyForm form, boolean hadSquid) {
        List<Check> checks = new ArrayList<>();
        if (form.place() == Place.CLUSTER) {
            checks.add(new Check("quorum", group("cluster"), statement("quorum"), this::quorum));
        }
        add(checks, "proxy", "host", ways::host);
        add(checks, "proxy", "port", ways::port);
        add(checks, "proxy", "schemes", ways::schemes);
        add(checks, "ways", "metadata", ways::metadata);
        add(checks, "ways", "scope", ways::scope);
        add(checks, "ways", "exceptions", ways::exceptions);
        add(checks, "ways", "one-proxy", ways::oneProxy);
        if (form.isSquid()) {
            add(checks, "ways", "sources", ways::sources);
        }
        form.squid().ifPresent(text -> squid(checks));
        if (form.squid().isEmpty() && form.isSquid() && hadSquid) {
            add(checks, "squid", "squid-away", squid::away);
        }
        add(checks, "design", "names", this::names);
        add(checks, "design", "users", this::users);
        add(checks, "design", "design", this::design);
        if (form.place() == Place.CLUSTER) {
            checks.add(change.check(group("design"), form.fields()));
        }
        return checks;
    }

    private void squid(List<Check> checks) {
        for (SquidChecks.Rule one : SquidChecks.Rule.values()) {
            add(checks, "squid", one.key(), now -> squid.look(one, now));
        }
        add(checks, "squid", "squid-port", squid::port);
        add(checks, "squid", "squid-words", squid::words);
    }

    private void add(List<Check> checks, String group, String id, Function<Case, Finding> look) {
        checks.add(new Check(id, group(group), statement(id), () -> look.apply(source.now())));
    }

    private Supplier<String> group(String group) {
        return () -> texts.get("group." + group);
    }

    private Supplier<String> statement(String id) {
        return () -> texts.get("check." + id);
    }

    private Finding quorum() throws AgentException {
        ClusterStatus status = port.status();
        bound.see(status);
        Quorum votes = status.quorum();
        String found = texts.get("votes", votes.votersUp(), votes.votersTotal());
        return votes.held()
                ? Finding.pass(found, status.observer())
                : Finding.fail(
                        new ApiError(
                                "no-quorum",
                                texts.get("votes.wanted", votes.needed()),
                                found,
                                texts.get("votes.advice")),
                        "belay status",
                        status.observer());
    }

    private Finding names(Case now) {
        return now.clash()
                .map(there ->
                        Finding.fail(
                                new ApiError(
                                        "name-taken",
                                        texts.get("names.wanted", now.proxy().id()),
                                        texts.get("names.found", there.id()),
                                        texts.get("names.advice")),
                                "",
                                ""))
                .orElseGet(() -> Finding.pass(now.proxy().id().text(), ""));
    }

    private Finding users(Case now) {
        List<String> away =
                now.proxy().users().stream()
                        .filter(id -> now.users().stream().noneMatch(one -> one.id().equals(id)))
                        .map(Object::toString)
                        .toList();
        String all = String.join(", ", now.proxy().users().stream().map(Object::toString).toList());
        return away.isEmpty()
                ? Finding.pass(all, "")
                : Finding.fail(
                        new ApiError(
                                "proxy-user-away",
                                texts.get("users.wanted"),
                                texts.get("users.found", String.join(", ", away)),
                                texts.get("users.advice")),
                        "",
                        "");
    }

    private Finding design(Case now) {
        return errors(now)
                .findFirst()
                .map(one -> Finding.fail(told(one), "", ""))
                .orElseGet(() ->
                        Finding.pass(
                                now.form().place() == Place.DRAWING
                                        ? texts.get("design.drawing")
                                        : now.base().version() == 0
                                                ? texts.get("design.none")
                                                : texts.get(
                                                        "design.version",
                                                        Long.toString(now.base().version())),
                                ""));
    }

    private static Stream<Problem> errors(Case now) {
        return now.base().errors(now.design()).stream().filter(one -> !OWN.contains(one.code()));
    }

    private ApiError told(Problem problem) {
        return new ApiError(
                problem.code().code(),
                texts.get("design.wanted"),
                problem.sentence(texts.language().locale()),
                problem.advice(texts.language().locale()));
    }

    /// What keeps the proxy out of the design.
    Optional<ApiError> hindrance(Case now) {
        return Stream.of(names(now), users(now), design(now))
                .flatMap(one -> Optional.ofNullable(one.error()).stream())
                .findFirst();
    }
}
