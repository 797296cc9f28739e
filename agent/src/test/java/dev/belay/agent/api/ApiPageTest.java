package dev.belay.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.AccessRole;
import dev.belay.api.AdminPrepare;
import dev.belay.api.ApiError;
import dev.belay.api.AuditAnswer;
import dev.belay.api.AuditRecord;
import dev.belay.api.CloudReach;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.DesignText;
import dev.belay.api.DriftOrder;
import dev.belay.api.DrillBegun;
import dev.belay.api.DrillKind;
import dev.belay.api.DrillOrder;
import dev.belay.api.EnrollmentOpened;
import dev.belay.api.EnrollmentView;
import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.api.FenceWish;
import dev.belay.api.HistoryAnswer;
import dev.belay.api.HistoryTier;
import dev.belay.api.Json;
import dev.belay.api.KeysReset;
import dev.belay.api.MemberRemoval;
import dev.belay.api.NodeMode;
import dev.belay.api.NodeModeChange;
import dev.belay.api.NodeRename;
import dev.belay.api.NodeStanding;
import dev.belay.api.OperationBegin;
import dev.belay.api.OperationView;
import dev.belay.api.ProxySecret;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import dev.belay.api.Rotation;
import dev.belay.api.Sample;
import dev.belay.api.ServiceMove;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceWhy;
import dev.belay.api.ServicesView;
import dev.belay.api.Setting;
import dev.belay.api.SettingWrite;
import dev.belay.api.TrustView;
import dev.belay.api.WhoAmI;
import dev.belay.api.WorkerPrepare;
import dev.belay.api.WorkerPrepared;
import dev.belay.model.node.FenceAction;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeReport;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.NodeStatus;
import dev.belay.model.status.Opinion;
import dev.belay.model.status.PeerSight;
import dev.belay.model.status.Quorum;
import dev.belay.model.status.RaftFacts;
import dev.belay.model.status.RaftRole;
import dev.belay.model.status.Severity;
import dev.belay.model.status.StatusProblem;
import dev.belay.model.status.Vitals;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Holds the API's documents against its code.
class ApiPageTest {

    private static final Path DOCS = Path.of("../docs/reference");
    private static final List<Class<?>> RECORDS =
            List.of(
                    WhoAmI.class,
                    ClusterStatus.class,
                    Opinion.class,
                    Quorum.class,
                    NodeStatus.class,
                    Member.class,
                    NodeReport.class,
                    PeerSight.class,
                    Vitals.class,
                    RaftFacts.class,
                    StatusProblem.class,
                    EventRecord.class,
                    HistoryAnswer.class,
                    HistoryAnswer.Series.class,
                    Sample.class,
                    Setting.class,
                    SettingWrite.class,
                    NodeStanding.class,
                    KeysReset.class,
                    AdminPrepare.class,
                    EnrollmentOpened.class,
                    EnrollmentView.class,
                    EnrollmentView.Open.class,
                    EnrollmentView.Candidate.class,
                    WorkerPrepare.class,
                    WorkerPrepared.class,
                    MemberRemoval.class,
                    TrustView.class,
                    TrustView.Authority.class,
                    TrustView.Certificate.class,
                    TrustView.Revoked.class,
                    Rotation.class,
                    AuditAnswer.class,
                    AuditRecord.class,
                    NodeRename.class,
                    ConfigSetView.class,
                    ConfigSetView.Hook.class,
                    ConfigSetView.Version.class,
                    ConfigSetView.Rollout.class,
                    ConfigSetView.Report.class,
                    ConfigSetView.NodeState.class,
                    ConfigSetView.Drift.class,
                    ConfigDiff.class,
                    ConfigDiff.FileDiff.class,
                    PublishBegin.class,
                    PublishBegin.Folder.class,
                    PublishNeeds.class,
                    ConfigRollback.class,
                    DriftOrder.class,
                    ServicesView.class,
                    ServicesView.Host.class,
                    ServiceView.class,
                    ServiceView.Resource.class,
                    ServiceView.Failures.class,
                    ServiceView.Stay.class,
                    ServiceWhy.class,
                    ServiceWhy.Candidate.class,
                    ServiceWhy.Factor.class,
                    ServiceMove.class,
                    DrillOrder.class,
                    DrillBegun.class,
                    NodeModeChange.class,
                    FenceView.class,
                    FenceView.Device.class,
                    FenceView.Fencing.class,
                    FenceWish.class,
                    FenceTest.class,
                    FenceTest.Answer.class,
                    FenceSecret.class,
                    FenceSecretKept.class,
                    ProxySecret.class,
                    CloudReach.class,
                    CloudReach.Node.class,
                    CloudReach.Probe.class,
                    DesignText.class,
                    OperationView.class,
                    OperationView.Step.class,
                    OperationBegin.class,
                    ApiError.class);
    private static final List<Class<? extends Enum<?>>> ENUMS =
            List.of(
                    AccessRole.class,
                    RaftRole.class,
                    NodeState.class,
                    MemberRole.class,
                    Severity.class,
                    HistoryTier.class,
                    NodeStanding.Stage.class,
                    MemberRemoval.Afterwards.class,
                    EnrollmentView.Step.class,
                    ConfigSetView.Hook.Kind.class,
                    ConfigSetView.Phase.class,
                    ConfigSetView.Step.class,
                    ConfigSetView.Change.class,
                    PublishNeeds.Stage.class,
                    DriftOrder.Action.class,
                    NodeMode.class,
                    DrillKind.class,
                    ServiceView.State.class,
                    ServiceView.Wanted.class,
                    ServiceView.ResourceState.class,
                    FenceAction.class,
                    FenceView.Result.class,
                    FenceTest.Power.class,
                    CloudReach.Result.class,
                    OperationView.State.class);

