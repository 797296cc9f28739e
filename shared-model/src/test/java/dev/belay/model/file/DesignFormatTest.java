package dev.belay.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.network.Site;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.value.ThingId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DesignFormatTest {

    private static final String SMALL =
            """
            {
              "format": "belay-design",
              "version": 1,
              "belay": "0.1",
              "cluster": {
                "id": "c",
                "name": "c",
                "timing": { "name": "default", "renew": "200ms", "selfKill": "900ms", "gate": "500ms" },
                "fencing": false,
                "guarded": false
              },
              "sites": [
                {
                  "id": "dc",
                  "name": "DC"
                }
              ]
            }
            """;

    private static final ClusterSettings CLUSTER =
            ClusterSettings.of("c", "c", TimingProfile.STANDARD);

    private static Problem at(
            ProblemCode code, String pointer, int line, int column, String... args) {
        return Problem.of(code, new Place.InFile(pointer, line, column), args);
    }

    private static List<Problem> problemsOf(String text) {
        return switch (DesignFormat.read(text)) {
            case Reading.Read _ -> List.of();
            case Reading.Refused(List<Problem> problems) -> problems;
        };
    }

    private static List<Problem> problemsAfter(UnaryOperator<String> change) {
        return problemsOf(change.apply(SMALL));
    }

    @Test
    void a_small_design_is_written_with_one_field_a_line() {
        Design design = Design.empty(CLUSTER).with(Site.of(new ThingId("dc"), "DC"));
        assertThat(DesignFormat.write(design)).isEqualTo(SMALL);
        assertThat(DesignFormat.read(SMALL)).isEqualTo(new Reading.Read(design, 1));
    }

    @Test
    void moving_a_node_changes_one_line_of_the_file() {
        Design design = Examples.design("ec2-route-table");
        Node node = design.find(new ThingId("gw-1"), Node.class).orElseThrow();
        Node moved = node.withFrame(node.frame().map(frame -> frame.movedBy(8, 0)));
        List<String> before = DesignFormat.write(design).lines().toList();
        List<String> after = DesignFormat.write(design.with(moved)).lines().toList();
        assertThat(after).hasSameSizeAs(before);
        assertThat(
                        Stream.iterate(0, i -> i < before.size(), i -> i + 1)
                                .filter(i -> !before.get(i).equals(after.get(i))))
                .hasSize(1);
    }

    @Test
    void a_field_that_is_missing_has_the_same_default_as_in_the_code() {
        String text = SMALL.replace("\"sites\"", "\"nodes\"");
        text = text.replace("\"DC\"", "\"DC\", \"role\": \"admin\"");
        Node node = Node.of(new ThingId("dc"), "DC", NodeRole.ADMIN);
        assertThat(DesignFormat.read(text))
                .isEqualTo(new Reading.Read(Design.empty(CLUSTER).with(node), 1));
    }

    @Test
    void a_field_that_is_not_known_names_the_nearest_one_that_is() {
        List<Problem> problems =
                problemsAfter(text -> text.replace("\"name\": \"DC\"", "\"nmae\": \"DC\""));
        assertThat(problems)
                .containsExactly(
                        at(ProblemCode.MISSPELT_FIELD, "/sites/0/nmae", 15, 15, "nmae", "name"),
                        at(ProblemCode.FIELD_MISSING, "/sites/0", 13, 5, "name"));
        assertThat(problems.getFirst().sentence(Locale.ENGLISH))
                .isEqualTo("The field 'nmae' is not known here; did you mean 'name'?");
        assertThat(problems.getFirst().sentence(Locale.JAPANESE))
                .isEqualTo("項目 'nmae' はここでは使えません。'name' のことですか。");
    }

    @Test
    void a_section_that_is_not_known_names_the_nearest_one_that_is() {
        assertThat(problemsAfter(text -> text.replace("\"sites\"", "\"site\"")))
                .containsExactly(at(ProblemCode.MISSPELT_FIELD, "/site", 12, 11, "site", "sites"));
    }

    @Test
    void a_key_that_is_there_twice_is_refused_at_the_second_one() {
        assertThat(
                        problemsAfter(text ->
                                text.replace("\"id\": \"dc\",", "\"id\": \"dc\", \"id\": \"x\",")))
                .containsExactly(at(ProblemCode.DUPLICATE_KEY, "/sites/0/id", 14, 19, "id"));
    }

    @Test
    void all_problems_come_at_once() {
        String text =
                SMALL.replace("\"fencing\": false", "\"fencing\": 1")
                        .replace("\"200ms\"", "\"200 ms\"")
                        .replace(
                                "\"id\": \"dc\"",
                                "\"id\": \"Dc\", \"cidrs\": [\"10.0.0.1/8\", \"x\", 7]");
        assertThat(problemsOf(text))
                .extracting(Problem::code)
                .containsExactly(
                        ProblemCode.BAD_DURATION,
                        ProblemCode.WANTED_FLAG,
                        ProblemCode.BAD_ID,
                        ProblemCode.CIDR_HOST_BITS,
                        ProblemCode.BAD_CIDR,
                        ProblemCode.WANTED_TEXT);
    }

    @Test
    void a_newer_version_names_the_belay_that_reads_it() {
        List<Problem> problems =
                problemsAfter(text ->
                        text.replace("\"version\": 1", "\"version\": 7, \"new\": []")
                                .replace("\"0.1\"", "\"2.3\""));
        assertThat(problems)
                .containsExactly(
                        at(ProblemCode.FILE_VERSION_NEWER, "/version", 3, 14, "7", "2.3", "1"));
        assertThat(problems.getFirst().advice(Locale.ENGLISH))
                .isEqualTo("Open it with Belay 2.3 or newer.");
    }

    @Test
    void a_version_that_is_no_positive_whole_number_is_refused() {
        for (String version : List.of("0", "-1", "1.5", "\"1\"", "null", "99999999999")) {
            assertThat(
                            problemsAfter(text ->
                                    text.replace("\"version\": 1", "\"version\": " + version)))
                    .extracting(Problem::code)
                    .as(version)
                    .containsExactly(ProblemCode.FILE_VERSION_UNKNOWN);
        }
    }

    @Test
    void an_older_version_is_migrated_step_by_step() {
        Migration renamed =
                new Migration(
                        1,
                        fields -> {
                            Map<String, Json> members = new LinkedHashMap<>(fields.members());
                            members.put("sites", members.remove("places"));
                            return new Json.Fields(fields.spot(), members);
                        });
        Migration nothing = new Migration(2, fields -> fields);
        String old = SMALL.replace("\"sites\"", "\"places\"");
        Faults faults = new Faults();
        Optional<Reading.Read> read =
                JsonText.read(old, faults)
                        .flatMap(json ->
                                new DesignReader(3, List.of(renamed, nothing), faults).read(json));
        assertThat(faults.all()).isEmpty();
        assertThat(read)
                .contains(
                        new Reading.Read(
                                Design.empty(CLUSTER).with(Site.of(new ThingId("dc"), "DC")), 1));
    }

    @Test
    void every_way_in_which_a_file_can_be_wrong_is_told_apart() {
        Map<ProblemCode, String> texts = new LinkedHashMap<>();
        texts.put(ProblemCode.FILE_EMPTY, " \n");
        texts.put(ProblemCode.FILE_TRUNCATED, SMALL.substring(0, 200));
        texts.put(ProblemCode.FILE_NOT_JSON, SMALL.replace("\"sites\": [", "\"sites\": <"));
        texts.put(ProblemCode.FILE_TOO_DEEP, "[".repeat(65) + "]".repeat(65));
        texts.put(ProblemCode.FILE_TOO_LARGE, " ".repeat(DesignFormat.LARGEST_BYTES + 1));
        texts.put(ProblemCode.FILE_NOT_A_DESIGN, "{\"format\": \"belay-bundle\"}");
        texts.put(
                ProblemCode.FILE_VERSION_UNKNOWN,
                SMALL.replace("\"version\": 1", "\"version\": 0"));
        texts.put(
                ProblemCode.FILE_VERSION_NEWER, SMALL.replace("\"version\": 1", "\"version\": 2"));
        texts.put(
                ProblemCode.DUPLICATE_KEY,
                SMALL.replace("\"id\": \"dc\"", "\"id\": \"dc\", \"id\": \"dc\""));
        texts.put(ProblemCode.UNKNOWN_FIELD, SMALL.replace("\"sites\"", "\"zzzzzzzzzz\""));
        texts.put(ProblemCode.MISSPELT_FIELD, SMALL.replace("\"sites\"", "\"sits\""));
        texts.put(
                ProblemCode.FIELD_MISSING, SMALL.replace("\"name\": \"DC\"", "\"notes\": \"DC\""));
        texts.put(ProblemCode.WANTED_TEXT, SMALL.replace("\"DC\"", "null"));
        texts.put(
                ProblemCode.WANTED_NUMBER,
                site("\"frame\": {\"x\": 1.0, \"y\": 1, \"width\": 1, \"height\": 1}"));
        texts.put(
                ProblemCode.WANTED_FLAG,
                SMALL.replace("\"fencing\": false", "\"fencing\": \"no\""));
        texts.put(ProblemCode.WANTED_LIST, site("\"cidrs\": \"10.0.0.0/8\""));
        texts.put(ProblemCode.WANTED_OBJECT, site("\"frame\": []"));
        texts.put(ProblemCode.UNKNOWN_CHOICE, node("\"role\": \"xxxxxxxxxx\""));
        texts.put(ProblemCode.MISSPELT_CHOICE, node("\"role\": \"admn\""));
        texts.put(
                ProblemCode.NUMBER_OUT_OF_RANGE,
                site("\"frame\": {\"x\": 3000000000, \"y\": 1, \"width\": 1, \"height\": 1}"));
        texts.put(ProblemCode.BAD_ID, SMALL.replace("\"dc\"", "\"9\""));
        texts.put(
                ProblemCode.BAD_ADDRESS, node("\"role\": \"admin\", \"address\": \"10.0.0.256\""));
        texts.put(ProblemCode.BAD_CIDR, site("\"cidrs\": [\"10.0.0.0\"]"));
        texts.put(ProblemCode.CIDR_HOST_BITS, site("\"cidrs\": [\"10.0.0.1/8\"]"));
        texts.put(ProblemCode.BAD_PORT, node("\"role\": \"admin\", \"agentPort\": 65536"));
        texts.put(ProblemCode.BAD_DURATION, SMALL.replace("200ms", "200"));
        texts.put(
                ProblemCode.DUPLICATE_ID,
                SMALL.replace("}\n  ]", "}, {\"id\": \"dc\", \"name\": \"x\"}\n  ]"));
        texts.forEach((code, text) ->
                assertThat(problemsOf(text))
                        .extracting(Problem::code)
                        .as(code.code())
                        .contains(code));
        assertThat(
                        problemsOf(texts.get(ProblemCode.CIDR_HOST_BITS))
                                .getFirst()
                                .advice(Locale.ENGLISH))
                .isEqualTo("Write '10.0.0.0/8'.");
    }

    private static String site(String more) {
        return SMALL.replace("\"name\": \"DC\"", "\"name\": \"DC\", " + more);
    }

    private static String node(String more) {
        return site(more).replace("\"sites\"", "\"nodes\"");
    }

    @Test
    void bytes_that_are_not_utf_8_are_named_with_their_place() {
        byte[] bytes = SMALL.getBytes(StandardCharsets.UTF_8);
        int at = SMALL.indexOf("DC");
        bytes[at] = (byte) 0xff;
        assertThat(DesignFormat.read(bytes))
                .isEqualTo(
                        new Reading.Refused(
                                List.of(at(ProblemCode.FILE_NOT_UTF8, "", 15, 16, "0xff"))));
        byte[] cut = "{\"é".getBytes(StandardCharsets.UTF_8);
        assertThat(DesignFormat.read(java.util.Arrays.copyOf(cut, cut.length - 1)))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    void a_byte_order_mark_is_accepted() {
        assertThat(problemsOf("\uFEFF" + SMALL)).isEmpty();
    }

    @Test
    void a_hostile_file_gives_a_thousand_problems_and_the_number_of_the_others() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            fields.append("\"zzzzzzzzzzzzzzzzzz").append(i).append("\": 1, ");
        }
        List<Problem> problems =
                problemsOf(SMALL.replace("\"id\": \"dc\"", fields + "\"id\": \"dc\""));
        assertThat(problems).hasSize(1_001);
        assertThat(problems.getLast()).isEqualTo(at(ProblemCode.MORE_PROBLEMS, "", 1, 1, "4000"));
    }
}
