package dev.belay.agent.cib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cib.CibElement;
import dev.belay.model.cib.CibExport;
import dev.belay.model.cib.CibImport;
import dev.belay.model.cib.CibText;
import dev.belay.model.cib.Unsaid;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes CIBs to drawings and back, with Pacemaker as the judge.
class CibRoundTripTest {

    private static final int SEED = Integer.getInteger("belay.cib.seed", 1);
    private static final int LONG = Integer.getInteger("belay.cib.long", 5_000);

    @TempDir Path folder;

    private final AtomicInteger compared = new AtomicInteger();

    @Test
    void what_comes_back_is_valid_and_says_and_decides_the_same() {
        assertThat(differences(100, CibDice::thrown)).isEmpty();
        assertThat(differences(120, ClusterDice::thrown)).isEmpty();

        // The others have something that a drawing does not say, such as a role of their own.
        assertThat(compared).as("CIBs whose decisions were compared").hasValueGreaterThan(80);
    }

    @Test
    @Tag("long")
    void it_does_so_for_thousands() {
        assertThat(differences(LONG, CibDice::thrown)).isEmpty();
        assertThat(differences(LONG, ClusterDice::thrown)).isEmpty();
    }

    private List<String> differences(int count, LongFunction<String> thrown) {
        return IntStream.range(SEED, SEED + count)
                .parallel()
                .mapToObj(seed -> difference(seed, thrown.apply(seed)))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private String difference(int seed, String text) {
        try {
            CibElement cib = CibFile.parse(new ByteArrayInputStream(utf8(text)));
            CibImport.Imported imported = CibImport.of(cib);
            String exported = CibText.of(CibExport.of(imported.design()).cib());
            Path file = Files.createTempFile(folder, "cib", ".xml");
            Files.writeString(file, exported);
            String said = CrmVerify.complaints(file);
            if (!again(exported).equals(imported.design())) {
                said += " another drawing comes back";
            }
            if (!reread(imported.design()).equals(imported.design())) {
                said += " the file of the drawing says something else";
            }
            if (imported.unsaid().stream().allMatch(CibRoundTripTest::decidesNothing)) {
                said += decision(cib, text, exported, file);
            }
            Files.delete(file);
            return said.isBlank() ? "" : "seed " + seed + ": " + said;
        } catch (Exception e) {
            return "seed " + seed + ": " + e;
        }
    }

    /// In clusters with quorum, as nearly all are.
    private static boolean decidesNothing(Unsaid one) {
        return switch (one.why()) {
            case OTHERWISE, KEPT, STATE -> true;
            case NO_PLACE -> one.feature().equals("no-quorum-policy");
            case LEFT_OUT, SECRET -> false;
        };
    }

    private String decision(CibElement cib, String text, String exported, Path file)
            throws Exception {
        if (!cib.attributes().getOrDefault("have-quorum", "0").equals("1")) {
            return "";
        }
        Files.writeString(file, text);
        Optional<CrmSimulate.Answer> before = CrmSimulate.ask(file);
        Files.writeString(file, withState(exported, cib));
        Optional<CrmSimulate.Answer> after = CrmSimulate.ask(file);
        compared.incrementAndGet();
        return before.equals(after) ? "" : "\n  before " + before + "\n  after  " + after;
    }

    /// The export with what the cluster itself wrote into the CIB that it came from.
    private static String withState(String exported, CibElement cib) throws Exception {
        CibElement fresh = CibFile.parse(new ByteArrayInputStream(utf8(exported)));
        SortedMap<String, String> head = new TreeMap<>(fresh.attributes());
        head.put("have-quorum", cib.attributes().getOrDefault("have-quorum", "0"));
        head.put("crm_feature_set", cib.attributes().getOrDefault("crm_feature_set", ""));
        List<CibElement> parts =
                Stream.concat(
                                fresh.children().stream().filter(one -> !isStatus(one)),
                                cib.children().stream().filter(CibRoundTripTest::isStatus))
                        .toList();
        return CibText.of(new CibElement("cib", head, parts));
    }

    private static boolean isStatus(CibElement element) {
        return element.name().equals("status");
    }

    private static Design again(String exported) throws Exception {
        return CibImport.of(CibFile.parse(new ByteArrayInputStream(utf8(exported)))).design();
    }

    private static Design reread(Design design) {
        return switch (DesignFormat.read(utf8(DesignFormat.write(design)))) {
            case Reading.Read(Design read, int _) -> read;
            case Reading.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
