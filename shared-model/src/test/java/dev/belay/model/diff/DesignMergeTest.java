package dev.belay.model.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.check.Languages;
import dev.belay.model.design.Design;
import dev.belay.model.edit.RandomEdits;
import dev.belay.model.file.Examples;
import dev.belay.model.file.RandomDesigns;
import dev.belay.model.network.Link;
import dev.belay.model.network.Note;
import dev.belay.model.node.Node;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DesignMergeTest {

    private final Design base = Examples.design("gateway-cluster");

    private static Merging merge(Design base, Design ours, Design theirs) {
        return DesignMerge.merge(base, ours, theirs, Preference.NONE);
    }

    private static Design merged(Merging merging) {
        assertThat(merging).isInstanceOf(Merging.Merged.class);
        return ((Merging.Merged) merging).design();
    }

    private static List<Conflict> conflicts(Merging merging) {
        assertThat(merging).isInstanceOf(Merging.Conflicting.class);
        return ((Merging.Conflicting) merging).conflicts();
    }

    private Node node(String id) {
        return base.find(new ThingId(id), Node.class).orElseThrow();
    }

    private Service service() {
        return base.services().getFirst();
    }

    private static Optional<IpAddress> address(String text) {
        return IpAddress.parse(text).good();
    }

    private Design withResource(int index, Resource resource) {
        List<Resource> all = new ArrayList<>(service().resources());
        all.add(index, resource);
        return base.with(service().withResources(all));
    }

    private static Resource unit(String name) {
        return new SystemdResource(name, name + ".service", Operations.DEFAULT);
    }

    @Test
    void different_fields_of_the_same_thing_go_together() {
        Design ours = base.with(node("gw-2").withAddress(address("10.20.0.99")));
        Design theirs = base.with(node("gw-2").withNotes("second rack"));
        assertThat(merged(merge(base, ours, theirs)))
                .isEqualTo(
                        base.with(
                                node("gw-2")
                                        .withAddress(address("10.20.0.99"))
                                        .withNotes("second rack")));
    }

    @Test
    void a_field_that_both_changed_is_a_conflict_that_a_preference_settles() {
        Design ours = base.with(node("gw-2").withAddress(address("10.20.0.98")));
        Design theirs = base.with(node("gw-2").withAddress(address("10.20.0.99")));
        assertThat(conflicts(merge(base, ours, theirs)))
                .containsExactly(
                        new Conflict(
                                ConflictCode.BOTH_CHANGED,
                                new Item("node", "gw-2", ""),
                                "/address",
                                "10.20.0.12",
                                "10.20.0.98",
                                "10.20.0.99"));
        assertThat(merged(DesignMerge.merge(base, ours, theirs, Preference.OURS))).isEqualTo(ours);
        assertThat(merged(DesignMerge.merge(base, ours, theirs, Preference.THEIRS)))
                .isEqualTo(theirs);
    }

    @Test
    void of_long_values_a_conflict_tells_the_parts_that_differ() {
        String start = "s".repeat(300);
        Design before = base.with(node("gw-2").withNotes(start + "was"));
        Design ours = base.with(node("gw-2").withNotes(start + "mine"));
        Design theirs = base.with(node("gw-2").withNotes(start + "yours"));
        String some = "…" + "s".repeat(20);
        assertThat(conflicts(merge(before, ours, theirs)))
                .extracting(Conflict::base, Conflict::ours, Conflict::theirs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                some + "was", some + "mine", some + "yours"));
    }

    @Test
    void the_same_change_on_both_sides_is_one() {
        Design ours = base.with(node("gw-2").withNotes("x")).withLinks(List.of());
        Design theirs = base.with(node("gw-2").withNotes("x"));
        assertThat(merged(merge(base, ours, theirs))).isEqualTo(ours);
    }

    @Test
    void removed_here_and_changed_there_is_a_conflict() {
        Note note = Note.of(new ThingId("memo"), "memo");
        Design before = base.with(note);
        Design theirs = base.with(note.withNotes("more"));
        assertThat(conflicts(merge(before, base, theirs)))
                .extracting(Conflict::code, one -> one.item().id())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                ConflictCode.REMOVED_AND_CHANGED, "memo"));
    }

    @Test
    void what_one_removed_and_the_other_only_moved_is_gone() {
        Note note = Note.of(new ThingId("memo"), "memo");
        Design before = base.with(note);
        Design moved =
                base.with(note.withFrame(Optional.of(new dev.belay.model.thing.Frame(9, 9, 9, 9))));
        for (Preference preference : Preference.values()) {
            assertThat(merged(DesignMerge.merge(before, base, moved, preference))).isEqualTo(base);
            assertThat(merged(DesignMerge.merge(before, moved, base, preference))).isEqualTo(base);
        }
    }

    @Test
    void the_same_id_for_two_things_is_a_conflict() {
        Design ours = base.with(Note.of(new ThingId("memo"), "one"));
        Design theirs = base.with(Note.of(new ThingId("memo"), "other"));
        assertThat(conflicts(merge(base, ours, theirs)))
                .extracting(Conflict::code)
                .containsExactly(ConflictCode.BOTH_ADDED);
        List<Link> links = new ArrayList<>(base.links());
        links.add(Link.of(new ThingId("memo"), new ThingId("gw-1"), new ThingId("gw-2")));
        assertThat(conflicts(merge(base, ours, base.withLinks(links))))
                .extracting(Conflict::code)
                .containsExactly(ConflictCode.ID_TWICE);
    }

    @Test
    void both_added_the_same_at_another_place() {
        Note note = Note.of(new ThingId("memo"), "memo");
        Design ours = base.with(note);
        Design theirs =
                base.with(note.withFrame(Optional.of(new dev.belay.model.thing.Frame(9, 9, 9, 9))));
        assertThat(merged(merge(base, ours, theirs))).isEqualTo(ours);
    }

    @Test
    void where_a_thing_is_drawn_is_nothing_to_ask_about() {
        Design ours =
                base.with(node("gw-2").withFrame(node("gw-2").frame().map(f -> f.movedBy(5, 5))));
        Design theirs =
                base.with(node("gw-2").withFrame(node("gw-2").frame().map(f -> f.movedBy(9, 0))));
        assertThat(merged(merge(base, ours, theirs))).isEqualTo(ours);
    }

    @Test
    void a_reference_to_what_the_other_removed_is_a_conflict() {
        Design before = base.with(Node.of(new ThingId("gw-9"), "gw-9", node("gw-2").role()));
        List<Link> links = new ArrayList<>(base.links());
        links.add(Link.of(new ThingId("wire"), new ThingId("gw-1"), new ThingId("gw-9")));
        Design theirs = before.withLinks(links);
        assertThat(conflicts(merge(before, base, theirs)))
                .containsExactly(
                        new Conflict(
                                ConflictCode.REFERS_TO_REMOVED,
                                new Item("link", "wire", ""),
                                "/to",
                                "",
                                "",
                                "gw-9"));
    }

    @Test
    void resources_at_different_places_go_together_and_at_the_same_one_do_not() {
        int end = service().resources().size();
        assertThat(end).isGreaterThan(1);
        Design ours = withResource(0, unit("first"));
        Design theirs = withResource(end, unit("last"));
        Service both = merged(merge(base, ours, theirs)).services().getFirst();
        assertThat(both.resources().getFirst().name()).isEqualTo("first");
        assertThat(both.resources().getLast().name()).isEqualTo("last");
        assertThat(conflicts(merge(base, withResource(end, unit("other")), theirs)))
                .extracting(Conflict::code, Conflict::pointer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                ConflictCode.ORDER_UNCLEAR, "/resources"));
    }

    @Test
    void the_words_of_a_command_are_one_value() {
        assertThat(Keyed.of(dev.belay.model.shape.FieldType.Scalar.TEXT, List.of("a"))).isEmpty();
    }

    @Test
    void parameters_of_a_resource_are_merged_by_name() {
        var parameters = new java.util.TreeMap<String, String>();
        parameters.put("config", "/etc/a");
        OcfResource resource =
                new OcfResource("web", "heartbeat", "nginx", parameters, Operations.DEFAULT);
        Design before = withResource(0, resource);
        parameters.put("port", "80");
        OcfResource our = resource.withParameters(parameters);
        parameters.remove("port");
        parameters.put("config", "/etc/b");
        OcfResource their = resource.withParameters(parameters);
        parameters.put("port", "80");
        assertThat(merged(merge(before, withResource(0, our), withResource(0, their))))
                .isEqualTo(withResource(0, resource.withParameters(parameters)));
    }

    @Test
    void an_address_that_each_gave_away_is_told_as_a_fresh_error() {
        Node third = node("gw-3");
        Design ours = base.with(third.withAddress(address("10.20.0.77")));
        Design theirs = base.with(node("gw-2").withAddress(address("10.20.0.77")));
        Merging merging = merge(base, ours, theirs);
        assertThat(((Merging.Merged) merging).fresh()).isNotEmpty();
    }

    @Test
    void who_did_nothing_changes_nothing() {
        for (long seed = 0; seed < 40; seed++) {
            Design one = new RandomDesigns(seed).next();
            Design x = new RandomDesigns(seed + 5_000).next();
            assertThat(merged(merge(one, one, x))).isEqualTo(x);
            assertThat(merged(merge(one, x, one))).isEqualTo(x);
            assertThat(merged(merge(one, x, x))).isEqualTo(x);
        }
    }

    private static Design edited(Design design, long seed, int count) {
        RandomEdits edits = new RandomEdits(seed);
        Design next = design;
        for (int i = 0; i < count; i++) {
            next = edits.next(next);
        }
        return next;
    }

    /// What cannot be the same on both sides: who is called ours, and which order each sees first.
    private static Set<String> shapes(List<Conflict> conflicts) {
        Set<String> shapes = new TreeSet<>();
        conflicts.forEach(one -> shapes.add(one.code() + " " + one.item().id() + one.pointer()));
        return shapes;
    }

    @Test
    void random_edits_of_two_people_lose_nothing_of_either() {
        int both = 0;
        int conflicting = 0;
        for (long seed = 0; seed < 400; seed++) {
            Design ours = edited(base, seed, 4);
            Design theirs = edited(base, seed + 10_000, 4);
            Merging merging = merge(base, ours, theirs);
            Merging turned = merge(base, theirs, ours);
            if (merging instanceof Merging.Conflicting(var conflicts)) {
                conflicting++;
                assertThat(shapes(conflicts(turned)))
                        .as("seed " + seed)
                        .isEqualTo(shapes(conflicts));
                continue;
            }
            both++;
            Design merged = merged(merging);
            assertThat(ids(merged)).as("seed " + seed).isEqualTo(ids(merged(turned)));
            assertNothingLost("seed " + seed, base, ours, merged, theirs);
            assertNothingLost("seed " + seed, base, theirs, merged, ours);
        }
        assertThat(both).isGreaterThan(40);
        assertThat(conflicting).isGreaterThan(10);
    }

    /// Each thing that only one side touched is as that side left it.
    private static void assertNothingLost(
            String seed, Design base, Design side, Design merged, Design other) {
        Set<ThingId> all = new HashSet<>();
        base.things().forEach(one -> all.add(one.id()));
        side.things().forEach(one -> all.add(one.id()));
        for (ThingId id : all) {
            Optional<Thing> was = base.find(id);
            if (was.equals(other.find(id)) && !was.equals(side.find(id))) {
                assertThat(merged.find(id)).as(seed + ", " + id).isEqualTo(side.find(id));
            }
        }
    }

    private static Set<String> ids(Design design) {
        Set<String> ids = new TreeSet<>();
        design.things().forEach(one -> ids.add(one.id().toString()));
        design.links().forEach(one -> ids.add(one.id().toString()));
        return ids;
    }

    @Test
    void merging_what_was_merged_again_changes_nothing() {
        for (long seed = 0; seed < 150; seed++) {
            Design ours = edited(base, seed, 3);
            Design theirs = edited(base, seed + 20_000, 3);
            if (merge(base, ours, theirs) instanceof Merging.Merged(var merged, var _)) {
                assertThat(merged(merge(theirs, merged, theirs))).isEqualTo(merged);
                assertThat(merged(merge(base, merged, merged))).isEqualTo(merged);
            }
        }
    }

    @Test
    void a_preference_leaves_only_what_nobodys_word_settles() {
        for (long seed = 0; seed < 150; seed++) {
            Design ours = edited(base, seed, 5);
            Design theirs = edited(base, seed + 30_000, 5);
            for (Preference one : List.of(Preference.OURS, Preference.THEIRS)) {
                if (DesignMerge.merge(base, ours, theirs, one)
                        instanceof Merging.Conflicting(var conflicts)) {
                    assertThat(conflicts)
                            .extracting(Conflict::code)
                            .isSubsetOf(ConflictCode.REFERS_TO_REMOVED, ConflictCode.ID_TWICE);
                }
            }
        }
    }

    @Test
    void unlike_designs_are_merged_or_refused_and_never_break() {
        for (long seed = 0; seed < 60; seed++) {
            Design one = new RandomDesigns(seed).next();
            Design other = new RandomDesigns(seed + 1_000).next();
            Design third = new RandomDesigns(seed + 2_000).next();
            for (Preference preference : Preference.values()) {
                assertThat(DesignMerge.merge(one, other, third, preference)).isNotNull();
            }
        }
    }

    private static final Pattern HOLE = Pattern.compile("\\{\\d}");

    @Test
    void both_languages_say_every_conflict() {
        var english = texts(Languages.ALL.getFirst());
        var japanese = texts(Languages.ALL.getLast());
        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        for (String key : english.keySet()) {
            assertThat(holes(japanese.getString(key)))
                    .as(key)
                    .isEqualTo(holes(english.getString(key)));
        }
        for (ConflictCode code : ConflictCode.values()) {
            assertThat(english.keySet()).contains(code.code(), code.code() + ".advice");
        }
        Design ours = base.with(node("gw-2").withName("a"));
        Design theirs = base.with(node("gw-2").withName("b"));
        Conflict conflict = conflicts(merge(base, ours, theirs)).getFirst();
        assertThat(DiffText.of(Languages.ALL.getFirst()).sentence(conflict))
                .isEqualTo(
                        "node gw-2 (a) /name was changed by both: it was 'gw-2', ours is 'a',"
                                + " theirs is 'b'.");
        assertThat(DiffText.of(Languages.ALL.getLast()).sentence(conflict)).contains("両方で変更");
    }

    private static ResourceBundle texts(java.util.Locale locale) {
        return ResourceBundle.getBundle(
                "dev.belay.model.diff.diff",
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static Set<String> holes(String text) {
        return new TreeSet<>(HOLE.matcher(text).results().map(MatchResult::group).toList());
    }
}
