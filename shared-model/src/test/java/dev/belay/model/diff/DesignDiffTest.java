package dev.belay.model.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Design;
import dev.belay.model.edit.RandomEdits;
import dev.belay.model.file.Examples;
import dev.belay.model.file.RandomDesigns;
import dev.belay.model.node.Node;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DesignDiffTest {

    private final Design design = Examples.design("gateway-cluster");

    private static List<String> lines(Design before, Design after, Locale locale) {
        DiffText text = DiffText.of(locale);
        return DesignDiff.between(before, after).stream().map(text::line).toList();
    }

    private Node node(String id) {
        return design.find(new ThingId(id), Node.class).orElseThrow();
    }

    private Service service() {
        return design.services().getFirst();
    }

    @Test
    void a_field_is_told_with_both_values() {
        Design after = design.with(node("gw-1").withAddress(IpAddress.parse("10.20.0.99").good()));
        assertThat(lines(design, after, Locale.ENGLISH))
                .containsExactly("~ node gw-1 /address: '10.20.0.11' → '10.20.0.99'");
        assertThat(lines(design, after, Locale.JAPANESE))
                .containsExactly("~ ノード gw-1 /address: '10.20.0.11' → '10.20.0.99'");
    }

    @Test
    void a_field_that_was_not_there_came_from_nothing() {
        var attributes = new TreeMap<String, String>();
        attributes.put("disk", "ssd");
        Design after = design.with(node("gw-1").withAttributes(attributes));
        assertThat(lines(design, after, Locale.ENGLISH))
                .containsExactly("+ node gw-1 /attributes/disk: ssd");
        assertThat(lines(after, design, Locale.ENGLISH))
                .containsExactly("- node gw-1 /attributes/disk: ssd");
    }

    @Test
    void what_came_and_went_is_told_with_all_that_is_in_it() {
        Node fresh = node("gw-1").withId(new ThingId("gw-9")).withName("neu");
        Design after =
                design.with(fresh.withNotes("x".repeat(500) + " run this")).withLinks(List.of());
        assertThat(lines(design, after, Locale.ENGLISH))
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("+ node gw-9 (neu): { id: gw-9, name: neu, ")
                                .contains("address: 10.20.0.11", "xxx run this"));
        assertThat(lines(after, design, Locale.ENGLISH))
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("- node gw-9 (neu): { id: gw-9, name: neu, ")
                                .contains("xxx run this"));
    }

    @Test
    void of_long_values_the_part_that_differs_is_told() {
        String start = "s".repeat(300);
        String end = "e".repeat(300);
        Design before = design.with(node("gw-1").withNotes(start + "cold\n" + end));
        Design after = design.with(node("gw-1").withNotes(start + "hot 🔥" + end));
        String some = "s".repeat(20);
        String more = "e".repeat(20);
        assertThat(lines(before, after, Locale.ENGLISH))
                .containsExactly(
                        "~ node gw-1 /notes: '…"
                                + some
                                + "cold\\n"
                                + more
                                + "…' → '…"
                                + some
                                + "hot 🔥"
                                + more
                                + "…'");
        Design shorter = design.with(node("gw-1").withNotes(start));
        Design longer = design.with(node("gw-1").withNotes(start + "s"));
        assertThat(lines(shorter, longer, Locale.ENGLISH))
                .containsExactly("~ node gw-1 /notes: '…" + some + "' → '…" + some + "s'");
    }

    @Test
    void resources_are_told_apart_by_kind_and_name_and_their_order_counts() {
        List<Resource> turned = new ArrayList<>(service().resources()).reversed();
        assertThat(turned).hasSizeGreaterThan(1);
        Design after = design.with(service().withResources(turned));
        List<Change> changes = DesignDiff.between(design, after);
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().what()).isEqualTo(Change.What.REORDERED);
        assertThat(changes.getFirst().pointer()).isEqualTo("/resources");
        Design fewer = design.with(service().withResources(turned.subList(1, turned.size())));
        assertThat(DesignDiff.between(after, fewer))
                .extracting(Change::what)
                .containsExactly(Change.What.REMOVED);
    }

    @Test
    void what_only_moves_on_the_canvas_says_so() {
        Design after =
                design.with(
                        node("gw-1").withFrame(node("gw-1").frame().map(one -> one.movedBy(5, 0))));
        assertThat(DesignDiff.between(design, after)).hasSize(1).allMatch(Change::isDrawing);
    }

    @Test
    void a_text_cannot_write_on_a_terminal() {
        Design after = design.with(node("gw-1").withNotes("\u001b[2Jgone\u202e\u2028\r"));
        assertThat(lines(design, after, Locale.ENGLISH))
                .hasSize(1)
                .allMatch(line -> line.endsWith("→ '\\u001b[2Jgone\\u202e\\u2028\\u000d'"));
    }

    @Test
    void nothing_is_found_exactly_when_both_are_equal() {
        for (long seed = 0; seed < 60; seed++) {
            Design one = new RandomDesigns(seed).next();
            Design other = new RandomDesigns(seed + 1_000).next();
            assertThat(DesignDiff.between(one, one)).isEmpty();
            assertThat(DesignDiff.between(one, other).isEmpty())
                    .as("seed " + seed)
                    .isEqualTo(one.equals(other));
            Design edited = design;
            RandomEdits edits = new RandomEdits(seed);
            for (int i = 0; i < 12; i++) {
                Design next = edits.next(edited);
                assertThat(DesignDiff.between(edited, next).isEmpty())
                        .as("seed " + seed + ", edit " + i)
                        .isEqualTo(edited.equals(next));
                edited = next;
            }
        }
    }
}
