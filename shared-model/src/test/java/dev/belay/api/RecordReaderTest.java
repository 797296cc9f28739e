package dev.belay.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.NodeReport;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/// The reader for short lives reads what the mapper writes, and the same as the mapper reads; so
/// does the writer.
class RecordReaderTest {

    private static final int TRIALS = 50;

    @ParameterizedTest
    @ValueSource(
            classes = {
                ApiError.class,
                AdminPrepare.class,
                AuditAnswer.class,
                ClusterStatus.class,
                ConfigDiff.class,
                ConfigRollback.class,
                ConfigSetView.class,
                ConfigSetView[].class,
                DriftOrder.class,
                EnrollmentOpened.class,
                EnrollmentView.class,
                EventRecord[].class,
                HistoryAnswer.class,
                KeysReset.class,
                LabDescription.class,
                MemberRemoval.class,
                NodeRename.class,
                NodeReport.class,
                NodeStanding.class,
                PublishBegin.class,
                PublishNeeds.class,
                Rotation.class,
                Setting.class,
                SettingWrite.class,
                TrustView.class,
                WhoAmI.class,
                WorkerPrepare.class,
                WorkerPrepared.class
            })
    void readsWhatTheMapperReads(Class<?> type) {
        var random = new Random(type.getName().hashCode());
        for (int i = 0; i < TRIALS; i++) {
            Object value = some(type, Map.of(), random);
            String json = Json.MAPPER.writeValueAsString(value);
            assertThat(RecordReader.read(json, type))
                    .usingRecursiveComparison()
                    .isEqualTo(Json.MAPPER.readValue(json, type));
            assertThat(Json.MAPPER.readTree(RecordWriter.write(value)))
                    .isEqualTo(Json.MAPPER.readTree(json));
        }
    }

    @Test
    void passesOverWhatANewerAgentSaysAndFillsWhatAnOlderOneLeavesOut() {
        String json =
                """
                {"at": "2026-01-02T03:04:05Z", "more": {"a": [1, {"b": 2}]}, "values": [1, "NaN", 2.5e3]}\
                """;
        Sample sample = requireNonNull(RecordReader.read(json, Sample.class));
        assertThat(sample.at()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(sample.values()).containsExactly(1, Double.NaN, 2500);
        assertThat(RecordReader.read("{}", Setting.class))
                .isEqualTo(Json.MAPPER.readValue("{}", Setting.class));
        assertThat(RecordReader.read("null", Sample.class)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"at\": 5}",
                "{\"at\": \"yesterday\"}",
                "{\"values\": {}}",
                "{\"values\": [null]}",
                "{\"values\": [true]}",
                "{\"values\": [\"many\"]}",
                "{\"values\": [], \"values\": []}",
                "{} {}",
                "<html>"
            })
    void refusesWhatItIsNot(String json) {
        assertThatThrownBy(() -> RecordReader.read(json, Sample.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void saysWhatWasWantedAndWhere() {
        assertThatThrownBy(() ->
                        RecordReader.read(
                                "{\"nodes\": [{\"state\": \"FINE\"}]}", ClusterStatus.class))
                .hasMessageContaining("wanted a name of NodeState, found 'FINE' at /nodes/0/state");
    }

    private static Object some(Type type, Map<String, Type> bound, Random random) {
        return switch (type) {
            case ParameterizedType generic -> someGeneric(generic, bound, random);
            case TypeVariable<?> variable ->
                    some(requireNonNull(bound.get(variable.getName())), Map.of(), random);
            case Class<?> plain -> somePlain(plain, bound, random);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static Object someGeneric(
            ParameterizedType type, Map<String, Type> bound, Random random) {
        Type[] of = type.getActualTypeArguments();
        int count = random.nextInt(4);
        if (type.getRawType() == List.class) {
            var items = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                items.add(some(of[0], bound, random));
            }
            return items;
        }
        if (type.getRawType() == Map.class) {
            var entries = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                entries.put("key " + i, some(of[1], bound, random));
            }
            return entries;
        }
        Class<?> raw = (Class<?>) type.getRawType();
        return someRecord(raw, Map.of(raw.getTypeParameters()[0].getName(), of[0]), random);
    }

    private static Object somePlain(Class<?> type, Map<String, Type> bound, Random random) {
        if (type.isRecord()) {
            return someRecord(type, bound, random);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), random.nextInt(4));
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, some(type.getComponentType(), bound, random));
            }
            return array;
        }
        return switch (type.getSimpleName()) {
            case "String" -> "text \"" + random.nextInt() + "\" 日本語\n";
            case "boolean", "Boolean" -> random.nextBoolean();
            case "int", "Integer" -> random.nextInt();
            case "long", "Long" -> random.nextLong();
            case "double", "Double" ->
                    random.nextInt(5) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian() * 1e6;
            case "Instant" ->
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static Object someRecord(Class<?> type, Map<String, Type> bound, Random random) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] raw = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            raw[i] = components[i].getType();
            values[i] = some(components[i].getGenericType(), bound, random);
        }
        try {
            return type.getDeclaredConstructor(raw).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
