package dev.belay.agent.api;

import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.config.Identity;
import dev.belay.agent.consensus.Consensus.VersionedSetting;
import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.Order;
import dev.belay.agent.health.History;
import dev.belay.agent.http.Ask;
import dev.belay.agent.http.Reply;
import dev.belay.api.AccessRole;
import dev.belay.api.AdminPrepare;
import dev.belay.api.ApiError;
import dev.belay.api.ConfigRollback;
import dev.belay.api.DesignText;
import dev.belay.api.DriftOrder;
import dev.belay.api.DrillOrder;
import dev.belay.api.FenceSecret;
import dev.belay.api.FenceWish;
import dev.belay.api.HistoryTier;
import dev.belay.api.Json;
import dev.belay.api.MemberRemoval;
import dev.belay.api.NodeModeChange;
import dev.belay.api.NodeRename;
import dev.belay.api.OperationBegin;
import dev.belay.api.ProxySecret;
import dev.belay.api.PublishBegin;
import dev.belay.api.Rotation;
import dev.belay.api.ServiceMove;
import dev.belay.api.Setting;
import dev.belay.api.SettingWrite;
import dev.belay.api.WhoAmI;
import dev.belay.api.WorkerPrepare;
import dev.belay.model.status.Event;
import dev.belay.model.status.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Answers requests of the local API: who asks, may they, what do they get.
public final class ApiFace {

    /// A write and a linearizable read have this long; then their outcome is unknown.
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final int MAX_EVENTS = 1000;

    private final Groups groups;
    private final Identity self;
    private final String version;
    private final AgentFace agent;
    private final StreamHub streams;
    private final Callers callers;
    private final Denials denials = new Denials();

    public ApiFace(
            Groups groups,
            Identity self,
            String version,
            AgentFace agent,
            StreamHub streams,
            Callers callers) {
        this.groups = groups;
        this.self = self;
        this.version = version;
        this.agent = agent;
        this.streams = streams;
        this.callers = callers;
    }

    /// Answers one request; blocks while the cluster is asked.
    public Reply answer(Ask ask) {
        try {
            Caller caller = callers.of(ask.channel());
            AccessRole role = caller.role();
            if (role == null) {
                denied(caller, ask.method() + " " + Denials.shortened(ask.target()));
                throw forbidden(caller, "a user of the group '" + groups.guest() + "'");
            }
            Target target = Target.parse(ask.method(), ask.target());
            if (!target.endpoint().isAllowed(role)) {
                denied(caller, target.endpoint().method() + " " + target.endpoint().path());
                throw forbidden(caller, "a role that may " + target.endpoint().method() + " it");
            }
            return carryOut(target, ask, caller, role);
        } catch (Refusal e) {
            return e.reply();
        } catch (IOException e) {
            return Reply.error(
                    500,
                    new ApiError(
                            "disk-failed",
                            "to read from the state folder",
                            String.valueOf(e),
                            "look at the disk"));
        }
    }

