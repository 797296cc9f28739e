package dev.belay.model.preflight;

import dev.belay.model.preflight.ReadFault.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what the AWS CLI printed with `--output json`. What an answer is about is seen by its key
/// at the top, whatever its name; a text may hold several answers one after the other.
///
/// Three answers do not say which transit gateway route table they are of (associations,
/// propagations and routes): it is taken from the document's name where `tgw-rtb-…` is in it, from
/// the only table of a list that was given whole, or the document is refused.
public final class DescribeReader {

    /// Longest text of a document, in characters.
    public static final int LONGEST = 32 * 1024 * 1024;

    private static final int DEEPEST = 64;
    private static final Pattern TABLE = Pattern.compile("tgw-rtb-[0-9a-f]{8,17}(?![0-9a-z])");

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    /// An answer of the AWS CLI.
    ///
    /// @param name such as the name of its file; part of what is told about it
    public record Document(String name, String text) {}

    /// What became of the documents.
    ///
    /// @param picture what they say, as far as they could be read
    /// @param faults what could not be read; a picture with faults must not be judged
    public record Read(CloudPicture picture, List<ReadFault> faults) {
        public Read {
            faults = List.copyOf(faults);
        }
    }

    /// An answer whose kind is known.
    private record Answer(String document, Described what, JsonNode root) {}

    private final List<ReadFault> faults = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    private DescribeReader() {}

    /// Reads all documents into one picture.
    public static Read read(List<Document> documents) {
        return new DescribeReader().all(documents);
    }

    /// What a document is an answer of, in its order; none when it is no answer at all.
    public static List<Contents> contents(Document document) {
        DescribeReader reader = new DescribeReader();
        reader.open(document);
        return reader.answers.stream()
                .map(answer -> new Contents(answer.what(), count(answer), isCut(answer)))
                .toList();
    }

    private static int count(Answer answer) {
        JsonNode list = answer.root().path(answer.what().key());
        if (answer.what() != Described.INSTANCES) {
            return list.size();
        }
        int count = 0;
        for (JsonNode reservation : list) {
            count += reservation.path("Instances").size();
        }
        return count;
    }

    private Read all(List<Document> documents) {
        documents.forEach(this::open);
        Set<Described> whole = EnumSet.noneOf(Described.class);
        Set<Described> partial = EnumSet.noneOf(Described.class);
        for (Answer answer : answers) {
            (isCut(answer) ? partial : whole).add(answer.what());
        }
        whole.removeAll(partial);
        FactReader facts = new FactReader(faults);
        answers.stream()
                .filter(answer -> !answer.what().isOfOneTable())
                .forEach(answer -> facts.read(answer.document(), answer.what(), answer.root()));
        // Asked once: answers of other tables that follow must not make it two.
        Optional<String> only =
                whole.contains(Described.TRANSIT_TABLES)
                        ? facts.onlyTransitTable()
                        : Optional.empty();
        for (Answer answer : answers) {
            if (answer.what().isOfOneTable()) {
                ofOneTable(answer, only, facts);
            }
        }
        return new Read(facts.picture(whole), faults);
    }

    private void ofOneTable(Answer answer, Optional<String> only, FactReader facts) {
        if (isLarger(answer)) {
            table(answer, only).ifPresent(facts::larger);
        } else if (!isCut(answer)) {
            table(answer, only)
                    .ifPresent(id ->
                            facts.readTable(answer.document(), answer.what(), answer.root(), id));
        }
    }

    private Optional<String> table(Answer answer, Optional<String> only) {
        Matcher matcher = TABLE.matcher(answer.document());
        Optional<String> table = matcher.find() ? Optional.of(matcher.group()) : only;
        if (table.isEmpty()) {
            fault(Kind.TABLE_NOT_SAID, answer.document(), answer.what().key());
        }
        return table;
    }

    /// Whether AWS has more than was printed.
    private static boolean isCut(Answer answer) {
        JsonNode root = answer.root();
        boolean hasNext = root.path("NextToken").isString() || root.path("nextToken").isString();
        return hasNext || isLarger(answer);
    }

    /// Whether AWS does not give more, however often it is asked.
    private static boolean isLarger(Answer answer) {
        return answer.root().path("AdditionalRoutesAvailable").asBoolean(false);
    }

    private void open(Document document) {
        String text =
                document.text().startsWith("\uFEFF")
                        ? document.text().substring(1)
                        : document.text();
        if (text.length() > LONGEST) {
            fault(
                    Kind.TOO_LARGE,
                    document.name(),
                    Integer.toString(text.length()),
                    Integer.toString(LONGEST));
            return;
        }
        if (text.isBlank()) {
            fault(Kind.EMPTY, document.name());
            return;
        }
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                take(document.name(), parser.readValueAsTree());
            }
        } catch (UnexpectedEndOfInputException e) {
            fault(Kind.TRUNCATED, document.name(), place(e));
        } catch (JacksonException e) {
            fault(Kind.NOT_JSON, document.name(), place(e), start(text));
        }
    }

    private void take(String document, JsonNode root) {
        if (!root.isObject()) {
            fault(Kind.UNKNOWN_SHAPE, document, start(root.toString()), keys());
            return;
        }
        List<Described> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            Described.byKey(member.getKey()).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            String there = String.join(", ", root.propertyNames());
            fault(Kind.UNKNOWN_SHAPE, document, there.isEmpty() ? "{}" : start(there), keys());
        }
        found.forEach(what -> answers.add(new Answer(document, what, root)));
    }

    private void fault(Kind kind, String document, String... args) {
        faults.add(new ReadFault(kind, document, List.of(args)));
    }

    private static String keys() {
        return String.join(", ", List.of(Described.values()).stream().map(Described::key).toList());
    }

    private static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? "1:1" : at.getLineNr() + ":" + at.getColumnNr();
    }

    private static String start(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        String plain = line.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 40 ? plain : plain.substring(0, 39) + "…";
    }
}