    /// Where two types have the same short name.
    private static final Map<Class<?>, String> NAMES =
            Map.ofEntries(
                    Map.entry(ConfigSetView.NodeState.class, "SetNodeState"),
                    Map.entry(ConfigSetView.Step.class, "RolloutStep"),
                    Map.entry(ConfigSetView.Hook.Kind.class, "HookKind"),
                    Map.entry(PublishNeeds.Stage.class, "PublishStage"),
                    Map.entry(PublishBegin.Folder.class, "PublishFolder"),
                    Map.entry(DriftOrder.Action.class, "DriftAction"),
                    Map.entry(ServicesView.Host.class, "ServiceHost"),
                    Map.entry(ServiceView.State.class, "ServiceState"),
                    Map.entry(ServiceView.Resource.class, "ServiceResource"),
                    Map.entry(ServiceView.Failures.class, "ServiceFailures"),
                    Map.entry(ServiceWhy.Candidate.class, "ServiceCandidate"),
                    Map.entry(FenceView.Device.class, "FenceDevice"),
                    Map.entry(FenceView.Result.class, "FenceResult"),
                    Map.entry(FenceTest.Answer.class, "FenceAnswer"),
                    Map.entry(CloudReach.Node.class, "CloudReachNode"),
                    Map.entry(CloudReach.Probe.class, "CloudProbe"),
                    Map.entry(CloudReach.Result.class, "CloudProbeResult"),
                    Map.entry(OperationView.State.class, "OperationState"),
                    Map.entry(OperationView.Step.class, "OperationStep"));

    private static String name(Class<?> type) {
        return NAMES.getOrDefault(type, type.getSimpleName());
    }

    private final JsonNode document;

    ApiPageTest() throws IOException {
        document = Json.MAPPER.readTree(Files.readAllBytes(DOCS.resolve("api/openapi.json")));
    }