    private Reply carryOut(Target target, Ask ask, Caller caller, AccessRole role)
            throws Refusal, IOException {
        return switch (target.endpoint()) {
            case WHO_AM_I -> Reply.json(whoAmI(caller, role));
            case STATUS -> Reply.json(agent.status());
            case SELF -> Reply.json(agent.self());
            case EVENTS -> events(target);
            case HISTORY -> history(target);
            case STREAM -> stream(target);
            case READ_SETTING ->
                    setting(agent.consensus().readSetting(target.name(), DEADLINE), null);
            case WRITE_SETTING -> write(target, ask, caller);
            case STANDING -> Reply.json(agent.membership().standing());
            case RESET_KEYS -> Changes.reply(agent.membership().resetKeys(caller.user()));
            case PREPARE_ADMIN -> {
                var prepare = body(ask, AdminPrepare.class, "{\"workers\": 1, \"witness\": false}");
                yield Changes.reply(agent.membership().prepareAdmin(prepare, caller.user()));
            }
            case ENROLLMENT -> Reply.json(agent.membership().enrollment());
            case END_ENROLLMENT -> Changes.reply(agent.membership().endEnrollment(caller.user()));
            case PREPARE_WORKER -> {
                var prepare = body(ask, WorkerPrepare.class, "{\"token\": \"…\"}");
                yield Changes.reply(agent.membership().prepareWorker(prepare, caller.user()));
            }
            case RESET_NODE -> {
                var removal =
                        body(ask, MemberRemoval.class, "{\"then\": \"WIPE\", \"lost\": false}");
                yield Changes.reply(agent.membership().reset(removal, caller.user()));
            }
            case RENAME_NODE -> {
                var rename = body(ask, NodeRename.class, "{\"name\": \"…\"}");
                yield Changes.reply(agent.membership().rename(rename, caller.user()));
            }
            case CONFIG -> configs(target);
            case CONFIG_DIFF ->
                    Changes.reply(
                            agent.configs()
                                    .diff(
                                            target.text("set", ""),
                                            target.text("from", ""),
                                            target.text("to", "")));
            case BEGIN_PUBLISH -> {
                var begin = body(ask, PublishBegin.class, "{\"set\": \"web\", …}");
                // Through the agent's eyes nobody sees a file that he may not read himself.
                PublishBegin allowed = caller.readsAsAgent() ? begin : begin.withoutFolder();
                yield Changes.reply(agent.configs().begin(allowed, caller.user()));
            }
            case PUBLISH_CONTENT -> content(target, ask);
            case PUBLISH -> Changes.reply(agent.configs().publish(target.name(), caller.user()));
            case ROLL_BACK -> {
                var rollback =
                        body(ask, ConfigRollback.class, "{\"set\": \"web\", \"version\": 1}");
                yield Changes.reply(agent.configs().rollback(rollback, caller.user()));
            }
            case SETTLE_DRIFT -> {
                var order =
                        body(
                                ask,
                                DriftOrder.class,
                                "{\"set\": \"web\", \"node\": \"gw-2\", \"action\": \"PUT_BACK\"}");
                yield Changes.reply(agent.configs().settle(order, caller.user()));
            }
            case FORGET_SET -> Changes.reply(agent.configs().forget(target.name(), caller.user()));
            case SERVICES -> Changes.reply(agent.services().services(within(target)));
            case SERVICE_WHY -> Changes.reply(agent.services().why(target.name()));
            case SERVICE_START ->
                    Changes.reply(agent.services().start(target.name(), actor(caller)));
            case SERVICE_STOP -> Changes.reply(agent.services().stop(target.name(), actor(caller)));
            case SERVICE_MOVE -> {
                var move = body(ask, ServiceMove.class, "{\"node\": \"gw-2\"}");
                yield Changes.reply(
                        agent.services().move(target.name(), nodeOf(move), actor(caller)));
            }
            case SERVICE_CLEAR ->
                    Changes.reply(agent.services().clear(target.name(), actor(caller)));
            case SERVICE_DRILL -> {
                String shape = "{\"kind\": \"KILL\", \"seconds\": 10}";
                var drill = body(ask, DrillOrder.class, shape);
                if (drill.kind() == null) {
                    throw Refusal.of(400, "bad-body", shape, "no kind", "mend the body");
                }
                if (drill.seconds() < 1 || drill.seconds() > DrillOrder.MOST_SECONDS) {
                    throw Refusal.of(
                            400,
                            "bad-body",
                            "1–" + DrillOrder.MOST_SECONDS + " seconds",
                            "'" + drill.seconds() + "'",
                            "mend the body");
                }
                yield Changes.reply(agent.services().drill(target.name(), drill, actor(caller)));
            }
            case MEMBER_MODE -> {
                String shape = "{\"mode\": \"STANDBY\"}";
                var change = body(ask, NodeModeChange.class, shape);
                if (change.mode() == null) {
                    throw Refusal.of(400, "bad-body", shape, "no mode", "mend the body");
                }
                yield Changes.reply(
                        agent.services().changeMode(target.name(), change.mode(), actor(caller)));
            }
            case FENCING -> Changes.reply(agent.fencing().fencing());
            case FENCE -> {
                var wish = body(ask, FenceWish.class, "{\"action\": \"REBOOT\"}");
                yield Changes.reply(
                        agent.fencing()
                                .fence(
                                        target.name(),
                                        Optional.ofNullable(wish.action()),
                                        actor(caller)));
            }
            case CONFIRM_FENCE ->
                    Changes.reply(agent.fencing().confirm(target.name(), actor(caller)));
            case TEST_FENCE -> Changes.reply(agent.fencing().test(target.name()));
            case KEEP_FENCE_SECRET -> {
                String shape = "{\"device\": \"ipmi-1\", \"name\": \"password\", \"value\": \"…\"}";
                var secret = body(ask, FenceSecret.class, shape);
                if (secret.device() == null || secret.name() == null || secret.value() == null) {
                    throw Refusal.of(400, "bad-body", shape, "less than that", "mend the body");
                }
                yield Changes.reply(agent.fencing().keep(secret, actor(caller)));
            }
            case CLOUD_REACH -> Changes.reply(agent.cloud().reach());
            case KEEP_PROXY_SECRET -> {
                String shape = "{\"proxy\": \"squid\", \"value\": \"…\"}";
                var secret = body(ask, ProxySecret.class, shape);
                if (secret.proxy() == null || secret.value() == null) {
                    throw Refusal.of(400, "bad-body", shape, "less than that", "mend the body");
                }
                yield Changes.reply(agent.cloud().keep(secret, actor(caller)));
            }
            case DESIGN -> Changes.reply(agent.services().design());
            case ADOPT_DESIGN -> {
                String shape = "{\"text\": \"…\", \"version\": 7}";
                var design = body(ask, DesignText.class, shape);
                if (design.text() == null) {
                    throw Refusal.of(400, "bad-body", shape, "no text", "mend the body");
                }
                yield Changes.reply(agent.services().adopt(design, actor(caller)));
            }
            case OPERATIONS -> Changes.reply(agent.operations().operations());
            case BEGIN_OPERATION -> {
                String shape = "{\"text\": \"…\", \"version\": 7, \"confirmWithinMillis\": 0}";
                var begin = body(ask, OperationBegin.class, shape);
                if (begin.text() == null) {
                    throw Refusal.of(400, "bad-body", shape, "no text", "mend the body");
                }
                long within = begin.confirmWithinMillis();
                if (within < 0 || within > OperationBegin.MOST_MILLIS) {
                    throw Refusal.of(
                            400,
                            "bad-body",
                            "0–" + OperationBegin.MOST_MILLIS + " ms to confirm in",
                            "'" + within + "'",
                            "mend the body");
                }
                yield Changes.reply(agent.operations().begin(begin, actor(caller)));
            }
            case CANCEL_OPERATION ->
                    Changes.reply(agent.operations().cancel(number(target), actor(caller)));
            case RESUME_OPERATION ->
                    Changes.reply(agent.operations().resume(number(target), actor(caller)));
            case UNDO_OPERATION ->
                    Changes.reply(agent.operations().undo(number(target), actor(caller)));
            case CONFIRM_OPERATION ->
                    Changes.reply(agent.operations().confirm(number(target), actor(caller)));
            case TRUST -> Reply.json(agent.governance().trust());
            case ROTATE_KEYS -> {
                var rotation = body(ask, Rotation.class, "{\"authority\": false}");
                yield Changes.reply(
                        mapped(
                                agent.governance().rotate(rotation.authority(), actor(caller)),
                                agent.governance().trust()));
            }
            case REMOVE_MEMBER -> {
                var removal =
                        body(
                                ask,
                                MemberRemoval.class,
                                "{\"then\": \"STANDALONE\", \"lost\": false}");
                if (removal.then() == null) {
                    throw Refusal.of(
                            400,
                            "bad-body",
                            "{\"then\": \"STANDALONE\", \"lost\": false}",
                            "no then",
                            "mend the body");
                }
                yield Changes.reply(
                        mapped(
                                agent.governance().remove(target.name(), removal, actor(caller)),
                                agent.membership().standing()));
            }
            case NOMINATE ->
                    Changes.reply(
                            mapped(
                                    agent.governance().nominate(target.name(), actor(caller)),
                                    agent.membership().standing()));
            case AUDIT -> audit(target);
            case OPENAPI -> openApi();
        };
    }

    private Reply configs(Target target) {
        String look = target.text("look", "");
        if (!look.isEmpty()) {
            return Changes.reply(agent.configs().look(look));
        }
        String set = target.text("set", "");
        return set.isEmpty()
                ? Reply.json(agent.configs().views())
                : Changes.reply(agent.configs().glance(set, target.text("after", "")));
    }

    private static Duration within(Target target) throws Refusal {
        long most = ServicesFace.LONGEST.toMillis();
        return Duration.ofMillis(target.number("within", most, 0, most));
    }

    private Reply content(Target target, Ask ask) throws Refusal {
        checkContentType(ask, "application/octet-stream");
        return Changes.reply(agent.configs().content(target.name(), ask.body()));
    }

    private static long number(Target target) throws Refusal {
        try {
            return Long.parseLong(target.name());
        } catch (NumberFormatException e) {
            throw Refusal.of(
                    400,
                    "bad-target",
                    "the number of an operation",
                    "'" + Denials.shortened(target.name()) + "'",
                    "look at the list of operations");
        }
    }

    private static String nodeOf(ServiceMove move) {
        return move.node() == null ? "" : move.node();
    }

    private Actor actor(Caller caller) {
        return new Actor(caller.user(), self.node(), "socket");
    }

    private static <T> Outcome<T> mapped(Outcome<Answer> outcome, T value) {
        return switch (outcome) {
            case Outcome.Done<Answer> _ -> new Outcome.Done<>(value);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private enum Yes {
        TRUE,
        FALSE
    }

    private Reply audit(Target target) throws Refusal, IOException {
        long after = target.number("after", -1, -1, Long.MAX_VALUE);
        int limit = (int) target.number("limit", 100, 1, MAX_EVENTS);
        boolean verify = target.choice("verify", Yes.class, Yes.FALSE) == Yes.TRUE;
        return Reply.json(agent.governance().audit(after, limit, verify));
    }

    private WhoAmI whoAmI(Caller caller, AccessRole role) {
        String name =
                agent.consensus().members().stream()
                        .filter(member -> member.id().equals(self.node()))
                        .map(member -> member.name())
                        .findFirst()
                        .orElse(self.node());
        return new WhoAmI(
                self.clusterId(),
                agent.consensus().clusterName(),
                self.node(),
                name,
                version,
                agent.now(),
                caller.user(),
                role);
    }

    private enum Scope {
        NODE,
        CLUSTER
    }

    private Reply events(Target target) throws Refusal, IOException {
        long after = target.number("after", -1, 0, Long.MAX_VALUE);
        int limit = (int) target.number("limit", 100, 1, MAX_EVENTS);
        return switch (target.choice("scope", Scope.class, Scope.NODE)) {
            case NODE -> Reply.json(agent.events(after, limit));
            case CLUSTER -> Reply.json(agent.eventsOfAll(after, limit));
        };
    }

    private Reply history(Target target) throws Refusal, IOException {
        HistoryTier tier = target.choice("tier", HistoryTier.class, HistoryTier.MINUTE);
        String asked = target.text("measures", "");
        List<String> ids = asked.isEmpty() ? List.of() : Arrays.asList(asked.split(",", -1));
        List<Measure> measures = History.measures(ids);
        if (measures.isEmpty() || ids.size() > Measure.ALL.size()) {
            throw Target.wrong(
                    "measures", "some of " + Measure.ALL.stream().map(Measure::id).toList(), asked);
        }
        return Reply.json(agent.history(tier, measures));
    }

    private Reply stream(Target target) throws Refusal, IOException {
        int perSecond = (int) target.number("samplesPerSecond", 0, 0, StreamHub.MOST_PER_SECOND);
        long after = target.number("eventsAfter", -1, 0, Long.MAX_VALUE);
        StreamHub.Subscription subscription = streams.subscribe(perSecond, after);
        if (subscription == null) {
            throw Refusal.of(
                    503,
                    "too-many-streams",
                    "at most " + StreamHub.MOST_STREAMS + " streams",
                    "one more",
                    "close some");
        }
        return new Reply.Flow(200, "text/event-stream", subscription);
    }

    private static void checkContentType(Ask ask, String wanted) throws Refusal {
        if (!ask.contentType().split(";", -1)[0].strip().equalsIgnoreCase(wanted)) {
            throw Refusal.of(
                    415,
                    "bad-content-type",
                    wanted,
                    "'" + Denials.shortened(ask.contentType()) + "'",
                    "set the Content-Type");
        }
    }

    /// The body of a request. What cannot be read is not quoted: it may hold a secret.
    private static <T extends Record> T body(Ask ask, Class<T> type, String shape) throws Refusal {
        checkContentType(ask, "application/json");
        try {
            @Nullable T body = Json.MAPPER.readValue(ask.body(), type);
            if (body != null) {
                return body;
            }
        } catch (JacksonException e) {
            // Said below: Jackson's own words may quote a token.
        }
        throw Refusal.of(400, "bad-body", shape, "something else", "mend the body");
    }

    private Reply write(Target target, Ask ask, Caller caller) throws Refusal {
        checkContentType(ask, "application/json");
        SettingWrite write = settingWrite(ask.body());
        Long ifVersion = write.ifVersion();
        var order =
                new Order.Setting(target.name(), write.value(), ifVersion == null ? -1 : ifVersion);
        return setting(written(agent.consensus().act(actor(caller), order, DEADLINE)), caller);
    }

    private static Outcome<VersionedSetting> written(Outcome<Answer> outcome) {
        return switch (outcome) {
            case Outcome.Done<Answer>(Answer.Set(var key, var stored)) ->
                    new Outcome.Done<>(new VersionedSetting(key, stored.value(), stored.version()));
            case Outcome.Done<Answer>(var other) ->
                    throw new IllegalStateException("a setting is answered by " + other);
            case Outcome.Refused<Answer>(var error) -> new Outcome.Refused<>(error);
            case Outcome.Unknown<Answer>(var reason) -> new Outcome.Unknown<>(reason);
        };
    }

    private static SettingWrite settingWrite(byte[] body) throws Refusal {
        String found;
        try {
            @Nullable SettingWrite write = Json.MAPPER.readValue(body, SettingWrite.class);
            if (write != null && write.value() != null && !isNegative(write.ifVersion())) {
                return write;
            }
            found = "a body without value, or with a negative ifVersion";
        } catch (JacksonException e) {
            found = e.getOriginalMessage();
        }
        throw Refusal.of(
                400, "bad-body", "{\"value\": \"…\", \"ifVersion\": 7}", found, "mend the body");
    }

    private static boolean isNegative(@Nullable Long version) {
        return version != null && version < 0;
    }

    private Reply setting(Outcome<VersionedSetting> outcome, @Nullable Caller writer) {
        return switch (outcome) {
            case Outcome.Done<VersionedSetting>(var found) -> {
                if (writer != null) {
                    agent.record(
                            new Event.SettingChanged(found.key(), found.version(), writer.user()));
                }
                yield Reply.json(new Setting(found.key(), found.value(), found.version()));
            }
            case Outcome.Refused<VersionedSetting>(var error) -> Reply.error(status(error), error);
            case Outcome.Unknown<VersionedSetting>(var reason) ->
                    writer == null
                            ? Reply.error(
                                    503,
                                    new ApiError(
                                            "no-quorum",
                                            "a majority that confirms the read",
                                            reason,
                                            "bring voters back, then read again"))
                            : Reply.error(
                                    504,
                                    new ApiError(
                                            "outcome-unknown",
                                            "a majority that confirms the write",
                                            reason,
                                            "read it back before you write again"));
        };
    }

    /// The status for a refusal of consensus, by its code.
    private static int status(ApiError error) {
        return switch (error.code()) {
            case "setting-unknown" -> 404;
            case "version-conflict", "not-in-cluster" -> 409;
            case "setting-too-long" -> 413;
            case "no-coordinator", "not-started" -> 503;
            default -> 400;
        };
    }

    private static Reply openApi() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ApiFace.class.getResourceAsStream("openapi.json"))) {
            return new Reply.Whole(200, "application/json", in.readAllBytes(), Map.of());
        }
    }

    private void denied(Caller caller, String asked) {
        if (denials.isWorthAnEvent(caller.user(), System.nanoTime())) {
            agent.record(new Event.AccessDenied(caller.user(), asked));
        }
    }

    private static Refusal forbidden(Caller caller, String wanted) {
        return Refusal.of(
                403,
                "access-denied",
                wanted,
                "user '"
                        + caller.user()
                        + "', "
                        + (caller.role() == null ? "no role" : caller.role()),
                "ask an administrator of the node for the group");
    }
}