    @Test
    void every_endpoint_is_documented_with_its_parameters_and_least_role_and_no_other() {
        var documented = new TreeMap<String, Set<String>>();
        document.get("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method ->
                                        documented.put(
                                                method.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey(),
                                                names(method.getValue()))));
        var coded = new TreeMap<String, Set<String>>();
        for (Endpoint endpoint : Endpoint.values()) {
            var names = new TreeSet<>(endpoint.parameters());
            names.add(leastRole(endpoint).name().toLowerCase(Locale.ROOT));
            coded.put(endpoint.method() + " " + endpoint.path(), names);
        }
        assertThat(documented).isEqualTo(coded);
    }

    @Test
    void every_schema_has_the_fields_and_types_of_its_record() {
        for (Class<?> type : RECORDS) {
            JsonNode properties = schema(name(type)).get("properties");
            var documented = new TreeMap<String, String>();
            properties.properties().forEach(p -> documented.put(p.getKey(), shape(p.getValue())));
            var coded = new TreeMap<String, String>();
            for (RecordComponent component : type.getRecordComponents()) {
                coded.put(component.getName(), shape(component));
            }
            assertThat(documented).as(type.getSimpleName()).isEqualTo(coded);
        }
    }

    @Test
    void every_enum_has_the_constants_of_the_code() {
        for (Class<? extends Enum<?>> type : ENUMS) {
            var documented = schema(name(type)).get("enum").valueStream().map(JsonNode::asString);
            assertThat(documented)
                    .containsExactly(
                            Arrays.stream(type.getEnumConstants())
                                    .map(Enum::name)
                                    .toArray(String[]::new));
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            String name = reference.asString().replace("#/components/schemas/", "");
            assertThat(schema(name)).as(name).isNotNull();
        }
    }

    @Test
    void the_table_of_roles_is_that_of_the_code() throws IOException {
        String page = Files.readString(DOCS.resolve("api.md"));
        for (Endpoint endpoint : Endpoint.values()) {
            var row = new StringBuilder("| `" + endpoint.method() + " " + endpoint.path() + "` |");
            for (AccessRole role : AccessRole.values()) {
                row.append(endpoint.isAllowed(role) ? " yes |" : " no |");
            }
            assertThat(page).contains(row);
        }
        assertThat(page.lines().filter(l -> l.matches("\\| `(GET|PUT|POST|DELETE) .*")).count())
                .isEqualTo(Endpoint.values().length);
    }

    private static AccessRole leastRole(Endpoint endpoint) {
        return Arrays.stream(AccessRole.values())
                .filter(endpoint::isAllowed)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(JsonNode operation) {
        var names = new TreeSet<String>();
        names.add(operation.get("x-least-role").asString());
        for (JsonNode parameter : operation.get("parameters")) {
            if (parameter.get("in").asString().equals("query")) {
                names.add(parameter.get("name").asString());
            }
        }
        return names;
    }

    private JsonNode schema(String name) {
        return document.get("components").get("schemas").get(name);
    }

    private static String shape(JsonNode schema) {
        if (schema.has("oneOf")) {
            JsonNode first = schema.get("oneOf").get(0);
            return shape(first);
        }
        if (schema.has("$ref")) {
            return schema.get("$ref").asString().replace("#/components/schemas/", "");
        }
        String type = schema.get("type").asString();
        return switch (type) {
            case "array" -> "[" + shape(schema.get("items")) + "]";
            case "string" -> schema.has("format") ? "time" : "string";
            case "object" -> "map";
            default -> type;
        };
    }

    private static String shape(RecordComponent component) {
        Class<?> type = component.getType();
        if (List.class.isAssignableFrom(type)) {
            var generic = (ParameterizedType) component.getGenericType();
            var item = (Class<?>) generic.getActualTypeArguments()[0];
            return "[" + (item == String.class ? "string" : name(item)) + "]";
        }
        return Map.of(
                        "String", "string",
                        "Instant", "time",
                        "int", "integer",
                        "long", "integer",
                        "Long", "integer",
                        "double", "number",
                        "Double", "number",
                        "boolean", "boolean",
                        "Map", "map",
                        "double[]", "[number]")
                .getOrDefault(
                        type.getSimpleName(),
                        type.getSimpleName().equals("Fact") ? "FactNodeReport" : name(type));
    }

    @Test
    void times_are_iso_8601_and_a_missing_figure_is_a_text() {
        String json =
                Json.MAPPER.writeValueAsString(
                        new Sample(Instant.EPOCH, new double[] {Double.NaN, 1}));
        assertThat(json).isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\",\"values\":[\"NaN\",1.0]}");
    }
}
